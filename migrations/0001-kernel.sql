-- What every command needs, whatever it is about.

create table idempotency (
  account uuid not null,
  key text collate "C" not null,
  act text not null,
  request text not null,
  answer jsonb,
  at timestamptz not null,
  primary key (account, key)
);
comment on table idempotency is 'class: machinery. The first answer to each submission, by account and key.';

create table outbox (
  id uuid primary key,
  jur text collate "C" not null,
  event text not null,
  subject_kind text not null,
  subject_id uuid not null,
  payload jsonb not null,
  cause uuid not null,
  at timestamptz not null,
  done_at timestamptz,
  refused text
);
comment on table outbox is 'class: machinery. Events that reactions still have to take up, written with the act that raised them.';

create index outbox_open on outbox (at) where done_at is null;

create table number_counter (
  org uuid not null,
  series text collate "C" not null,
  year integer not null,
  last integer not null,
  primary key (org, series, year)
);
comment on table number_counter is 'class: machinery. The last number that an office gave in a series and a year; locked last.';

create table mark (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  subject_kind text not null,
  subject_id uuid not null,
  code text not null,
  clause text not null,
  note text,
  opened_at timestamptz not null,
  resolved_at timestamptz,
  primary key (jur, id)
);
comment on table mark is 'class: ledger. Something about a subject that a person should know: an imported inconsistency, a provisional deadline, a warning set aside.';

create index mark_subject on mark (jur, subject_kind, subject_id);

create index mark_code on mark (code, jur) where resolved_at is null;

alter table mark enable row level security;

create policy mark_scope on mark using (
  (jur >= nullif(current_setting('app.jur_from', true), '')
    and jur < nullif(current_setting('app.jur_to', true), ''))
  or party_id = nullif(current_setting('app.party', true), '')::uuid
);

create table deployment (
  key text primary key,
  value text not null
);
comment on table deployment is 'class: machinery. What this deployment is: a demonstration, which can never become production, or the real thing.';
