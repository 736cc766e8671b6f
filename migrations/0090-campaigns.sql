-- Campaigns 专项行动: the campaign of an office, its groups drawn to inspect across counties, what
-- each body owes by when, the feedback on the spot, help, and the channel of the inspected side.

create table campaign (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  number text collate "C" not null,
  title text,
  state text not null check (state in ('drawing', 'running', 'closed', 'void')),
  basis text,
  plan_number text,
  plan_filed_on date,
  pack text not null,
  pack_version text not null,
  regime text not null,
  from_on date not null,
  to_on date not null,
  visit_from date not null,
  visit_to date not null,
  methods jsonb not null,
  leaders text,
  sectors jsonb not null,
  milestones jsonb not null,
  bodies uuid[] not null,
  members uuid[] not null,
  notice text,
  forbidden jsonb not null,
  draw_id uuid,
  round integer not null,
  assignment jsonb,
  ranking boolean not null,
  opened_at timestamptz not null,
  ended_at timestamptz,
  reason text,
  check (from_on <= visit_from and visit_from <= visit_to and visit_to <= to_on),
  primary key (jur, id)
);
comment on table campaign is 'class: ledger. A campaign of an office: basis, number in the yearly plan, dates, leading group, sectors with their leads, milestones, and the draw that says who inspects whom.';

create index campaign_id on campaign (id);

create index campaign_of on campaign (owner_org, opened_at desc, id desc);

alter table campaign enable row level security;

create policy campaign_scope on campaign using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);

create table campaign_group (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  number text collate "C" not null,
  title text,
  state text not null check (state in ('forming', 'sworn', 'agreed', 'finished', 'void')),
  campaign_id uuid not null,
  campaign_jur text collate "C" not null,
  org uuid not null,
  group_no integer not null,
  round integer not null,
  pack text not null,
  pack_version text not null,
  host_org uuid not null,
  host_jur text collate "C" not null,
  visit_from date not null,
  visit_to date not null,
  members text,
  changes text,
  undertaken_at timestamptz,
  sheet_wanted boolean not null,
  itinerary text,
  itinerary_state text not null check (itinerary_state in ('none', 'proposed', 'returned', 'agreed')),
  itinerary_note text,
  contacts text,
  finished_at timestamptz,
  reason text,
  primary key (jur, id)
);
comment on table campaign_group is 'class: ledger. A group of a campaign, in the place of the county that inspects: its members, their undertaking, the itinerary.';

create index campaign_group_id on campaign_group (id);

create unique index campaign_group_once on campaign_group (jur, campaign_id, round, org);

create index campaign_group_campaign on campaign_group (campaign_id, group_no);

create index campaign_group_of on campaign_group (org, id desc);

alter table campaign_group enable row level security;

create policy campaign_group_scope on campaign_group using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);

create table campaign_host (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  number text collate "C" not null,
  title text,
  state text not null check (state in ('waiting', 'agreed', 'finished', 'void')),
  campaign_id uuid not null,
  campaign_jur text collate "C" not null,
  org uuid not null,
  group_id uuid not null,
  group_no integer not null,
  round integer not null,
  group_org uuid not null,
  visit_from date not null,
  visit_to date not null,
  itinerary text,
  itinerary_state text not null check (itinerary_state in ('none', 'proposed', 'returned', 'agreed')),
  itinerary_note text,
  contacts text,
  reason text,
  primary key (jur, id)
);
comment on table campaign_host is 'class: ledger. The other side of a group, in the place of the county that is inspected: the itinerary it confirms and its contacts.';

create index campaign_host_id on campaign_host (id);

create unique index campaign_host_once on campaign_host (jur, campaign_id, round, org);

create unique index campaign_host_group on campaign_host (jur, group_id);

create index campaign_host_campaign on campaign_host (campaign_id, group_no);

create index campaign_host_of on campaign_host (org, id desc);

alter table campaign_host enable row level security;

create policy campaign_host_scope on campaign_host using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);

create table campaign_duty (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  number text collate "C" not null,
  title text,
  state text not null check (state in ('owed', 'advance', 'submitted', 'received', 'void')),
  campaign_id uuid not null,
  campaign_jur text collate "C" not null,
  org uuid not null,
  key text not null,
  part text not null check (part in ('members', 'groups')),
  due_on date not null,
  seal boolean not null,
  content text,
  notice text,
  sealed boolean not null,
  submitted_at timestamptz,
  submitted_person uuid,
  counted_on date,
  received_at timestamptz,
  reason text,
  primary key (jur, id)
);
comment on table campaign_duty is 'class: ledger. What one body owes the office of a campaign by a date: a plan, a sheet, a summary.';

create index campaign_duty_id on campaign_duty (id);

create unique index campaign_duty_once on campaign_duty (jur, campaign_id, key, org);

create index campaign_duty_campaign on campaign_duty (campaign_id, due_on);

create index campaign_duty_of on campaign_duty (org, id desc);

alter table campaign_duty enable row level security;

create policy campaign_duty_scope on campaign_duty using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);

create table campaign_feedback (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  number text collate "C" not null,
  title text,
  state text not null check (state in ('draft', 'sent', 'signed', 'disputed', 'void')),
  campaign_id uuid not null,
  campaign_jur text collate "C" not null,
  org uuid not null,
  group_id uuid not null,
  group_no integer not null,
  host_org uuid not null,
  host_jur text collate "C" not null,
  given_on date not null,
  lines text,
  group_signed text,
  sent_at timestamptz,
  host_signed text,
  host_note text,
  signed_at timestamptz,
  reason text,
  primary key (jur, id)
);
comment on table campaign_feedback is 'class: ledger. A feedback form of a group: the problems found on the spot, each with who puts it right, by when and who re-checks; the signatures of both sides.';

create index campaign_feedback_id on campaign_feedback (id);

create index campaign_feedback_group on campaign_feedback (group_id, id);

create index campaign_feedback_of on campaign_feedback (org, id desc);

alter table campaign_feedback enable row level security;

create policy campaign_feedback_scope on campaign_feedback using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);

create table campaign_notice (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  number text collate "C" not null,
  title text,
  state text not null check (state in ('sent', 'signed', 'disputed', 'void')),
  campaign_id uuid not null,
  campaign_jur text collate "C" not null,
  org uuid not null,
  feedback_id uuid not null,
  group_no integer not null,
  group_org uuid not null,
  given_on date not null,
  lines text,
  group_signed text,
  host_signed text,
  host_note text,
  signed_at timestamptz,
  findings jsonb not null,
  primary key (jur, id)
);
comment on table campaign_notice is 'class: ledger. The copy of a feedback form that the inspected county holds, signs and makes findings from.';

create index campaign_notice_id on campaign_notice (id);

create unique index campaign_notice_once on campaign_notice (jur, feedback_id);

create index campaign_notice_campaign on campaign_notice (campaign_id);

create index campaign_notice_of on campaign_notice (org, id desc);

alter table campaign_notice enable row level security;

create policy campaign_notice_scope on campaign_notice using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);

create table campaign_help (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  number text collate "C" not null,
  title text,
  state text not null check (state in ('given', 'taken_up', 'not_taken_up')),
  campaign_id uuid not null,
  campaign_jur text collate "C" not null,
  org uuid not null,
  group_id uuid not null,
  group_no integer not null,
  enterprise text,
  expert text,
  given_on date not null,
  advice text,
  outcome text,
  outcome_at timestamptz,
  primary key (jur, id)
);
comment on table campaign_help is 'class: ledger. Help of a group beside its checking: an expert, an enterprise, an advice, and whether it was taken up.';

create index campaign_help_id on campaign_help (id);

create index campaign_help_group on campaign_help (group_id, id);

create index campaign_help_campaign on campaign_help (campaign_id);

alter table campaign_help enable row level security;

create policy campaign_help_scope on campaign_help using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);

create table campaign_concern (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid,
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  number text collate "C" not null,
  title text,
  state text not null check (state in ('raised', 'answered')),
  campaign_id uuid not null,
  campaign_jur text collate "C" not null,
  org uuid not null,
  host_id uuid not null,
  group_no integer not null,
  content text,
  raised_at timestamptz not null,
  answer text,
  answered_at timestamptz,
  answered_person uuid,
  primary key (jur, id)
);
comment on table campaign_concern is 'class: ledger. What the inspected side says of the group to the office of the campaign; the group does not read it.';

create index campaign_concern_id on campaign_concern (id);

create index campaign_concern_host on campaign_concern (host_id, id);

create index campaign_concern_campaign on campaign_concern (campaign_id, id);

alter table campaign_concern enable row level security;

create policy campaign_concern_scope on campaign_concern using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);
