-- Who answers for a place, an enterprise or a duty of the grid: 包联, 监管部门, 网格.

create table assignment (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  part text not null check (part in ('place_leader', 'city_head', 'county_leader', 'sponsor', 'contact', 'supervisor', 'grid_member')),
  duty text,
  subject_id uuid,
  org uuid not null,
  post_id uuid,
  person_id uuid,
  person_name text,
  basis text,
  from_on date not null,
  to_on date,
  ended_on date,
  end_reason text,
  replaces uuid,
  settled boolean not null,
  assigned_at timestamptz not null,
  assigned_person uuid,
  primary key (jur, id)
);
comment on table assignment is 'class: ledger. Who answers for a place or an enterprise, in which part and for which term. A row is ended and followed by another, never overwritten. Without a subject it is about the place jur itself.';

create index assignment_subject on assignment (jur, subject_id, part) where ended_on is null;

create index assignment_place on assignment (jur, part) where ended_on is null and subject_id is null;

create unique index assignment_settled on assignment (jur, subject_id) where settled and ended_on is null;

alter table assignment enable row level security;

create policy assignment_scope on assignment using ((jur >= nullif(current_setting('app.jur_from', true), '') and jur < nullif(current_setting('app.jur_to', true), '')) or party_id = nullif(current_setting('app.party', true), '')::uuid);

create table key_enterprise (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  subject_id uuid not null,
  tier text not null check (tier in ('key', 'high_risk', 'key_high_risk')),
  basis text,
  from_on date not null,
  ended_on date,
  end_reason text,
  replaces uuid,
  primary key (jur, id),
  foreign key (jur, subject_id) references subject (jur, id)
);
comment on table key_enterprise is 'class: ledger. Which enterprises are key, high-risk, or both, from when and on what basis; the campaigns ask more of them.';

create unique index key_enterprise_now on key_enterprise (jur, subject_id) where ended_on is null;

alter table key_enterprise enable row level security;

create policy key_enterprise_scope on key_enterprise using ((jur >= nullif(current_setting('app.jur_from', true), '') and jur < nullif(current_setting('app.jur_to', true), '')) or party_id = nullif(current_setting('app.party', true), '')::uuid);

create table assignment_seat (
  jur text collate "C" not null,
  seat text collate "C" not null,
  primary key (jur, seat)
);
comment on table assignment_seat is 'class: machinery. The row that two who assign the same seat lock one after the other; a seat is a part in a place or an enterprise.';
