create table calendar_year (
  year integer primary key,
  covered boolean not null,
  source text not null check (source in ('seed', 'import')),
  notice text not null
);

comment on table calendar_year is 'class: directory. Years whose notice on holidays and make-up workdays is in.';

create table calendar_day (
  day date primary key,
  kind text not null check (kind in ('holiday', 'make_up_workday', 'ordinary')),
  name text not null,
  notice_year integer not null references calendar_year (year)
);

comment on table calendar_day is 'class: directory. Days on which the week is not as usual; ordinary where an amended notice took one back.';

create table deadline (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null default '{}',
  subject_kind text not null,
  subject_id uuid not null,
  kind text not null,
  label text not null,
  title text,
  number text,
  route text not null,
  clock jsonb,
  basis text not null,
  started_on date not null,
  due_on date not null,
  original_due_on date not null,
  unit text not null check (unit in ('workingDays', 'days')),
  owner_post uuid,
  owner_role text,
  waited_by_org uuid,
  state text not null check (state in ('open', 'met', 'cancelled', 'paused')),
  paused_on date,
  left_days integer,
  done_on date,
  provisional boolean not null,
  changes jsonb not null default '[]',
  primary key (jur, id),
  check ((state in ('met', 'cancelled')) = (done_on is not null)),
  check ((state = 'paused') <= (paused_on is not null and left_days is not null))
);

comment on table deadline is 'class: ledger. What somebody must still do, by when, under which clause; the desk reads it.';

create index deadline_of_subject on deadline (jur, subject_kind, subject_id);

create index deadline_of_post on deadline (owner_post, due_on) where state in ('open', 'paused');

create index deadline_of_org on deadline (owner_org, due_on) where state in ('open', 'paused');

create index deadline_waited on deadline (waited_by_org, due_on) where state in ('open', 'paused');

create index deadline_provisional on deadline (jur, id) where provisional and state = 'open';

alter table deadline enable row level security;

create policy deadline_scope on deadline using ((jur >= nullif(current_setting('app.jur_from', true), '') and jur < nullif(current_setting('app.jur_to', true), '')) or party_id = nullif(current_setting('app.party', true), '')::uuid);
