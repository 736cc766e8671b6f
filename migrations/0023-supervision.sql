-- 督办: what the rules propose, and the letters that a person issues.

create table supervision_proposal (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null default '{}',
  finding_id uuid not null,
  rung text not null check (rung in ('remind', 'supervise', 'interview', 'circulate')),
  ground text not null check (ground in ('overdue', 'major_overdue', 'times_missed', 'supervise_unheeded', 'interview_unheeded')),
  deadline_id uuid not null,
  clause text not null,
  late_org uuid not null,
  to_org uuid,
  facts jsonb not null,
  state text not null check (state in ('proposed', 'issued', 'declined', 'lapsed')),
  proposed_on date not null,
  decided_at timestamptz,
  decided_org uuid,
  decided_person uuid,
  reason text,
  primary key (jur, id),
  foreign key (jur, finding_id) references finding (jur, id)
);

comment on table supervision_proposal is 'class: ledger. A step of supervision that the rules propose and a person decides: which rung, why, under which clause; a declined one keeps its reason.';

create index supervision_proposal_id on supervision_proposal (id);

create index supervision_proposal_of on supervision_proposal (jur, finding_id);

create unique index supervision_proposal_once on supervision_proposal (jur, finding_id, rung, deadline_id);

create index supervision_proposal_open on supervision_proposal (jur, proposed_on, id) where state = 'proposed';

alter table supervision_proposal enable row level security;

create policy supervision_proposal_scope on supervision_proposal using ((jur >= nullif(current_setting('app.jur_from', true), '') and jur < nullif(current_setting('app.jur_to', true), '')) or party_id = nullif(current_setting('app.party', true), '')::uuid);

create table supervision_letter (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null default '{}',
  finding_id uuid not null,
  proposal_id uuid,
  rung text not null check (rung in ('remind', 'supervise', 'interview', 'circulate')),
  number text collate "C" not null,
  to_org uuid not null,
  body text,
  clause text not null,
  issued_on date not null,
  issued_person uuid not null,
  due_on date not null,
  state text not null check (state in ('issued', 'acknowledged', 'answered', 'closed')),
  acknowledged_on date,
  answered_on date,
  answered_person uuid,
  answer text,
  closed_on date,
  closing text,
  primary key (jur, id),
  foreign key (jur, finding_id) references finding (jur, id)
);

comment on table supervision_letter is 'class: ledger. A letter of supervision 催办函 督办函 约谈通知 通报批评: its number, text, addressee and answer.';

create index supervision_letter_id on supervision_letter (id);

create index supervision_letter_of on supervision_letter (jur, finding_id);

create unique index supervision_letter_number on supervision_letter (jur, number);

create index supervision_letter_open on supervision_letter (jur, due_on, id) where state <> 'closed';

alter table supervision_letter enable row level security;

create policy supervision_letter_scope on supervision_letter using ((jur >= nullif(current_setting('app.jur_from', true), '') and jur < nullif(current_setting('app.jur_to', true), '')) or party_id = nullif(current_setting('app.party', true), '')::uuid);
