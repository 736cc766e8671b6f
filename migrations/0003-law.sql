-- Law packs: a version is the hash of its content and is never changed; what happens to it
-- (checked, released by two people) are rows of their own.
create table law_pack (
  version text collate "C" primary key check (version ~ '^[0-9a-f]{64}$'),
  id text collate "C" not null,
  title text not null,
  place text collate "C" not null,
  rank text not null check (rank in ('法律', '行政法规', '地方性法规', '部门规章', '地方政府规章', '规范性文件', '通知', 'house')),
  mark text not null check (mark in ('source', 'national', 'secondary', 'assumption')),
  demo boolean not null,
  issued date,
  effective_from date not null,
  effective_to date,
  content jsonb not null,
  entered_by uuid,
  entered_at timestamptz not null,
  check (effective_to is null or effective_to >= effective_from)
);
comment on table law_pack is 'class: directory. Versions of law packs, keyed by content hash; insert only. entered_by is null for what came with the product.';

create index law_pack_by_id on law_pack (id, entered_at);

create table law_check (
  id uuid primary key,
  version text collate "C" not null references law_pack,
  checked_by uuid,
  checked_at timestamptz not null,
  problems jsonb not null
);
comment on table law_check is 'class: directory. A run of the checker on a version, with what it found; insert only.';

create index law_check_by_version on law_check (version, checked_at);

create table law_release (
  version text collate "C" primary key references law_pack,
  seed boolean not null,
  first_by uuid,
  first_at timestamptz not null,
  second_by uuid,
  second_at timestamptz,
  released_at timestamptz,
  check ((second_by is null) = (second_at is null) or seed),
  check (seed or first_by is not null),
  check (first_by is distinct from second_by or seed),
  check (seed or (released_at is null) = (second_by is null))
);
comment on table law_release is 'class: directory. The release of a version by two different people; a version that came with the product is released at load, marked seed. A version counts once released_at stands.';

create table law_conflict (
  id text collate "C" not null,
  version text collate "C" not null,
  content jsonb not null,
  entered_at timestamptz not null,
  primary key (id, version)
);
comment on table law_conflict is 'class: directory. Where instruments say different things: both sides, and which wins from which date and why; the newest version of an id counts.';
