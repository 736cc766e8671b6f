-- The figures of the ledger: one kind of row for every way in which findings are counted.

alter table finding add column spent_amount numeric;

alter table finding add column spent_unit text;

create table finding_figure (
  figure text collate "C" not null,
  jur text collate "C" not null,
  key text collate "C" not null,
  part text collate "C" not null,
  grade text collate "C" not null,
  taken boolean not null,
  n bigint not null,
  amount numeric not null,
  primary key (figure, jur, key, part, grade, taken)
);
comment on table finding_figure is 'class: machinery. How many findings of a county meet one key of one figure (sector, origin, line, weeks, dates that run, money), folded from finding_figure_delta by one worker.';

create table finding_figure_wide (
  figure text collate "C" not null,
  province text collate "C" not null,
  key text collate "C" not null,
  part text collate "C" not null,
  grade text collate "C" not null,
  taken boolean not null,
  n bigint not null,
  amount numeric not null,
  primary key (figure, province, key, part, grade, taken)
);
comment on table finding_figure_wide is 'class: machinery. The rows of finding_figure by province, so that the nation''s figures read a few thousand rows; folded together with them. Lines are bodies of a place and have no row here.';

create table finding_figure_delta (
  id uuid primary key,
  jur text collate "C" not null,
  n integer not null,
  grade text collate "C" not null,
  taken boolean not null,
  state text collate "C" not null,
  sector text collate "C" not null,
  origin text collate "C" not null,
  line uuid,
  found_on date,
  ended_on date,
  due_on date,
  planned_unit text,
  planned numeric,
  spent_unit text,
  spent numeric
);
comment on table finding_figure_delta is 'class: machinery. What an act took from the figures (n = -1: the finding as it was) and added to them (n = 1: as it is), not folded yet; readers sum both.';

insert into finding_figure (figure, jur, key, part, grade, taken, n, amount)
  select c.figure, left(f.jur, 6), c.key, c.part, f.grade, f.taken_over, count(*), coalesce(sum(c.amount), 0)
    from finding f
    cross join lateral (values
      ('sector', f.sector, f.state, null::numeric),
      ('origin', f.origin, f.state, null),
      ('line', coalesce(f.sector_org::text, ''), f.state, null),
      ('open', case when not f.ended then coalesce(to_char(f.found_on, 'YYYY-MM-DD'), '') end, 'open', null),
      ('due', case when not f.ended and not f.next_paused then to_char(f.next_due_on, 'YYYY-MM-DD') end, 'running', null),
      ('found_week', to_char(date_trunc('week', f.found_on), 'YYYY-MM-DD'), case when f.state in ('void', 'merged') then 'aside' else 'counted' end, null),
      ('found_month', to_char(f.found_on, 'YYYY-MM'), case when f.state in ('void', 'merged') then 'aside' else 'counted' end, null),
      ('ended_week', case when f.state = 'struck_off' then to_char(date_trunc('week', (f.ended_at at time zone 'Asia/Shanghai')::date), 'YYYY-MM-DD') end, 'struck_off', null),
      ('ended_month', case when f.state = 'struck_off' then to_char((f.ended_at at time zone 'Asia/Shanghai')::date, 'YYYY-MM') end, 'struck_off', null),
      ('planned', case when f.funds_amount is not null then f.funds_unit end, f.state, f.funds_amount)
    ) c (figure, key, part, amount)
   where c.key is not null
   group by 1, 2, 3, 4, 5, 6;

insert into finding_figure_wide (figure, province, key, part, grade, taken, n, amount)
  select figure, left(jur, 2), key, part, grade, taken, sum(n), sum(amount)
    from finding_figure where figure <> 'line' group by 1, 2, 3, 4, 5, 6;

drop table finding_count_delta;

drop table finding_count;

drop table finding_count_wide;

-- Overdue is asked by date: the index alone answers by sector, origin and line.

drop index finding_open;

create index finding_open on finding (next_due_on, jur, next_paused, party_id) include (sector, origin, grade, sector_org) where not ended;

create index finding_ended_county on finding (jur, ended_at) where ended;

create index finding_ended_wide on finding (ended_at desc, id desc, jur) where ended;
