-- The page of a county reads the rows it shows, and not all of the county: its order needs an
-- index that begins with one value, where the codes of the county's places are a range.

alter table finding add column county text collate "C" generated always as (left(jur, 6)) stored;

create index finding_due_of_county on finding (county, ended, next_due_on, id);

drop index finding_due_county;
