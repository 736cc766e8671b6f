-- Exports: what left the ledger in a file or on paper, under which filter, for what.

create table finding_export (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  form text not null,
  type text not null,
  filter jsonb not null,
  words text,
  columns text[] not null,
  count integer not null,
  purpose text,
  at timestamptz not null,
  person uuid,
  primary key (jur, id)
);
comment on table finding_export is 'class: ledger. One file or print of the ledger: filter, columns, how many findings, for what and by whom; journalled before the file can be fetched.';

create index finding_export_of on finding_export (owner_org, at);

alter table finding_export enable row level security;

create policy finding_export_scope on finding_export using ((jur >= nullif(current_setting('app.jur_from', true), '') and jur < nullif(current_setting('app.jur_to', true), '')) or party_id = nullif(current_setting('app.party', true), '')::uuid);
