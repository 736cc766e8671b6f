-- The ledger of findings 问题隐患台账.

create table finding (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  number text collate "C" not null,
  state text not null check (state in ('registered', 'handed_over', 'returned', 'rectifying', 'reported', 'accepted', 'recheck_failed', 'passed', 'pending_approval', 'struck_off', 'void', 'merged')),
  ended boolean not null,
  grade text not null check (grade in ('ordinary', 'major')),
  major_clause text,
  origin text not null check (origin in ('government', 'enterprise_self', 'tipoff', 'audit', 'external')),
  source_note text,
  sector text not null,
  subject_id uuid,
  subject_name text,
  title text,
  body text,
  found_on date,
  found_by text,
  registered_at timestamptz not null,
  registered_org uuid,
  registered_person uuid,
  rectifier_org uuid,
  rectifier_name text,
  sector_org uuid,
  sector_name text,
  territory_org uuid,
  territory_name text,
  rechecker_org uuid,
  rechecker_name text,
  sponsor_name text,
  needs_time boolean not null,
  measures text,
  responsibility text,
  funds_amount numeric,
  funds_unit text,
  time_limit date,
  contingency text,
  planned boolean not null,
  handed_over_at timestamptz,
  received_at timestamptz,
  reported_at timestamptz,
  reported_org uuid,
  reported_person uuid,
  accepted_at timestamptz,
  rechecked_at timestamptz,
  rechecked_org uuid,
  rechecked_person uuid,
  ended_at timestamptz,
  due_on date,
  next_due_on date,
  next_label text,
  next_unit text,
  next_original_on date,
  next_paused boolean not null,
  extensions integer not null,
  extension_to date,
  extension_person uuid,
  returns integer not null,
  failures integer not null,
  paused boolean not null,
  merged_into uuid,
  relapse_of uuid,
  taken_over boolean not null,
  way jsonb not null,
  primary key (jur, id)
);
comment on table finding is 'class: ledger. One problem from the day it is found until it is struck off; the columns are what the journal last said.';

create index finding_id on finding (id);

create unique index finding_number on finding (jur, number);

create index finding_due_county on finding (jur, ended, next_due_on, id);

create index finding_due_wide on finding (ended, next_due_on, id);

create index finding_new_wide on finding (found_on desc, id desc);

create index finding_party on finding (party_id, ended, next_due_on, id) where party_id is not null;

create index finding_subject on finding (subject_id) where subject_id is not null;

create index finding_rechecker on finding (rechecker_org, ended, next_due_on, id) where not ended;

alter table finding enable row level security;

create policy finding_scope on finding using ((jur >= nullif(current_setting('app.jur_from', true), '') and jur < nullif(current_setting('app.jur_to', true), '')) or party_id = nullif(current_setting('app.party', true), '')::uuid);

create table finding_step (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  finding_id uuid not null,
  act text not null,
  at timestamptz not null,
  org uuid,
  person uuid,
  note text,
  facts jsonb not null,
  corrects uuid,
  primary key (jur, id),
  foreign key (jur, finding_id) references finding (jur, id)
);
comment on table finding_step is 'class: ledger. One act on a finding with its words: handing over, receipt, report, re-check, closure, extension. The id is the act''s own, which its journal entry and receipt carry.';

create index finding_step_of on finding_step (jur, finding_id, at);

alter table finding_step enable row level security;

create policy finding_step_scope on finding_step using ((jur >= nullif(current_setting('app.jur_from', true), '') and jur < nullif(current_setting('app.jur_to', true), '')) or party_id = nullif(current_setting('app.party', true), '')::uuid);

create table finding_task (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  finding_id uuid not null,
  org uuid not null,
  content text,
  due_on date,
  state text not null check (state in ('open', 'done', 'cancelled')),
  done_at timestamptz,
  primary key (jur, id),
  foreign key (jur, finding_id) references finding (jur, id)
);
comment on table finding_task is 'class: ledger. A part of a rectification given to an assisting unit; the leading unit reports when all are done.';

create index finding_task_of on finding_task (jur, finding_id);

alter table finding_task enable row level security;

create policy finding_task_scope on finding_task using ((jur >= nullif(current_setting('app.jur_from', true), '') and jur < nullif(current_setting('app.jur_to', true), '')) or party_id = nullif(current_setting('app.party', true), '')::uuid);

create table finding_count (
  jur text collate "C" not null,
  sector text collate "C" not null,
  grade text collate "C" not null,
  state text collate "C" not null,
  n bigint not null,
  primary key (jur, sector, grade, state)
);
comment on table finding_count is 'class: machinery. Findings by county, sector, grade and state, folded from finding_count_delta by one worker.';

create table finding_count_delta (
  id uuid primary key,
  jur text collate "C" not null,
  sector text collate "C" not null,
  grade text collate "C" not null,
  state text collate "C" not null,
  n integer not null
);
comment on table finding_count_delta is 'class: machinery. What acts added to and took from the counts and is not folded yet; readers sum both.';

create table search (
  jur text collate "C" not null,
  kind text collate "C" not null,
  id uuid not null,
  words tsvector not null,
  primary key (kind, jur, id)
);
comment on table search is 'class: machinery. Pairs of neighbouring characters of what can be searched; read only joined to its ledger row, which row-level security guards.';

create index search_words on search using gin (words);

create table saved_view (
  id uuid primary key,
  org uuid not null,
  person uuid not null,
  name text not null,
  query text not null,
  shared boolean not null,
  at timestamptz not null
);
comment on table saved_view is 'class: directory. A filter of the ledger that a person kept, for themselves or for their office.';

create index saved_view_of on saved_view (org, person);
