-- Whom an office meant by a name in its spreadsheets: chosen once, known the next time.

create table import_choice (
  org uuid not null,
  kind text not null,
  field text not null,
  said text collate "C" not null,
  meant text collate "C" not null,
  at timestamptz not null,
  primary key (org, kind, field, said)
);
comment on table import_choice is 'class: directory. Whom an office chose for a name. said is a digest of the name as it is compared, for it may be that of a person; meant is the id of a subject, body or place.';
