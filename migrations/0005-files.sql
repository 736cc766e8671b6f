-- Evidence and attachments: contents by hash, where they were used, and the evidence of each subject.

create table evidence_file (
  hash text collate "C" primary key,
  essence text collate "C" not null,
  kind text not null check (kind in ('photo', 'document')),
  mime text not null,
  size bigint not null,
  width integer,
  height integer,
  created_at timestamptz not null
);
comment on table evidence_file is 'class: registry. Contents of the file store by SHA-256. essence is the hash without metadata: two copies of one photo have the same.';
create index evidence_file_essence on evidence_file (essence);

create table evidence_use (
  essence text collate "C" not null,
  subject_kind text not null,
  subject_id uuid not null,
  phase text not null check (phase in ('before', 'after', 'other')),
  photo boolean not null,
  jur text collate "C" not null,
  number text,
  at timestamptz not null,
  primary key (essence, subject_kind, subject_id, phase)
);
comment on table evidence_use is 'class: registry. Where each content was used as evidence; a photo shows what was put right only once in the whole deployment.';
create index evidence_use_subject on evidence_use (subject_id, subject_kind);
create unique index evidence_use_after on evidence_use (essence) where photo and phase = 'after';

create table evidence_upload (
  id uuid primary key,
  hash text collate "C" not null,
  essence text collate "C" not null,
  account uuid not null,
  person uuid not null,
  org uuid not null,
  name text not null,
  taken_at timestamptz,
  position text,
  created_at timestamptz not null,
  used_at timestamptz
);
comment on table evidence_upload is 'class: machinery. Files that an account has uploaded and not yet handed in with an act; swept when they stay unused.';
create index evidence_upload_account on evidence_upload (account, created_at) where used_at is null;
create index evidence_upload_unused on evidence_upload (created_at) where used_at is null;

create table evidence (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  subject_kind text not null,
  subject_id uuid not null,
  kind text not null check (kind in ('photo', 'document')),
  phase text not null check (phase in ('before', 'after', 'other')),
  hash text collate "C" not null,
  mime text not null,
  size integer not null,
  width integer,
  height integer,
  name text,
  note text,
  taken_at timestamptz,
  uploaded_at timestamptz not null,
  uploaded_by uuid not null,
  uploaded_org uuid not null,
  position text,
  earlier jsonb not null,
  reuse_reason text,
  primary key (jur, id)
);
comment on table evidence is 'class: ledger. Photos and documents that belong to a subject; the contents lie in the file store under their hash.';
create index evidence_subject on evidence (jur, subject_kind, subject_id, uploaded_at);

alter table evidence enable row level security;

create policy evidence_scope on evidence using (
  (jur >= nullif(current_setting('app.jur_from', true), '')
    and jur < nullif(current_setting('app.jur_to', true), ''))
  or party_id = nullif(current_setting('app.party', true), '')::uuid
);
