-- Calls for progress 调度: a series, its rounds, and what each body confirmed, explained or left unsaid.

create table progress_series (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  state text not null check (state in ('running', 'stopped')),
  title text,
  basis text,
  rhythm text not null check (rhythm in ('once', 'weekly', 'ten_days', 'monthly')),
  answer_days integer not null check (answer_days between 1 and 60),
  bodies uuid[] not null,
  facts text[] not null,
  questions text,
  next_on date,
  reason text,
  primary key (jur, id)
);
comment on table progress_series is 'class: ledger. A recurring call for progress: whom an office asks, what it asks, how often.';

create index progress_series_of on progress_series (owner_org, id);

create index progress_series_due on progress_series (next_on, jur, id) where state = 'running';

alter table progress_series enable row level security;

create policy progress_series_scope on progress_series using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);

create table progress_round (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  series_id uuid not null,
  state text not null check (state in ('open', 'closed')),
  number text collate "C" not null,
  title text,
  from_on date not null,
  to_on date not null,
  due_on date not null,
  as_of timestamptz not null,
  facts text[] not null,
  questions text,
  asked integer not null,
  opinion text,
  record text,
  closed_at timestamptz,
  closed_person uuid,
  primary key (jur, id)
);
comment on table progress_round is 'class: ledger. One round of a call for progress: the period, the hour as of which the figures stand, and, once closed, the record as it stood.';

create index progress_round_id on progress_round (id);

create unique index progress_round_number on progress_round (jur, owner_org, number);

create unique index progress_round_once on progress_round (jur, series_id, to_on);

create index progress_round_of on progress_round (owner_org, as_of desc, id desc);

alter table progress_round enable row level security;

create policy progress_round_scope on progress_round using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);

create table progress_answer (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  round_id uuid not null,
  org uuid not null,
  state text not null check (state in ('asked', 'answered', 'silent')),
  title text,
  questions text,
  from_on date not null,
  to_on date not null,
  due_on date not null,
  as_of timestamptz not null,
  figures jsonb not null,
  records text,
  said text,
  answered_at timestamptz,
  answered_person uuid,
  phone text,
  phone_at timestamptz,
  primary key (jur, id)
);
comment on table progress_answer is 'class: ledger. What one body is asked in a round, in the place of that body: the figures that the records give, and what the body says of them.';

create index progress_answer_id on progress_answer (id);

create unique index progress_answer_once on progress_answer (jur, round_id, org);

create index progress_answer_round on progress_answer (round_id);

create index progress_answer_of on progress_answer (org, as_of desc, id desc);

alter table progress_answer enable row level security;

create policy progress_answer_scope on progress_answer using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);
