-- Templates that offices put in place of ours, and how long forms take.

create table document_template (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  form text collate "C" not null,
  name text,
  hash text collate "C" not null,
  tags text[] not null,
  at timestamptz not null,
  person uuid not null,
  withdrawn_at timestamptz,
  primary key (jur, id)
);
comment on table document_template is 'class: ledger. A Word template that an office uses instead of the one that comes with the product; the latest one not withdrawn counts.';

create index document_template_of on document_template (jur, owner_org, form, at);

alter table document_template enable row level security;

create policy document_template_scope on document_template using ((jur >= nullif(current_setting('app.jur_from', true), '') and jur < nullif(current_setting('app.jur_to', true), '')) or party_id = nullif(current_setting('app.party', true), '')::uuid);

create table form_time (
  id uuid primary key,
  form text collate "C" not null,
  org uuid not null,
  fields integer not null,
  known integer not null,
  seconds integer not null,
  on_day date not null
);
comment on table form_time is 'class: machinery. How many fields a form that goes upward needed, how many of them were known, and how long it took from opening to submission; by office, never by person.';

create index form_time_of on form_time (form, org, on_day);
