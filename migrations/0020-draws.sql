-- Verifiable draws 抽签.

create table draw (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  number text collate "C" not null,
  kind text not null check (kind in ('selection', 'cycle', 'permutation')),
  title text,
  state text not null check (state in ('prepared', 'committed', 'revealed', 'complete', 'void')),
  about_kind text not null,
  about_id uuid not null,
  round integer not null,
  previous_hash text,
  reason text,
  ceremony text not null check (ceremony in ('everyday', 'three_party')),
  public_source text not null,
  public_value text,
  frozen_hash text not null,
  file_hash text,
  unit_count integer not null,
  excluded_count integer not null,
  size integer not null,
  substitutes integer not null,
  seats jsonb not null,
  prepared_at timestamptz not null,
  prepared_person uuid,
  completed_at timestamptz,
  void_reason text,
  primary key (jur, id),
  unique (jur, number)
);
comment on table draw is 'class: ledger. One round of one draw: what was frozen, who bound themselves to what, and the hash of the published file. A redraw is another row with its reason; the old one stays.';

create index draw_id on draw (id);

create unique index draw_round on draw (jur, about_kind, about_id, round);

alter table draw enable row level security;

create policy draw_scope on draw using ((jur >= nullif(current_setting('app.jur_from', true), '') and jur < nullif(current_setting('app.jur_to', true), '')) or party_id = nullif(current_setting('app.party', true), '')::uuid);

create table draw_paper (
  hash text primary key,
  content text not null
);
comment on table draw_paper is 'class: machinery. The texts behind the hashes of draws: frozen frames and published files. Read only through the draw that names the hash, and hashed again before it is given out.';
