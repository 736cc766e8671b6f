-- Which folder of packs was entered already, so that a start need not read it again.
create table law_seed (
  hash text collate "C" primary key check (hash ~ '^[0-9a-f]{64}$'),
  entered_at timestamptz not null
);
comment on table law_seed is 'class: machinery. Hash of each folder of packs that came with the product and was entered; insert only.';
