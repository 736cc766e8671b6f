-- What a person decided about two findings that look alike.

create table duplicate_verdict (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  finding_id uuid not null,
  other_id uuid not null check (other_id > finding_id),
  note text,
  decided_at timestamptz not null,
  decided_org uuid not null,
  decided_person uuid not null,
  primary key (jur, id)
);
comment on table duplicate_verdict is 'class: ledger. Two findings that look alike and are two matters after all; finding_id is the earlier one and gives the place. Merging needs no row here: the merged finding says so itself.';

create unique index duplicate_verdict_pair on duplicate_verdict (jur, finding_id, other_id);

alter table duplicate_verdict enable row level security;

create policy duplicate_verdict_scope on duplicate_verdict using ((jur >= nullif(current_setting('app.jur_from', true), '') and jur < nullif(current_setting('app.jur_to', true), '')) or party_id = nullif(current_setting('app.party', true), '')::uuid);
