-- What a finding came from, where that is a record of its own: an item of a score sheet.

alter table finding add column source_kind text;

alter table finding add column source_id uuid;

alter table finding add column source_part text collate "C";

create index finding_source on finding (source_kind, source_id) where source_id is not null;
