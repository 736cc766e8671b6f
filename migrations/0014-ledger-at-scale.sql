-- What the ledger needs at a million findings and more.

drop index finding_new_wide;

create index finding_new_wide on finding ((coalesce(found_on, '9999-12-31'::date)) desc, id desc, jur);

drop index finding_due_wide;

create index finding_due_wide on finding (ended, next_due_on, id, jur);

create index finding_open on finding (next_due_on, jur, party_id, next_paused) where not ended;

create table finding_count_wide (
  province text collate "C" not null,
  sector text collate "C" not null,
  grade text collate "C" not null,
  state text collate "C" not null,
  n bigint not null,
  primary key (province, sector, grade, state)
);
comment on table finding_count_wide is 'class: machinery. The counts of finding_count by province, so that the nation''s roll-up reads a few thousand rows; folded together with them.';

insert into finding_count_wide (province, sector, grade, state, n)
  select left(jur, 2), sector, grade, state, sum(n) from finding_count group by 1, 2, 3, 4;

