-- 电话记录: who was called about a matter, and who answered.

create table call_record (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  subject_kind text not null,
  subject_id uuid not null,
  state text not null check (state in ('recorded', 'void')),
  called_org uuid not null,
  called_name text,
  called_at timestamptz not null,
  outcome text not null check (outcome in ('answered', 'no_answer', 'wrong_number')),
  answered_name text,
  said text,
  person uuid not null,
  recorded_at timestamptz not null,
  void_reason text,
  primary key (jur, id)
);
comment on table call_record is 'class: ledger. One telephone call about a matter: whom it was to, when, who answered, what was said, by whom. A call that was answered counts as a reminder.';

create index call_record_id on call_record (id);

create index call_record_subject on call_record (jur, subject_kind, subject_id, called_at desc);

alter table call_record enable row level security;

create policy call_record_scope on call_record using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);
