-- Filled score sheets 打分表: the sheet, one row for each of its items, and what was reviewed of them.

create table score_sheet (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  number text collate "C" not null,
  state text not null check (state in ('open', 'submitted', 'confirmed', 'void')),
  pack text collate "C" not null,
  pack_version text collate "C" not null,
  subject_org uuid,
  subject_name text,
  office_org uuid not null,
  members uuid[] not null,
  source_kind text,
  source_id uuid,
  source_of uuid,
  due_on date not null,
  sample text,
  beside text,
  shares jsonb not null,
  moves text,
  score numeric,
  figures jsonb,
  opened_at timestamptz not null,
  opened_person uuid not null,
  submitted_at timestamptz,
  submitted_person uuid,
  confirmed_at timestamptz,
  confirmed_person uuid,
  primary key (jur, id),
  check ((source_kind is null) = (source_id is null))
);
comment on table score_sheet is 'class: ledger. A score sheet of one inspected place or body, bound to one version of a pack: who scores, whom it is handed to, the enterprises looked at, how it was moved.';

create index score_sheet_id on score_sheet (id);

create unique index score_sheet_number on score_sheet (jur, office_org, number);

create unique index score_sheet_source on score_sheet (jur, source_kind, source_id) where state <> 'void';

create index score_sheet_of on score_sheet (source_of, pack);

create index score_sheet_office on score_sheet (office_org, opened_at desc, id desc);

create index score_sheet_owner on score_sheet (owner_org, opened_at desc, id desc);

alter table score_sheet enable row level security;

create policy score_sheet_scope on score_sheet using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);

create table score_item (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  sheet_id uuid not null,
  item integer not null,
  state text not null check (state in ('not_scored', 'scored', 'not_applicable')),
  done text,
  deductions text,
  not_applicable text[] not null,
  score numeric,
  scored_at timestamptz,
  scored_person uuid,
  history text,
  primary key (jur, id),
  check ((state = 'not_scored') = (scored_at is null))
);
comment on table score_item is 'class: ledger. One item of a score sheet: what was found, what is taken off and why, who scored it, and what it was before.';

create index score_item_id on score_item (id);

create unique index score_item_once on score_item (jur, sheet_id, item);

alter table score_item enable row level security;

create policy score_item_scope on score_item using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);

create table score_review (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  sheet_id uuid not null,
  criterion text collate "C",
  note text,
  reviewed_at timestamptz not null,
  reviewed_person uuid not null,
  primary key (jur, id)
);
comment on table score_review is 'class: ledger. That the office looked at a sheet, or one criterion of it, which stood out among the sheets of its set, and what it found.';

create index score_review_sheet on score_review (jur, sheet_id);

alter table score_review enable row level security;

create policy score_review_scope on score_review using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);
