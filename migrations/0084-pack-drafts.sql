-- Drafts of score sheets that an office brings: the content of each version lies in law_pack, its
-- checks and its two approvals beside it; here stands who brought, proposed and released it.

create table pack_draft (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  state text not null check (state in ('draft', 'proposed', 'released', 'withdrawn')),
  pack text collate "C" not null,
  version text collate "C" not null,
  title text not null,
  file_name text,
  format text not null,
  problems jsonb not null,
  errors integer not null check (errors >= 0),
  made_at timestamptz not null,
  made_person uuid not null,
  proposed_at timestamptz,
  proposed_person uuid,
  released_at timestamptz,
  released_person uuid,
  withdrawn_at timestamptz,
  withdrawn_person uuid,
  reason text,
  primary key (jur, id),
  check (released_person is null or released_person <> proposed_person)
);
comment on table pack_draft is 'class: ledger. A score sheet that an office brings: its present version, what does not add up, and who proposed and who released it.';

create index pack_draft_id on pack_draft (id);

create index pack_draft_of on pack_draft (owner_org, made_at desc, id desc);

alter table pack_draft enable row level security;

create policy pack_draft_scope on pack_draft using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);
