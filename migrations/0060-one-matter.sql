-- Who acts by a link sees the rows of that one matter, and no others.

create policy office_task_matter on office_task using (
  id = (select nullif(current_setting('app.matter', true), '')::uuid)
);

create policy paper_step_matter on paper_step using (
  subject_id = (select nullif(current_setting('app.matter', true), '')::uuid)
);

create policy finding_matter on finding using (
  id = (select nullif(current_setting('app.matter', true), '')::uuid)
);

create policy finding_step_matter on finding_step using (
  finding_id = (select nullif(current_setting('app.matter', true), '')::uuid)
);

create policy finding_task_matter on finding_task using (
  finding_id = (select nullif(current_setting('app.matter', true), '')::uuid)
);

create policy evidence_matter on evidence using (
  subject_id = (select nullif(current_setting('app.matter', true), '')::uuid)
);

create policy deadline_matter on deadline using (
  subject_id = (select nullif(current_setting('app.matter', true), '')::uuid)
);

create policy mark_matter on mark using (
  subject_id = (select nullif(current_setting('app.matter', true), '')::uuid)
);

create policy invitation_matter on invitation using (
  matter_id = (select nullif(current_setting('app.matter', true), '')::uuid)
);

create policy invitation_step_matter on invitation_step using (
  matter_id = (select nullif(current_setting('app.matter', true), '')::uuid)
);
