-- What a finding is about: enterprises, vessels, self-built houses and the like.

create table subject (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  kind text not null check (kind in ('enterprise', 'sole_trader', 'public_body', 'construction_project', 'self_built_house', 'vehicle', 'vessel', 'special_equipment', 'public_area')),
  name text,
  credit_code text,
  identifier text,
  org uuid,
  sector text not null,
  address text,
  registered_at timestamptz not null,
  primary key (jur, id)
);
comment on table subject is 'class: ledger. What findings are about. org is the body that owns it; where there is none, the body of the territory answers.';
create index subject_org on subject (org) where org is not null;
create index subject_code_of on subject (credit_code) where credit_code is not null;

alter table subject enable row level security;

create policy subject_scope on subject using (
  (jur >= nullif(current_setting('app.jur_from', true), '')
    and jur < nullif(current_setting('app.jur_to', true), ''))
  or party_id = nullif(current_setting('app.party', true), '')::uuid
);

create table subject_search (
  jur text collate "C" not null,
  subject_id uuid not null,
  name text not null,
  initials text not null,
  primary key (jur, subject_id)
);
comment on table subject_search is 'class: machinery. Names and pinyin initials of subjects for search; read only joined to the subject, whose policy decides.';
create index subject_search_initials on subject_search (initials collate "C" text_pattern_ops);

create table subject_code (
  code text collate "C" primary key,
  subject_id uuid not null,
  jur text collate "C" not null
);
comment on table subject_code is 'class: registry. Unified social credit codes: one subject a code in the whole deployment.';
