-- Messages that arrive: what is sent to whom through which channel, and what came of it.

create table message (
  id uuid primary key,
  once_key text collate "C" not null unique,
  event text collate "C" not null,
  weight text not null check (weight in ('urgent', 'prompt', 'ordinary', 'digest')),
  person_id uuid not null,
  org_id uuid not null,
  issuer_org uuid,
  jur text collate "C",
  subject_kind text,
  subject_id uuid,
  deadline_id uuid,
  number text,
  route text,
  channel text,
  state text not null check (state in ('waiting', 'sending', 'sent', 'delivered', 'failed', 'dropped')),
  reason text,
  not_before timestamptz not null,
  tries integer not null,
  provider_id text collate "C",
  merged_into uuid,
  call_id uuid,
  at timestamptz not null,
  sending_at timestamptz,
  sent_at timestamptz,
  delivered_at timestamptz,
  check ((weight = 'digest') = (deadline_id is null))
);
comment on table message is 'class: machinery. One thing to be told to one person, once: by event and person, or one digest a person and day. The words are made when it is sent, from what is still true; no title and no address is kept.';
create index message_waiting on message (not_before) where state = 'waiting';
create index message_sending on message (sending_at) where state = 'sending';
create index message_of_person on message (person_id) where state = 'waiting';
create index message_about on message (deadline_id) where deadline_id is not null;
create index message_of_org on message (org_id, id);
create index message_of_issuer on message (issuer_org, id);
create index message_provider on message (provider_id) where provider_id is not null;
create index message_called on message (call_id) where call_id is not null;

create table message_choice (
  id uuid primary key references person (id),
  revision integer not null,
  channels text[] not null,
  digest_at text not null
);
comment on table message_choice is 'class: directory. Which channels a person wants, in their order, and when the day''s digest comes (HH:MM of the legal zone).';

create table message_office (
  id uuid primary key references organization (id),
  revision integer not null,
  channels text[] not null
);
comment on table message_office is 'class: directory. Which channels an office lets its people choose from; without a row, all that are set up.';

create table message_digest (
  person_id uuid primary key,
  on_day date not null
);
comment on table message_digest is 'class: machinery. The last day for which a person''s digest was made, or found to have nothing to say.';

create table calendar_feed (
  id uuid primary key,
  person_id uuid not null references person (id),
  token_hash bytea not null unique,
  created_at timestamptz not null,
  read_at timestamptz,
  revoked_at timestamptz
);
comment on table calendar_feed is 'class: directory. A secret address under which a calendar program reads one person''s deadlines. Only the SHA-256 of its token is kept.';
create index calendar_feed_person on calendar_feed (person_id);
