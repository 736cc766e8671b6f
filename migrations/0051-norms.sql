-- Normative documents 规范性文件 of a body of its own: draft, legality review, issue, filing, clean-up.

create table norm (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  number text collate "C",
  state text not null check (state in ('draft', 'reviewing', 'returned', 'passed', 'decided', 'in_force', 'repealed', 'lapsed', 'rejected', 'void')),
  kind text not null check (kind in ('measures', 'provisions', 'rules', 'opinions', 'notice')),
  title text,
  authority text,
  summary text,
  review_org uuid not null,
  drafter uuid,
  opinion text check (opinion in ('lawful', 'amend', 'reject')),
  opinion_text text,
  reviewed_at timestamptz,
  reviewer uuid,
  deliberated_on date,
  deliberation text,
  issued_on date,
  valid_from date,
  valid_until date,
  filed_on date,
  filed_to text,
  filing_number text,
  published_on date,
  published_at text,
  cleaned text check (cleaned in ('keep', 'amend', 'repeal', 'lapse')),
  cleaned_on date,
  clean_reason text,
  primary key (jur, id)
);
comment on table norm is 'class: ledger. A normative document that a body itself makes: who drafted and who reviewed it, its number and days of validity, its filing and publication, and what the last clean-up found.';

create index norm_id on norm (id);

create index norm_of on norm (owner_org, id desc);

create index norm_review on norm (review_org, id desc);

create index norm_validity on norm (valid_until) where state = 'in_force';

create unique index norm_number on norm (jur, owner_org, number) where number is not null;

alter table norm enable row level security;

create policy norm_scope on norm using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);
