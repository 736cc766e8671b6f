-- 到期提醒: once per deadline, date and threshold.

create table reminder (
  deadline_id uuid not null,
  due_on date not null,
  threshold integer not null,
  jur text collate "C" not null,
  owner_org uuid,
  owner_post uuid,
  owner_role text,
  party_id uuid,
  basis text not null,
  at timestamptz not null,
  sent_at timestamptz,
  primary key (deadline_id, due_on, threshold)
);

comment on table reminder is 'class: machinery. A reminder before a deadline, one for each date and threshold: the desk shows those whose deadline still runs, adapters take those not sent.';

create index reminder_waiting on reminder (at) where sent_at is null;
