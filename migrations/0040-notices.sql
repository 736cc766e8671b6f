-- Notices 通报: drafts are computed, what was issued stays as it was.

create table notice (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  kind text not null check (kind in ('month', 'quarter', 'half_year')),
  state text not null check (state in ('proposed', 'issued', 'void')),
  from_on date not null,
  to_on date not null,
  title text,
  number text collate "C",
  publicity text not null check (publicity in ('open', 'on_request', 'closed')),
  remark text,
  proposed_at timestamptz not null,
  proposed_person uuid not null,
  issued_at timestamptz,
  issued_person uuid,
  figures jsonb,
  snapshot_hash text collate "C",
  document_hash text collate "C",
  corrects uuid,
  corrected_by uuid,
  void_at timestamptz,
  void_reason text,
  primary key (jur, id),
  check ((state = 'issued') = (number is not null and issued_at is not null and snapshot_hash is not null))
);
comment on table notice is 'class: ledger. A notice on how findings stand over a month, a quarter or half a year, proposed by an office and issued by its head; the figures and the ids behind each lie in the file store under their hash.';

create index notice_of on notice (jur, owner_org, from_on desc, id desc);

create unique index notice_number on notice (jur, number) where number is not null;

alter table notice enable row level security;

create policy notice_scope on notice using ((jur >= nullif(current_setting('app.jur_from', true), '') and jur < nullif(current_setting('app.jur_to', true), '')) or party_id = nullif(current_setting('app.party', true), '')::uuid);
