-- 停产停业, 停用 and 责令关闭.

create table suspension (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null default '{}',
  finding_id uuid not null,
  kind text not null check (kind in ('production', 'use', 'closure')),
  number text collate "C" not null,
  scope text,
  rectifier_org uuid not null,
  recheck_org uuid not null,
  clause text not null,
  ordered_on date not null,
  ordered_person uuid not null,
  state text not null check (state in ('ordered', 'applied', 'resumed', 'verified', 'confirmed')),
  applied_on date,
  application text,
  rechecked_on date,
  rechecked_person uuid,
  recheck_note text,
  verified_on date,
  verified_person uuid,
  verified_items jsonb,
  verified_note text,
  confirmed_on date,
  confirmed_person uuid,
  confirmed_items jsonb,
  confirmed_note text,
  primary key (jur, id),
  foreign key (jur, finding_id) references finding (jur, id)
);

comment on table suspension is 'class: ledger. 停产停业, 停用 and 责令关闭: a stopped plant resumes only after the named department''s re-check, and a closure is verified on site and by a second visit of another person.';

create index suspension_id on suspension (id);

create index suspension_of on suspension (jur, finding_id);

create unique index suspension_number on suspension (jur, number);

create index suspension_open on suspension (jur, ordered_on, id) where state not in ('resumed', 'confirmed');

alter table suspension enable row level security;

create policy suspension_scope on suspension using ((jur >= nullif(current_setting('app.jur_from', true), '') and jur < nullif(current_setting('app.jur_to', true), '')) or party_id = nullif(current_setting('app.party', true), '')::uuid);
