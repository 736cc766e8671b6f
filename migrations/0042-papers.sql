-- The office: papers that arrive 收文, and tasks 任务 that bodies answer by a date.

create table incoming (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  number text collate "C" not null,
  state text not null check (state in ('registered', 'proposed', 'instructed', 'finished', 'void')),
  kind text not null,
  urgency text not null,
  title text,
  from_name text,
  document_number text,
  received_on date not null,
  due_on date,
  summary text,
  proposal text,
  proposed_at timestamptz,
  leader_org uuid,
  instruction text,
  instructed_at timestamptz,
  instructed_person uuid,
  ended_at timestamptz,
  primary key (jur, id)
);
comment on table incoming is 'class: ledger. A paper that arrived at an office, from its registration until it is finished; its contents may stay outside.';

create index incoming_id on incoming (id);

create unique index incoming_number on incoming (jur, owner_org, number);

create index incoming_of on incoming (owner_org, received_on desc, id desc);

create index incoming_leader on incoming (leader_org, received_on desc, id desc) where leader_org is not null;

alter table incoming enable row level security;

create policy incoming_scope on incoming using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);

create table office_task (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  number text collate "C" not null,
  state text not null check (state in ('draft', 'sent', 'received', 'returned', 'answered', 'sent_back', 'accepted', 'withdrawn', 'void')),
  source_kind text,
  source_id uuid,
  part text not null check (part in ('lead', 'assist')),
  org uuid not null,
  person_name text,
  title text,
  content text,
  due_on date not null,
  sent_at timestamptz,
  received_at timestamptz,
  returns integer not null,
  answer text,
  answered_at timestamptz,
  answered_person uuid,
  ended_at timestamptz,
  primary key (jur, id)
);
comment on table office_task is 'class: ledger. What one body must answer by a date; it lies in the place of the body that answers. The paper that led to it is named without a foreign key, since it lies in the place of its office.';

create index office_task_id on office_task (id);

create index office_task_issued on office_task (owner_org, due_on, id);

create index office_task_answered on office_task (org, due_on, id);

create index office_task_source on office_task (source_id, id) where source_id is not null;

alter table office_task enable row level security;

create policy office_task_scope on office_task using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);

create table paper_step (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  subject_kind text not null,
  subject_id uuid not null,
  act text not null,
  at timestamptz not null,
  org uuid,
  person uuid,
  note text,
  facts jsonb not null,
  primary key (jur, id)
);
comment on table paper_step is 'class: ledger. One act on a paper or a task with its words. The id is the act''s own, which its journal entry and receipt carry.';

create index paper_step_of on paper_step (jur, subject_id, at);

alter table paper_step enable row level security;

create policy paper_step_scope on paper_step using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);
