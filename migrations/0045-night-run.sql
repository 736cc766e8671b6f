-- 夜间任务: what was done by night, when, and with what result.

create table night_run (
  id uuid primary key,
  work text not null,
  title text not null,
  asked text not null check (asked in ('schedule', 'page', 'command')),
  started_at timestamptz not null,
  ended_at timestamptz,
  ok boolean,
  say text
);
comment on table night_run is 'class: machinery. Each work of a night with its result; no end where its server died under it. Kept for a year.';

create index night_run_started on night_run (started_at desc);
