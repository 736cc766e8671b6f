-- 挂牌督办 and 摘牌.

create table listing (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null default '{}',
  finding_id uuid not null,
  level text not null check (level in ('province', 'city', 'county')),
  number text collate "C" not null,
  rectifier_org uuid not null,
  recheck_org uuid not null,
  reason text,
  listed_on date not null,
  listed_person uuid not null,
  due_on date not null,
  original_due_on date not null,
  state text not null check (state in ('listed', 'applied', 'recheck_failed', 'passed', 'delisted')),
  published_on date,
  published jsonb,
  applied_on date,
  application text,
  rechecked_on date,
  rechecked_person uuid,
  recheck_note text,
  opinion_on date,
  opinion text,
  expert text,
  extensions integer not null,
  extension_to date,
  extension_person uuid,
  extension_reason text,
  delisted_on date,
  delisting_number text collate "C",
  delisting text,
  delisting_published_on date,
  delisting_published jsonb,
  primary key (jur, id),
  foreign key (jur, finding_id) references finding (jur, id)
);

comment on table listing is 'class: ledger. 挂牌督办 of one major hazard: level, number, re-check department, what was published, and its delisting 摘牌. What was published is a frozen snapshot.';

create index listing_id on listing (id);

create index listing_of on listing (jur, finding_id);

create unique index listing_running on listing (jur, finding_id) where state <> 'delisted';

create unique index listing_number on listing (jur, number);

create index listing_open on listing (jur, due_on, id) where state <> 'delisted';

alter table listing enable row level security;

create policy listing_scope on listing using ((jur >= nullif(current_setting('app.jur_from', true), '') and jur < nullif(current_setting('app.jur_to', true), '')) or party_id = nullif(current_setting('app.party', true), '')::uuid);
