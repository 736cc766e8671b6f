-- When and where a body is interviewed 约谈, by whom and who attends.

alter table supervision_letter add column meet_on date;

alter table supervision_letter add column meet_at text check (meet_at ~ '^\d\d:\d\d$');

alter table supervision_letter add column meet_place text;

alter table supervision_letter add column meet_by text;

alter table supervision_letter add column meet_with text;
