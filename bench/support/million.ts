import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrations } from '#kernel/index.ts'
import { LIVE_CELLS } from '#findings/counted.ts'
import { termsOf } from '#search/index.ts'
import { figure, line } from './report.ts'

export const ROWS = Number(process.env.BIHUAN_BENCH_ROWS ?? 1_000_000)

/**
 * The data folder of the large ledger, kept between runs while schema and size stay the same;
 * BIHUAN_BENCH_FOLDER names one that was made before, whatever was changed since.
 */
export function ledgerFolder(): string {
  const given = process.env.BIHUAN_BENCH_FOLDER
  if (given) return given
  const text = migrations().map((migration) => readFileSync(migration.file, 'utf8'))
  const own = readFileSync(import.meta.filename, 'utf8')
  const hash = createHash('sha256').update(text.join()).update(own).digest('hex').slice(0, 10)
  const folder = join(tmpdir(), `bihuan-bench-ledger-${ROWS}-${hash}`)
  mkdirSync(folder, { recursive: true })
  return folder
}

const SUBJECTS = ['机械', '化工', '建材', '食品', '物流', '纺织', '木业', '酒店', '商场', '矿业']
const FORMS = ['加工有限公司', '制造有限公司', '经营部', '合作社', '服务中心']
const PROBLEMS = [
  '疏散通道堆放杂物',
  '配电箱未设漏电保护',
  '气体探测器超过检定期',
  '行车吊钩防脱装置缺失',
  '有限空间作业未办审批',
  '消防水泵不能自动启动',
  '临边洞口未设防护栏杆',
  '压力容器安全阀未校验',
  '危险化学品混放',
  '安全出口上锁',
]
const PLACES = ['一号车间', '二楼仓库', '西侧宿舍', '锅炉房', '装卸平台', '地下室']

/** Fills the ledger with invented findings unless it has them; answers how long that took. */
export async function fillLedger(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query(
      `select count(*)::int as n from finding where source_note = 'bench'`,
    )
    if (rows[0].n === ROWS) return 0
    line(`  making ${ROWS.toLocaleString('en')} findings, once for this schema …`)
    const begun = performance.now()
    await unhurriedServer(client, async () => {
      await makeTemplates(client)
      await withoutIndexes(client, () => insertFindings(client))
      step('the figures')
      await insertFigures(client)
    })
    // A reader of the whole nation, for the wide plan.
    await client.query(
      `update post set place = '0', scope_from = '0', scope_to = '~' where id in (
         select h.post_id from holding h join account a on a.person_id = h.person_id
           join login_name l on l.account_id = a.id where l.login = 'chayue')`,
    )
    step('vacuum')
    for (const table of ['finding', 'search', 'finding_figure', 'finding_figure_wide']) {
      await client.query(`vacuum (analyze) ${table}`)
    }
    await client.query('checkpoint')
    return performance.now() - begun
  } finally {
    await client.end()
  }
}

/** Counts the figures anew from the rows, in the order of their keys: by county, then by province. */
async function insertFigures(client: pg.Client): Promise<void> {
  await client.query('truncate finding_figure, finding_figure_wide, finding_figure_delta')
  await client.query(
    `insert into finding_figure (figure, jur, key, part, grade, taken, n, amount)
     select figure, left(jur, 6), key, part, grade, taken, sum(n), sum(amount)
       from ${LIVE_CELLS} l group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6`,
  )
  await client.query(
    `insert into finding_figure_wide (figure, province, key, part, grade, taken, n, amount)
     select figure, left(jur, 2), key, part, grade, taken, sum(n), sum(amount)
       from finding_figure where figure <> 'line' group by 1, 2, 3, 4, 5, 6
      order by 1, 2, 3, 4, 5, 6`,
  )
}

const MAKING = { full_page_writes: 'off', max_wal_size: '16GB', checkpoint_timeout: '1h' }

/**
 * While the rows are made the server writes no full pages and few checkpoints, sorts in memory and
 * checks no foreign keys; the figures are taken with what the product sets.
 */
async function unhurriedServer(client: pg.Client, work: () => Promise<void>): Promise<void> {
  const settings = Object.entries(MAKING)
  for (const [name, value] of settings) {
    await client.query(`alter system set ${name} = '${value}'`)
  }
  await client.query('select pg_reload_conf()')
  await client.query(`set synchronous_commit = off`)
  await client.query(`set session_replication_role = replica`)
  await client.query(`set maintenance_work_mem = '1GB'`)
  await client.query(`set work_mem = '512MB'`)
  try {
    await work()
  } finally {
    await client.query('reset session_replication_role')
    await client.query('reset work_mem')
    for (const [name] of settings) await client.query(`alter system reset ${name}`)
    await client.query('select pg_reload_conf()')
  }
}

const begun = performance.now()

/** Says what is made next, and when. */
function step(what: string): void {
  line(`  ${figure((performance.now() - begun) / 1000)} s: ${what}`)
}

/** Every combination of words once, with its search words; counties weighted like a nation's. */
async function makeTemplates(client: pg.Client): Promise<void> {
  const made = SUBJECTS.flatMap((subject) =>
    FORMS.flatMap((form) =>
      PROBLEMS.flatMap((problem) =>
        PLACES.map((place) => {
          const name = `演示${subject}${form}`
          const title = `${place}${problem}`
          const body = `检查发现${place}${problem}，现场未设警示标志，责任人未落实，应立即整改。`
          return {
            name,
            title,
            body,
            words: termsOf('', { texts: [title, name, body], names: [name, title] }),
          }
        }),
      ),
    ),
  )
  await client.query(
    `create temporary table template as
       select (row_number() over ()) - 1 as nth, name, title, body,
          array_to_tsvector(words) as words
         from jsonb_to_recordset($1) as t (name text, title text, body text, words text[])`,
    [JSON.stringify(made)],
  )
  await client.query('create unique index on template (nth)')
  await client.query(
    `create temporary table county as
       select (row_number() over (order by md5(jur))) - 1 as nth, jur
         from region where level = 'county' and length(jur) = 6`,
  )
  await client.query('create unique index on county (nth)')
  await client.query('analyze template')
  await client.query('analyze county')
}

type Index = { readonly name: string; readonly definition: string }

/** Makes the indexes after the rows, which takes a fraction of the time. */
async function withoutIndexes(client: pg.Client, work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<Index>(
    `select i.indexname as name, i.indexdef as definition from pg_indexes i
      where i.tablename in ('finding', 'search') and not exists (
        select 1 from pg_constraint c where c.conname = i.indexname)`,
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  await work()
  for (const { name, definition } of rows) {
    step(name)
    await client.query(definition)
  }
}

/**
 * One in eight is open, one in twelve is major; a few counties have most, as in a nation. The
 * texts repeat, which makes search harder: each word stands in many findings.
 */
async function insertFindings(client: pg.Client): Promise<void> {
  step('numbers')
  await client.query(
    `create temporary table numbered as
     select n, gen_random_uuid() as id, c.jur, t.nth as template,
            hashint8(n) & 1023 as dice, (hashint8(n + 7) & 1023) as other
       from generate_series(1, $1::bigint) n
       join county c on c.nth = floor(power(((hashint8(n * 3 + 1) & 65535) / 65536.0::float8), 1.6)
            * (select count(*) from county))::bigint
       join template t on t.nth = (hashint8(n + 11) & 2147483647) % (select count(*) from template)`,
    [ROWS],
  )
  step('findings')
  await client.query(
    `insert into finding (jur, id, revision, owner_org, demo, salts, number, state, ended, grade,
       origin, source_note, sector, subject_name, title, body, found_on, found_by, registered_at,
       needs_time, planned, due_on, next_due_on, next_label, next_original_on, next_paused,
       extensions, returns, failures, paused, ended_at, taken_over, way)
     select s.jur, s.id, 5, o.id, true, model.salts, s.n || '号', s.state, s.ended,
       case when s.other % 12 = 0 then 'major' else 'ordinary' end,
       (array['government', 'enterprise_self', 'tipoff'])[1 + s.other % 3], 'bench',
       (array['industry_trade', 'chemicals', 'construction', 'fire', 'mining', 'transport', 'gas',
              'special_equipment'])[1 + s.dice % 8],
       t.name, t.title, t.body, s.found, '检查组（演示）', s.found, false, false, s.found + 30,
       case when s.ended then null else s.found + 30 end, case when s.ended then null else '整改' end,
       case when s.ended then null else s.found + 30 end, false, 0, 0, 0, false,
       case when s.ended then s.found + 20 end, false, model.way
       from (select n, id, jur, template, dice, other, dice >= 128 as ended,
               date '2026-12-31' - (dice + other) as found,
               case when dice >= 128 then (array['struck_off', 'struck_off', 'void', 'merged'])[
                      1 + (case when other < 900 then 0 else other % 4 end)]
                    else (array['registered', 'handed_over', 'rectifying', 'reported', 'accepted',
                      'passed', 'pending_approval'])[1 + other % 7] end as state
               from numbered) s
       join template t on t.nth = s.template
       cross join (select way, salts from finding limit 1) model
       cross join (select id from organization where demo order by id limit 1) o`,
  )
  step('words')
  await client.query(
    `insert into search (jur, kind, id, words, form)
     select s.jur, 'finding', s.id, t.words || array_to_tsvector(array[right(s.n || '号', 2), s.n::text] ||
       array['@' || left(s.jur, 2), '@' || left(s.jur, 4), '@' || s.jur]), 1
       from numbered s join template t on t.nth = s.template`,
  )
}
