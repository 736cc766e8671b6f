-- What was brought in from the records of others, so that nothing is brought in twice.

create table taken_over (
  source text collate "C" not null,
  source_id text collate "C" not null,
  kind text not null,
  jur text collate "C" not null,
  subject_id uuid not null,
  content text not null,
  batch text not null,
  at timestamptz not null,
  primary key (source, source_id)
);
comment on table taken_over is 'class: registry. Records of other systems that were taken over, by source and its own id there; content is the SHA-256 of the record as it was then.';
create index taken_over_subject on taken_over (subject_id);
