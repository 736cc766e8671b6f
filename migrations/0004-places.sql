-- Places and people: who governs what, who holds which post, and who is signed in.

create table region (
  jur text collate "C" primary key,
  code text,
  code_kind text not null check (code_kind in ('official', 'statistical', 'grouping', 'own')),
  name text not null,
  initials text not null,
  level text not null check (level in ('nation', 'province', 'city', 'county', 'township', 'village')),
  parent_jur text collate "C" references region (jur),
  displaced boolean not null default false,
  valid_from date not null,
  valid_to date,
  replaced_by text,
  source text not null,
  demo boolean not null default false,
  check (valid_to is null or valid_to > valid_from)
);
comment on table region is 'class: directory. Places from the nation down to the village, each with its dates. jur is the code that every ledger row carries; code is the official one, if there is one. A displaced place belongs to another than its code says.';
create index region_parent on region (parent_jur, jur);
create index region_displaced on region (jur) where displaced;
create index region_name on region (name collate "C" text_pattern_ops);
create index region_initials on region (initials collate "C" text_pattern_ops);

create table organization (
  id uuid primary key,
  name text not null,
  short_name text,
  initials text not null,
  kind text not null check (kind in ('party', 'government', 'committee', 'committee_office', 'department', 'township', 'village', 'institution', 'enterprise', 'soe_group', 'audit', 'discipline', 'procuratorate', 'court', 'congress', 'rescue')),
  place text collate "C" not null,
  lines text[] not null default '{}',
  parent_id uuid references organization (id),
  credit_code text,
  valid_from date not null,
  valid_to date,
  revision integer not null default 1,
  demo boolean not null default false,
  check (valid_to is null or valid_to > valid_from)
);
comment on table organization is 'class: directory. Bodies of party and government, committees and their offices, institutions, enterprises, groups of state-owned enterprises. lines are the sectors that a department supervises; parent_id the group or body it belongs to.';
create index organization_place on organization (place, id);
create index organization_parent on organization (parent_id);
create index organization_name on organization (name collate "C" text_pattern_ops);
create index organization_initials on organization (initials collate "C" text_pattern_ops);

create table organization_succession (
  id uuid primary key,
  predecessor_id uuid not null references organization (id),
  successor_id uuid not null references organization (id),
  kind text not null check (kind in ('renamed', 'merged', 'split', 'transferred')),
  on_date date not null,
  basis text,
  check (predecessor_id <> successor_id),
  unique (predecessor_id, successor_id)
);
comment on table organization_succession is 'class: directory. Which body took over from which, and when; what an old body owed is asked of its successor.';
create index organization_succession_successor on organization_succession (successor_id);

create table person (
  id uuid primary key,
  name text not null,
  initials text not null,
  phone text,
  revision integer not null default 1,
  demo boolean not null default false
);
comment on table person is 'class: directory. A human being. Entries of the journal name a person by this id only.';
create index person_name on person (name collate "C" text_pattern_ops);
create index person_initials on person (initials collate "C" text_pattern_ops);

create table post (
  id uuid primary key,
  org_id uuid not null references organization (id),
  role text not null check (role in ('committee_clerk', 'committee_head', 'leader', 'regulator_clerk', 'section_head', 'inspector', 'safety_officer', 'village_contact', 'legal_reviewer', 'auditor', 'archivist', 'reader', 'system_admin', 'security_admin', 'audit_admin')),
  title text not null,
  place text collate "C" not null,
  scope_from text collate "C" not null,
  scope_to text collate "C" not null,
  scope_plus jsonb not null default '[]',
  scope_minus jsonb not null default '[]',
  party_org uuid references organization (id),
  valid_from date not null,
  valid_to date,
  released_at timestamptz,
  released_by uuid,
  revision integer not null default 1,
  demo boolean not null default false,
  check (valid_to is null or valid_to > valid_from)
);
comment on table post is 'class: directory. A position in a body: it gives a role and a scope of places (or the rows a party is concerned in). It takes effect when a security administrator has released it.';
create index post_org on post (org_id, role);

create table holding (
  id uuid primary key,
  post_id uuid not null references post (id),
  person_id uuid not null references person (id),
  kind text not null check (kind in ('regular', 'acting', 'stand_in')),
  standing_in_for uuid references person (id),
  from_on date not null,
  to_on date,
  released_at timestamptz,
  released_by uuid,
  revision integer not null default 1,
  demo boolean not null default false,
  check (to_on is null or to_on >= from_on),
  check ((kind = 'stand_in') = (standing_in_for is not null)),
  check (standing_in_for is distinct from person_id)
);
comment on table holding is 'class: directory. Who holds a post from when to when (to_on is the last day): as its regular holder, as acting head, or standing in for a colleague (A/B角). Takes effect when released.';
create index holding_person on holding (person_id, from_on);
create index holding_post on holding (post_id, from_on);

create table handover (
  id uuid primary key,
  holding_id uuid not null references holding (id),
  items jsonb not null,
  drawn_up_at timestamptz not null,
  taken_by uuid references person (id),
  taken_at timestamptz,
  check ((taken_by is null) = (taken_at is null))
);
comment on table handover is 'class: directory. The list drawn up when a holding ends: what was still to be done, and who took it over.';
create index handover_holding on handover (holding_id);

create table committee_member (
  id uuid primary key,
  committee_id uuid not null references organization (id),
  part text not null check (part in ('first_director', 'director', 'deputy', 'member_unit', 'office')),
  post_id uuid references post (id),
  org_id uuid references organization (id),
  liaison_person_id uuid references person (id),
  valid_from date not null,
  valid_to date,
  check (valid_to is null or valid_to > valid_from),
  check ((part in ('member_unit', 'office')) = (org_id is not null)),
  check ((part in ('first_director', 'director', 'deputy')) = (post_id is not null))
);
comment on table committee_member is 'class: directory. The parts of a safety committee: directors are posts, member units and the office are bodies with their liaison person.';
create index committee_member_committee on committee_member (committee_id);
create index committee_member_org on committee_member (org_id);

create table account (
  id uuid primary key,
  person_id uuid not null references person (id),
  password_hash text not null,
  must_change boolean not null,
  password_changed_at timestamptz not null,
  failed_count integer not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  released_at timestamptz,
  released_by uuid,
  revision integer not null default 1,
  demo boolean not null default false
);
comment on table account is 'class: directory. The sign-in of a person. Takes effect when a security administrator has released it. The password is kept as an argon2id hash only.';
create index account_person on account (person_id);

create table login_name (
  login text primary key,
  account_id uuid not null references account (id)
);
comment on table login_name is 'class: registry. Login names, unique in the whole deployment, in lower case.';
create unique index login_name_account on login_name (account_id);

create table session (
  id uuid primary key,
  token_hash bytea not null unique,
  account_id uuid not null references account (id),
  post_id uuid references post (id),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  locked_at timestamptz,
  ended_at timestamptz
);
comment on table session is 'class: directory. Who is signed in, acting from which post. The browser holds the token; only its SHA-256 is kept.';
create index session_account on session (account_id) where ended_at is null;

create table sign_in_log (
  id uuid primary key,
  at timestamptz not null,
  account_id uuid,
  outcome text not null check (outcome in ('signed_in', 'refused', 'locked_out', 'signed_out', 'locked', 'unlocked', 'password_changed')),
  address text
);
comment on table sign_in_log is 'class: machinery. Every attempt to sign in and what came of it; kept for at least six months for the audit administrator.';
create index sign_in_log_at on sign_in_log (at);
