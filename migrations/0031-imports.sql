-- Spreadsheets on their way in: the draft of a file, its rows, what an office settled of column
-- titles, and which files were brought in before.

create table import_draft (
  id uuid primary key,
  kind text not null check (kind in ('findings', 'enterprises', 'organizations', 'people')),
  account uuid not null,
  org uuid not null,
  jur text collate "C" not null,
  file_name text not null,
  file_hash text collate "C" not null,
  file_size bigint not null,
  file_path text,
  format text,
  encoding text,
  epoch integer,
  state text not null check (state in ('reading', 'refused', 'ready', 'taking', 'taken', 'dropped')),
  say text,
  job uuid,
  settings jsonb not null,
  sheets jsonb not null,
  problems jsonb not null,
  options jsonb not null,
  revision integer not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  agreed_at timestamptz,
  taken_at timestamptz,
  expires_at timestamptz not null
);
comment on table import_draft is 'class: machinery. A spreadsheet that somebody uploaded, as it was read and settled, until it is taken over or expires. sheets holds layout and context of each sheet, settings what was settled by hand.';

create index import_draft_of on import_draft (account, created_at desc);

create index import_draft_expiry on import_draft (expires_at);

create table import_row (
  draft uuid not null,
  sheet_no integer not null,
  row_no integer not null,
  class text not null check (class in ('data', 'refused', 'headings', 'subtotals', 'notes', 'examples', 'empty', 'repeated')),
  said text not null,
  cells jsonb,
  problems jsonb not null,
  severity text check (severity in ('error', 'warning', 'note')),
  identity text collate "C",
  content text collate "C",
  brought_at timestamptz,
  brought_id uuid,
  brought_changed boolean not null,
  settled jsonb not null,
  left_out text,
  outcome text check (outcome in ('taken', 'repeated', 'failed')),
  outcome_say text,
  outcome_id uuid,
  primary key (draft, sheet_no, row_no)
);
comment on table import_row is 'class: machinery. One stored row of a draft: what it is, what is to be said of its cells, what was settled by hand, and what became of it. Goes with its draft.';

create index import_row_content on import_row (draft, content) where content is not null;

create table import_mapping (
  org uuid not null,
  kind text not null,
  title text collate "C" not null,
  field text,
  at timestamptz not null,
  primary key (org, kind, title)
);
comment on table import_mapping is 'class: directory. Which field an office settled for a column title; null for a column that is not taken.';

create table import_brought (
  id uuid primary key,
  org uuid not null,
  kind text not null,
  file_hash text collate "C" not null,
  file_name text not null,
  account uuid not null,
  rows_taken integer not null,
  at timestamptz not null
);
comment on table import_brought is 'class: machinery. Files that were brought in, so that the same file is recognized when it comes again.';

create index import_brought_hash on import_brought (org, kind, file_hash);
