-- Links 凭链接办理: one matter handled by a named person without an account.

create table invitation (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  matter_kind text not null check (matter_kind in ('office_task', 'finding')),
  matter_id uuid not null,
  org uuid not null,
  name text,
  phone text,
  token_hash text collate "C" not null,
  ends_on date not null,
  opened_at timestamptz,
  verified_at timestamptz,
  devices integer not null,
  revoked_at timestamptz,
  revoked_reason text,
  primary key (jur, id)
);
comment on table invitation is 'class: ledger. A link to one matter for a named person of the body that answers; the link itself is known by its hash only.';

create index invitation_of on invitation (jur, matter_id, id);

alter table invitation enable row level security;

create policy invitation_scope on invitation using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);

create table invitation_step (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  invitation_id uuid not null,
  matter_id uuid not null,
  act text not null,
  at timestamptz not null,
  org uuid,
  person uuid,
  primary key (jur, id)
);
comment on table invitation_step is 'class: ledger. What happened to a link: made, code asked for and shown, entered, opened on another device, renewed, revoked.';

create index invitation_step_of on invitation_step (jur, matter_id, at);

alter table invitation_step enable row level security;

create policy invitation_step_scope on invitation_step using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);

create table invitation_token (
  hash text collate "C" primary key,
  jur text collate "C" not null,
  invitation_id uuid not null,
  matter_id uuid not null
);
comment on table invitation_token is 'class: registry. Which link a token belongs to, by its SHA-256; the token itself is kept nowhere.';

create table invitation_code (
  id uuid primary key,
  invitation_id uuid not null,
  hash text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  attempts integer not null default 0,
  used_at timestamptz
);
comment on table invitation_code is 'class: machinery. One-time codes of links, hashed with argon2id; the latest one counts.';
create index invitation_code_of on invitation_code (invitation_id, made_at);

create table invitation_session (
  token_hash bytea primary key,
  invitation_id uuid not null,
  jur text collate "C" not null,
  matter_id uuid not null,
  link_hash text collate "C" not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
comment on table invitation_session is 'class: machinery. The browser in which a code was entered; one at a time for each link.';
create index invitation_session_of on invitation_session (invitation_id) where ended_at is null;

create table link_receiver (
  id uuid primary key,
  label text not null
);
comment on table link_receiver is 'class: directory. Who stands behind the id of a link in the records of handling; the id is that of the link.';
