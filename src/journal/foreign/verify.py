#!/usr/bin/env python3
"""Checks an exported Bihuan journal with nothing but Python's standard library.

    verify.py FOLDER

Reads FOLDER/checkpoint, tile/ and, where exported, tile/entries/ (C2SP tlog-tiles), computes every
hash again (RFC 6962) and compares all tiles, the root and the size with the checkpoint. It does NOT
check the signature: Ed25519 is not in the standard library. For that use any C2SP signed-note tool
(for example Go's golang.org/x/mod/sumdb/note) with the key in FOLDER/vkey. Exit 0 if all holds.
"""
import base64
import hashlib
import os
import sys


def leaf_hash(data):
    return hashlib.sha256(b"\0" + data).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def tile_path(folder, level, index, width):
    digits = "%03d" % (index % 1000)
    index //= 1000
    while index:
        digits = "x%03d/%s" % (index % 1000, digits)
        index //= 1000
    # Every group but the last carries an x: the loop above puts it before each higher one.
    return os.path.join(folder, "tile", level, digits + ("" if width == 256 else ".p/%d" % width))


def read(path):
    with open(path, "rb") as file:
        return file.read()


def level_hashes(folder, level, count):
    """All hashes of one tile level, read from its tiles."""
    hashes = []
    for start in range(0, count, 256):
        width = min(256, count - start)
        data = read(tile_path(folder, str(level), start // 256, width))
        if len(data) != 32 * width:
            raise ValueError("tile %d/%d has %d bytes" % (level, start // 256, len(data)))
        hashes += [data[i : i + 32] for i in range(0, len(data), 32)]
    return hashes


def entries(folder, size):
    for start in range(0, size, 256):
        width = min(256, size - start)
        data = read(tile_path(folder, "entries", start // 256, width))
        at = 0
        for _ in range(width):
            length = int.from_bytes(data[at : at + 2], "big")
            entry = data[at + 2 : at + 2 + length]
            if len(entry) != length:
                raise ValueError("bundle %d is cut off" % (start // 256))
            yield entry
            at += 2 + length
        if at != len(data):
            raise ValueError("bundle %d has %d bytes too many" % (start // 256, len(data) - at))


def root_of(hashes):
    """The root over a list of leaf hashes, by a stack of complete subtrees."""
    stack = []
    for index, value in enumerate(hashes):
        while index & 1:
            value = node_hash(stack.pop(), value)
            index >>= 1
        stack.append(value)
    if not stack:
        return hashlib.sha256(b"").digest()
    root = stack.pop()
    while stack:
        root = node_hash(stack.pop(), root)
    return root


def check(folder):
    lines = read(os.path.join(folder, "checkpoint")).decode("utf-8").split("\n")
    origin, size, root = lines[0], int(lines[1]), base64.b64decode(lines[2])
    leaves = level_hashes(folder, 0, size)
    with_entries = os.path.isdir(os.path.join(folder, "tile", "entries"))
    if with_entries:
        for index, entry in enumerate(entries(folder, size)):
            if leaf_hash(entry) != leaves[index]:
                raise ValueError("entry %d is not the one that was hashed" % index)
    below, level = leaves, 1
    while len(below) >= 256:
        above = [root_of(below[i : i + 256]) for i in range(0, len(below) - 255, 256)]
        if level_hashes(folder, level, len(above)) != above:
            raise ValueError("a tile of level %d does not follow from the one below" % level)
        below, level = above, level + 1
    if root_of(leaves) != root:
        raise ValueError("the root is not that of the checkpoint")
    return origin, size, with_entries


def main():
    if len(sys.argv) != 2:
        print(__doc__.strip())
        return 2
    try:
        origin, size, with_entries = check(sys.argv[1])
    except (OSError, ValueError, IndexError) as error:
        print("REFUSED: %s" % error)
        return 1
    what = "entries, tiles" if with_entries else "tiles (no entries exported)"
    print("OK: %s, size %d: %s, root and size agree; signature not checked" % (origin, size, what))
    return 0


if __name__ == "__main__":
    sys.exit(main())
