-- 移交 and 移送, one ledger with two words.

create table transfer (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null default '{}',
  finding_id uuid,
  kind text not null check (kind in ('transfer', 'referral')),
  receiver text not null check (receiver in ('discipline', 'judicial', 'department')),
  to_org uuid,
  to_name text,
  number text collate "C" not null,
  handed_on date not null,
  due_on date not null,
  state text not null check (state in ('handed', 'received', 'returned', 'in_process', 'fed_back')),
  receipt_on date,
  receipt_number text,
  return_reason text,
  process_on date,
  fed_back_on date,
  punished integer,
  circulated integer,
  admonished integer,
  primary key (jur, id),
  foreign key (jur, finding_id) references finding (jur, id)
);

comment on table transfer is 'class: ledger. 移交 and 移送: what was passed to another body and what came back. Only number, date, kind, state and counts; no content of clues.';

create index transfer_id on transfer (id);

create index transfer_of on transfer (jur, finding_id) where finding_id is not null;

create unique index transfer_number on transfer (jur, number);

create index transfer_list on transfer (jur, handed_on desc, id desc);

alter table transfer enable row level security;

create policy transfer_scope on transfer using ((jur >= nullif(current_setting('app.jur_from', true), '') and jur < nullif(current_setting('app.jur_to', true), '')) or party_id = nullif(current_setting('app.party', true), '')::uuid);
