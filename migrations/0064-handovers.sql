-- Who is away and who acts meanwhile, and what is handed over when somebody leaves a post.

create table post_leave (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  state text not null check (state in ('entered', 'ended', 'void')),
  post uuid not null,
  person uuid not null,
  kind text not null check (kind in ('leave', 'trip', 'training', 'sick')),
  from_on date not null,
  to_on date not null,
  stand_in uuid,
  note text,
  entered_by uuid,
  primary key (jur, id),
  check (to_on >= from_on),
  check (stand_in is distinct from person)
);
comment on table post_leave is 'class: ledger. The days on which the holder of a post is away, and the colleague who acts meanwhile.';

create index post_leave_id on post_leave (id);

create index post_leave_post on post_leave (post, to_on);

create index post_leave_stand_in on post_leave (stand_in, to_on) where stand_in is not null;

alter table post_leave enable row level security;

create policy post_leave_scope on post_leave using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);

create table handover_list (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  state text not null check (state in ('drawn', 'taken', 'void')),
  post uuid not null,
  person uuid not null,
  items text,
  notes text,
  drawn_at timestamptz not null,
  drawn_person uuid,
  taken_at timestamptz,
  taken_person uuid,
  remark text,
  primary key (jur, id)
);
comment on table handover_list is 'class: ledger. What was still to be done when somebody left a post, as it stood that day, and who took it over. The items name deadlines; what the table handover held before stays there.';

create index handover_list_id on handover_list (id);

create index handover_list_of on handover_list (owner_org, drawn_at desc, id desc);

create unique index handover_list_open on handover_list (jur, post, person) where state = 'drawn';

alter table handover_list enable row level security;

create policy handover_list_scope on handover_list using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);
