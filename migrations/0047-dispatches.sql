-- Papers that leave an office 发文: drafts with every version, and what lies with other bodies:
-- a request to countersign 会签, a paper delivered 分发.

alter table incoming add column slip_id uuid;

create unique index incoming_slip on incoming (jur, slip_id) where slip_id is not null;

create table dispatch (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  state text not null check (state in ('draft', 'checking', 'checked', 'countersigning', 'signing', 'signed', 'sealed', 'distributed', 'archived', 'withdrawn', 'void')),
  kind text not null,
  urgency text not null,
  title text,
  body text,
  issuer_org uuid not null,
  to_orgs uuid[] not null,
  copy_orgs uuid[] not null,
  to_outside text,
  copy_outside text,
  publicity text not null check (publicity in ('open', 'on_request', 'closed')),
  publicity_reason text,
  source_kind text,
  source_id uuid,
  drafter uuid not null,
  drafted_on date not null,
  version integer not null,
  checker uuid,
  checked_version integer,
  countersign_orgs uuid[],
  countersigned_version integer,
  returns integer not null,
  signer_role text,
  signer uuid,
  signed_on date,
  number text collate "C",
  series text collate "C",
  series_year integer,
  series_value integer,
  document_hash text,
  seal_way text check (seal_way in ('scan', 'e_seal')),
  sealed_hash text,
  sealed_mime text,
  sealed_name text,
  sealed_at timestamptz,
  distributed_at timestamptz,
  retention text check (retention in ('permanent', 'years_30', 'years_10')),
  archive_year integer,
  archive_value integer,
  archived_on date,
  end_reason text,
  ended_at timestamptz,
  primary key (jur, id),
  check ((number is null) = (signed_on is null)),
  check ((sealed_hash is null) = (sealed_at is null))
);
comment on table dispatch is 'class: ledger. A paper that an office sends: its present text, who acted on it, its number, seal and place in the archive. A number once given stays, also of a void or withdrawn paper.';

create index dispatch_id on dispatch (id);

create unique index dispatch_number on dispatch (jur, issuer_org, series, series_year, series_value) where number is not null;

create unique index dispatch_archive on dispatch (jur, owner_org, archive_year, archive_value) where archive_value is not null;

create index dispatch_of on dispatch (owner_org, drafted_on desc, id desc);

create index dispatch_issuer on dispatch (issuer_org, drafted_on desc, id desc);

create index dispatch_source on dispatch (source_id, id) where source_id is not null;

alter table dispatch enable row level security;

create policy dispatch_scope on dispatch using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);

create table dispatch_version (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  dispatch_id uuid not null,
  version integer not null,
  title text,
  body text,
  at timestamptz not null,
  person uuid,
  primary key (jur, id),
  foreign key (jur, dispatch_id) references dispatch (jur, id)
);
comment on table dispatch_version is 'class: ledger. One version of the text of a paper that is being drafted, as somebody wrote it.';

create unique index dispatch_version_of on dispatch_version (jur, dispatch_id, version);

alter table dispatch_version enable row level security;

create policy dispatch_version_scope on dispatch_version using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);

create table dispatch_slip (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  state text not null check (state in ('sent', 'agreed', 'remarked', 'objected', 'lapsed', 'received', 'withdrawn')),
  part text not null check (part in ('countersign', 'to', 'copy')),
  dispatch_id uuid not null,
  dispatch_jur text collate "C" not null,
  version integer not null,
  org uuid,
  name text,
  kind text not null,
  urgency text not null,
  title text,
  body text,
  number text collate "C",
  issuer_org uuid not null,
  signed_on date,
  due_on date,
  sent_at timestamptz not null,
  opinion text,
  answered_at timestamptz,
  answered_person uuid,
  document_hash text,
  sealed_hash text,
  sealed_mime text,
  sealed_name text,
  incoming_id uuid,
  heeded_at timestamptz,
  primary key (jur, id)
);
comment on table dispatch_slip is 'class: ledger. What lies with one body of a paper: the request to countersign its draft, or the paper itself to be received. It lies in a place that both bodies see and carries its own copy of the text; a body without an account has a name and no id.';

create index dispatch_slip_id on dispatch_slip (id);

create index dispatch_slip_of on dispatch_slip (dispatch_id, part, id);

create index dispatch_slip_with on dispatch_slip (org, sent_at desc, id desc) where org is not null;

alter table dispatch_slip enable row level security;

create policy dispatch_slip_scope on dispatch_slip using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);
