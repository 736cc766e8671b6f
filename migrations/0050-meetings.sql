-- The committee at work: meetings 会议, their notices, minutes 纪要 and decisions 议定事项, thematic months 主题月.

create table meeting (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  number text collate "C" not null,
  state text not null check (state in ('draft', 'called', 'held', 'concluded', 'cancelled')),
  kind text not null check (kind in ('plenary', 'joint', 'special')),
  title text,
  starts_on date not null,
  starts_at text not null,
  venue text,
  chair_org uuid not null,
  chair_name text,
  planned_chair text,
  absence text,
  told text,
  agenda text,
  invited uuid[] not null,
  called_at timestamptz,
  held_at timestamptz,
  ended_at timestamptz,
  primary key (jur, id)
);
comment on table meeting is 'class: ledger. A meeting of a safety committee, from its plan until its minutes are signed; who presides, why the planned chair was absent, and why it was adjourned or cancelled (told).';

create index meeting_id on meeting (id);

create index meeting_of on meeting (owner_org, starts_on desc, id desc);

create index meeting_chair on meeting (chair_org, starts_on desc, id desc);

alter table meeting enable row level security;

create policy meeting_scope on meeting using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);

create table meeting_party (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  number text collate "C" not null,
  meeting_id uuid not null,
  meeting_jur text collate "C" not null,
  org uuid not null,
  state text not null check (state in ('invited', 'acknowledged', 'leave', 'cancelled')),
  kind text not null,
  title text,
  starts_on date not null,
  starts_at text not null,
  venue text,
  attendee text,
  instead_of text,
  reason text,
  answered_at timestamptz,
  attended text,
  attended_at timestamptz,
  signed_as text check (signed_as in ('self', 'clerk')),
  signed_person uuid,
  primary key (jur, id)
);
comment on table meeting_party is 'class: ledger. The notice of a meeting to one body, with what it was told, its receipt or leave, and who signed in; it lies in the place of that body.';

create index meeting_party_id on meeting_party (id);

create unique index meeting_party_once on meeting_party (jur, meeting_id, org);

create index meeting_party_meeting on meeting_party (meeting_id, id);

create index meeting_party_org on meeting_party (org, starts_on desc, id desc);

alter table meeting_party enable row level security;

create policy meeting_party_scope on meeting_party using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);

create table meeting_minutes (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  meeting_id uuid not null,
  state text not null check (state in ('draft', 'signed')),
  number text collate "C",
  corrects text collate "C",
  text text,
  items text,
  signed_at timestamptz,
  signed_person uuid,
  primary key (jur, id)
);
comment on table meeting_minutes is 'class: ledger. Minutes of a meeting: a draft until the chair signs, frozen then; a correction is a row of its own with a number of its own, naming the old number.';

create index meeting_minutes_of on meeting_minutes (jur, meeting_id, id);

create unique index meeting_minutes_number on meeting_minutes (jur, owner_org, number) where number is not null;

alter table meeting_minutes enable row level security;

create policy meeting_minutes_scope on meeting_minutes using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);

create table meeting_decision (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  meeting_id uuid not null,
  minutes_id uuid not null,
  minutes_number text collate "C" not null,
  item integer not null,
  text text,
  orgs uuid[] not null,
  due_on date not null,
  primary key (jur, id)
);
comment on table meeting_decision is 'class: ledger. What a meeting decided, by the item of its signed minutes; tasks name it as their source.';

create index meeting_decision_of on meeting_decision (jur, meeting_id, minutes_id, item);

create index meeting_decision_id on meeting_decision (id);

alter table meeting_decision enable row level security;

create policy meeting_decision_scope on meeting_decision using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);

create table theme_month (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  number text collate "C" not null,
  state text not null check (state in ('open', 'summed_up', 'void')),
  title text,
  from_on date not null,
  to_on date not null,
  authority text,
  items text,
  done text,
  ended_at timestamptz,
  primary key (jur, id)
);
comment on table theme_month is 'class: ledger. A thematic month of a committee: its days, what it rests on, what is planned, what was done.';

create index theme_month_id on theme_month (id);

create index theme_month_of on theme_month (owner_org, from_on desc, id desc);

alter table theme_month enable row level security;

create policy theme_month_scope on theme_month using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);

alter table committee_member add column end_reason text;
