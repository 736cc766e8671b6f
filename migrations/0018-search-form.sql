-- Search words say in which form they were made, so that a new form of them can be made at leisure:
-- pinyin is beyond SQL, so the product renews old rows in batches while it runs.

alter table search add column form integer not null default 0;

create index search_to_renew on search (kind, jur, id) where form < 1;

-- Enterprises and other subjects are searched by the same words as findings.

insert into search (jur, kind, id, words)
  select jur, 'subject', id, ''::tsvector from subject;

drop table subject_search;
