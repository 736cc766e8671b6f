-- Tasks sent as a batch leave a little later and can be recalled until then; tasks are divided among
-- a body's own subordinates; leading and assisting bodies of one matter know each other.

alter table office_task drop constraint office_task_state_check;

alter table office_task add constraint office_task_state_check check (state in ('draft', 'leaving', 'sent', 'received', 'returned', 'answered', 'sent_back', 'accepted', 'withdrawn', 'void'));

alter table office_task add column leaves_at timestamptz;

alter table office_task add column batch_id uuid;

alter table office_task add column lead_id uuid;

alter table office_task add column unfinished text;

create index office_task_leaving on office_task (owner_org, leaves_at) where state = 'leaving';

create index office_task_batch on office_task (batch_id) where batch_id is not null;

create index office_task_lead on office_task (lead_id) where lead_id is not null;
