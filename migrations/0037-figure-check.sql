-- Every night the figures are compared with a full recount of the ledger.

create table figure_check (
  id uuid primary key,
  at timestamptz not null,
  cells integer not null,
  differing integer not null,
  differences jsonb not null
);
comment on table figure_check is 'class: machinery. What each comparison of the figures with a recount found: how many cells, how many differ, and the first hundred that do. Nothing is mended by it.';

create index figure_check_at on figure_check (at desc);
