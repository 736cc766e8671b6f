-- Long work: what was asked for, how far it is, and the file it made.

create table job (
  id uuid primary key,
  kind text collate "C" not null,
  title text not null,
  account uuid not null,
  org uuid not null,
  actor jsonb not null,
  input jsonb not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  cancel_asked boolean not null,
  stage text,
  done_count integer not null,
  total_count integer,
  say text,
  link text,
  file_name text,
  file_type text,
  file_path text,
  file_size bigint,
  asked_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  expires_at timestamptz
);
comment on table job is 'class: machinery. One piece of long work that somebody asked for, with their scope as it was then; its result file is removed when it expires, its line stays.';

create index job_of on job (account, asked_at desc);

create index job_open on job (asked_at) where state in ('waiting', 'running');

create index job_file on job (expires_at) where file_path is not null;
