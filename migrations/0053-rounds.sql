-- 调度: calls for progress, and what each body that is asked answers.

create table progress_round (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  number text collate "C" not null,
  state text not null check (state in ('open', 'closed')),
  title text,
  from_on date not null,
  to_on date not null,
  due_on date not null,
  items jsonb not null,
  bodies integer not null,
  opened_at timestamptz not null,
  opened_person uuid,
  closed_at timestamptz,
  closed_person uuid,
  minutes jsonb,
  primary key (jur, id),
  unique (jur, number)
);
comment on table progress_round is 'class: ledger. One call for progress by an office: the period, what is asked, and, once closed, its minutes with the figures and the records behind them as they were then.';

create index progress_round_id on progress_round (id);

create index progress_round_of on progress_round (owner_org, id desc);

alter table progress_round enable row level security;

create policy progress_round_scope on progress_round using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);

create table progress_reply (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  round_id uuid not null,
  round_number text collate "C" not null,
  org uuid not null,
  state text not null check (state in ('waiting', 'answered', 'closed')),
  title text,
  from_on date not null,
  to_on date not null,
  due_on date not null,
  items jsonb not null,
  answer jsonb,
  answered_at timestamptz,
  answered_person uuid,
  calls jsonb not null,
  primary key (jur, id),
  unique (jur, round_id, org)
);
comment on table progress_reply is 'class: ledger. What one body answers in a call for progress, in the place of that body: figures confirmed or explained, questions answered in words, telephone calls noted. The round is named without a foreign key, since it lies in the place of its office.';

create index progress_reply_id on progress_reply (id);

create index progress_reply_round on progress_reply (round_id, id);

create index progress_reply_org on progress_reply (org, id desc);

alter table progress_reply enable row level security;

create policy progress_reply_scope on progress_reply using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);
