-- 回头看: struck-off findings are drawn for a second look.

create table lookback (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  number text collate "C" not null,
  state text not null check (state in ('drawing', 'looking', 'published')),
  place text collate "C" not null,
  from_on date not null,
  to_on date not null,
  draw_id uuid not null,
  round integer not null,
  framed integer not null,
  excluded integer not null,
  size integer not null,
  share_percent integer not null,
  reason text,
  opened_at timestamptz not null,
  opened_person uuid,
  published_at timestamptz,
  published_person uuid,
  published_note text,
  figures jsonb,
  primary key (jur, id),
  unique (jur, number)
);
comment on table lookback is 'class: ledger. One round of second looks at findings struck off in a period: its draw, and, once signed for publication, its figures as they were then.';

create index lookback_id on lookback (id);

create index lookback_draw on lookback (draw_id);

alter table lookback enable row level security;

create policy lookback_scope on lookback using ((jur >= nullif(current_setting('app.jur_from', true), '') and jur < nullif(current_setting('app.jur_to', true), '')) or party_id = nullif(current_setting('app.party', true), '')::uuid);

create table look (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  lookback_id uuid not null,
  lookback_jur text collate "C" not null,
  lookback_number text collate "C" not null,
  finding_id uuid not null,
  finding_number text collate "C" not null,
  state text not null check (state in ('unassigned', 'looking', 'genuine', 'false')),
  checker_person uuid,
  checker_post uuid,
  checker_org uuid,
  named_at timestamptz,
  opinion text,
  concluded_at timestamptz,
  concluded_person uuid,
  relapse_id uuid,
  primary key (jur, id),
  unique (jur, lookback_id, finding_id),
  foreign key (jur, finding_id) references finding (jur, id)
);
comment on table look is 'class: ledger. The second look at one drawn finding, in the place of the finding: who looks, what they found, and the finding that was opened anew where the closing was false.';

create index look_of on look (lookback_id, state);

create index look_finding on look (finding_id);

create index look_relapse on look (relapse_id) where relapse_id is not null;

alter table look enable row level security;

create policy look_scope on look using ((jur >= nullif(current_setting('app.jur_from', true), '') and jur < nullif(current_setting('app.jur_to', true), '')) or party_id = nullif(current_setting('app.party', true), '')::uuid);
