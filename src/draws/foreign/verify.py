#!/usr/bin/env python3
"""verify.py FILE: draws again from a published draw, with nothing but Python's standard library.
Prints the file as it must be, byte for byte; exit 0 if FILE is that (or awaits its result), else 1."""
import hashlib, hmac, json, sys

SEATS = {"everyday": ["clerk", "witness"], "three_party": ["clerk", "witness", "delegate"]}
canonical = lambda v: json.dumps(v, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
sha = lambda text: hashlib.sha256(text.encode()).hexdigest()

def select(place, frozen):
    rest, size, drawn = frozen["units"], frozen["size"], []
    while True:  # units whose weight makes them certain
        left, total = size - len(drawn), sum(u["weight"] for u in rest)
        if not (sure := [u for u in rest if left > 0 and u["weight"] * left >= total]): break
        drawn += [u["id"] for u in sure]
        rest = [u for u in rest if u["weight"] * left < total]
    line, turn, walked, after = sorted(rest, key=lambda u: place("order:" + u["id"])), 0, 0, []
    while left > 0 and (mark := int.from_bytes(place(f"start#{turn}"), "big")) >= 2**256 // total * total: turn += 1
    mark = mark % total if left > 0 else float("inf")
    for u in line:
        walked += u["weight"] * left
        if mark < walked: drawn.append(u["id"]); mark += total
        elif len(after) < frozen["substitutes"]: after.append(u["id"])
    return {"drawn": drawn, "substitutes": after}

def assign(place, frozen):
    ids, kind, never = [u["id"] for u in frozen["units"]], frozen["kind"], set(map(tuple, frozen["forbidden"]))
    for attempt in range(20000):
        line = sorted(ids, key=lambda i: place(f"{kind}:{attempt}:{i}"))
        to = dict(zip(line, line[1:] + line[:1]) if kind == "cycle" else zip(ids, line))
        if all(to[a] != a and to[to[a]] != a and (a, to[a]) not in never for a in ids):
            return {"assignment": [[a, to[a]] for a in ids], "attempt": attempt}

def main(path):
    given = open(path, "rb").read()
    paper = json.loads(given); frozen, key = paper["frozen"], paper["frozenHash"]
    assert sha(canonical(frozen)) == key, "the frame is not the one that was frozen"
    for c, r, seat in zip(paper["commitments"], paper["reveals"], SEATS[frozen["ceremony"]], strict=True):
        assert seat == c["seat"] == r["seat"] and sha("\n".join([key, seat, r["value"]])) == c["hash"], seat + " shows another value than it bound itself to"
    chance = b"".join(bytes.fromhex(r["value"]) for r in paper["reveals"]) + paper["publicValue"].encode()
    prk = hmac.digest(bytes.fromhex(key), chance, "sha256")
    place = lambda label: hmac.digest(prk, label.encode() + b"\1", "sha256")
    result = {"chance": place("chance").hex(), **(select if frozen["kind"] == "selection" else assign)(place, frozen)}
    again = (canonical({**paper, "result": result}) + "\n").encode()
    sys.stdout.buffer.write(again)
    assert "result" not in paper or again == given, "the file differs from what is drawn again"

try: main(sys.argv[1])
except (AssertionError, ValueError, KeyError, TypeError, OSError, IndexError) as error: sys.exit(f"REFUSED: {error!r}")
