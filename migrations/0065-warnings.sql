-- Warnings 预警: what an office warns of, whom, and what each body says that it does.

create table warning (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  state text not null check (state in ('in_force', 'lifted')),
  number text collate "C" not null,
  title text,
  grade text not null check (grade in ('red', 'orange', 'yellow', 'blue')),
  topic text not null check (topic in (
    'heat', 'cold', 'flood', 'typhoon', 'fire', 'holiday', 'accidents', 'other'
  )),
  area text collate "C" not null,
  text text,
  valid_until date not null,
  bodies uuid[] not null,
  edition integer not null check (edition >= 1),
  issued_at timestamptz not null,
  changes text,
  reason text,
  lifted_at timestamptz,
  lifted_person uuid,
  primary key (jur, id),
  check ((state = 'lifted') = (lifted_at is not null))
);
comment on table warning is 'class: ledger. A warning: its grade, area and text, whom it goes to, until when it is valid, how it was adjusted, and its lifting.';

create index warning_id on warning (id);

create unique index warning_number on warning (jur, owner_org, number);

create index warning_of on warning (owner_org, issued_at desc, id desc);

alter table warning enable row level security;

create policy warning_scope on warning using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);

create table warning_receipt (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  warning_id uuid not null,
  org uuid not null,
  state text not null check (state in ('asked', 'acknowledged', 'silent')),
  number text collate "C" not null,
  title text,
  grade text not null check (grade in ('red', 'orange', 'yellow', 'blue')),
  topic text not null,
  text text,
  note text,
  valid_until date not null,
  edition integer not null check (edition >= 1),
  issued_at timestamptz not null,
  due_on date not null,
  measures text,
  answered_at timestamptz,
  answered_person uuid,
  earlier text,
  lifted_at timestamptz,
  primary key (jur, id)
);
comment on table warning_receipt is 'class: ledger. What one body was told of a warning, in the place of that body, and the measures that it acknowledged it with.';

create index warning_receipt_id on warning_receipt (id);

create unique index warning_receipt_once on warning_receipt (jur, warning_id, org);

create index warning_receipt_warning on warning_receipt (warning_id);

create index warning_receipt_of on warning_receipt (org, issued_at desc, id desc);

alter table warning_receipt enable row level security;

create policy warning_receipt_scope on warning_receipt using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);
