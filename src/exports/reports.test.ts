import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { rows, scoped, type Actor } from '#kernel/index.ts'
import { packsFrom } from '#law/index.ts'
import { calendarOf } from '#deadlines/index.ts'
import { countPage } from '#findings/index.ts'
import { LIVE_CELLS } from '../findings/counted.ts'
import { registration, smallWorld, type World } from '../../test/world.ts'
import { served, type Served } from '../../test/served.ts'
import { briefOf } from './brief.ts'
import { printedLedger } from './print.ts'
import { periodOf, shareOf } from './rules.ts'
import { conditionsOf, statisticsOf } from './statistics.ts'
import { writtenQuery, type WrittenFilter } from './words.ts'

const law = new URL('../../law', import.meta.url).pathname

describe('the forms of the packs', () => {
  const forms = packsFrom(law).flatMap(({ forms: file }) => file?.forms ?? [])

  it('count by conditions that the ledger’s filter knows', () => {
    const period = periodOf('quarter', '2026-03-02')
    const wrong = forms.flatMap((form) =>
      form.kind === 'ledger'
        ? []
        : form.columns
            .flatMap(({ count, funds }) => count ?? funds ?? [])
            .filter((where) => !writtenQuery.safeParse(conditionsOf(where, period)).success),
    )
    assert.ok(forms.length >= 3)
    assert.deepEqual(wrong, [])
  })
})

describe('periods and shares', () => {
  const cases = [
    ['quarter', '2026-03-02', '2026-01-01', '2026-03-31', '2026年第一季度'],
    ['quarter', '2023-12-31', '2023-10-01', '2023-12-31', '2023年第四季度'],
    ['month', '2024-02-29', '2024-02-01', '2024-02-29', '2024年2月'],
    ['year', '2026-06-30', '2026-01-01', '2026-12-31', '2026年'],
  ] as const
  for (const [kind, day, from, to, label] of cases) {
    it(`${day} lies in ${label}`, () => assert.deepEqual(periodOf(kind, day), { from, to, label }))
  }
  it('says the fraction, and nothing where nothing is divided', () => {
    assert.equal(shareOf(20, 32), '62.5%（20/32）')
    assert.equal(shareOf(0, 0), '—')
  })
})

describe('reports', () => {
  let world: World
  before(async () => {
    world = await smallWorld()
    const clerk = world.actor('countyOffice', 'committee_clerk')
    const other = world.actor('otherOffice', 'committee_clerk')
    const make = async (actor: typeof clerk, more: object, set: Record<string, unknown> = {}) => {
      const made = await world.act(
        world.commands.register as never,
        { body: registration(more) },
        actor,
      )
      assert.ok('done' in made)
      for (const [column, value] of Object.entries(set)) {
        const { id } = made.done as { id: string }
        await world.db.owner.query(`update finding set ${column} = $2 where id = $1`, [id, value])
      }
    }
    const major = { grade: 'major', majorClause: '第一条', sector: 'chemicals' }
    await make(clerk, {}, { next_due_on: '2026-02-20' })
    await make(clerk, { sector: 'fire' }, { next_due_on: '2026-02-10' })
    await make(clerk, major, { funds_amount: '3.60', funds_unit: '万元' })
    await make(clerk, major, { funds_amount: '500', funds_unit: '元', measures: '更换' })
    const ended = { ended: true, state: 'struck_off', ended_at: '2026-03-01T17:00:00Z' }
    await make(clerk, {}, ended)
    await make(clerk, { foundOn: '2025-12-30' }, { ...ended, ended_at: '2026-02-20T01:00:00Z' })
    await make(clerk, {}, { ended: true, state: 'void' })
    await make(other, { place: '980122' })
    // What was set by hand above went past the figures that acts keep.
    await world.db.owner.query('delete from finding_figure')
    await world.db.owner.query('delete from finding_figure_delta')
    await world.db.owner.query(
      `insert into finding_figure (jur, figure, key, part, grade, taken, n, amount)
        select left(jur, 6), figure, key, part, grade, taken, sum(n), sum(amount)
          from ${LIVE_CELLS} live group by 1, 2, 3, 4, 5, 6`,
    )
  })
  after(() => world.close())

  /** What the ledger counts under a filter, as its page does. */
  async function counted(query: WrittenFilter): Promise<number> {
    const { sort: _, ...filter } = writtenQuery.parse(query)
    const actor = world.actor('countyOffice', 'committee_clerk')
    const day = { today: world.clock.today(), calendar: await calendarOf(world.db.app) }
    return scoped(world.db.app, actor.scope, async (client) =>
      countPage(client, actor, filter, day),
    )
  }

  it('the leader’s page: each figure is the count of the filter that it opens', async () => {
    const clerk = world.actor('countyOffice', 'committee_clerk')
    const brief = await briefOf(world.runner, clerk, {})
    const { done, of } = brief.rate
    for (const { key, count, query } of [...brief.figures, done, of]) {
      assert.equal(await counted(query), count, key)
    }
    assert.deepEqual(
      brief.figures.map(({ key, count }) => [key, count]),
      [
        ['open', 4],
        ['overdue', 2],
        ['major', 2],
        ['closed', 1],
      ],
    )
    assert.deepEqual([done.count, of.count], [2, 6])
    assert.deepEqual(
      brief.late.map(({ nextDueOn }) => nextDueOn),
      ['2026-02-10', '2026-02-20'],
    )
  })

  it('the print: rows of the filter, money by its unit, none beyond the scope', async () => {
    const clerk = world.actor('countyOffice', 'committee_clerk')
    const ledger = await printedLedger(world.runner, clerk, writtenQuery.parse({ grade: 'major' }))
    assert.equal(ledger.count, 2)
    assert.deepEqual(
      new Set(ledger.rows.map(({ funds }) => `${funds?.amount}${funds?.unit}`)),
      new Set(['3.60万元', '500元']),
    )
    assert.ok(ledger.rows.every(({ values }) => values.length === ledger.columns.length))
    const all = await printedLedger(world.runner, clerk, writtenQuery.parse({}))
    assert.equal(all.count, 7)
    const reader = world.actor('countyOffice', 'reader')
    const read = await printedLedger(world.runner, reader, writtenQuery.parse({}))
    assert.ok(!read.columns.some(({ field }) => field === 'foundBy'))
  })

  const filledBy = async (actor: Actor, asked: { form: string; on: string }) => {
    const filled = await statisticsOf(world.runner, actor, asked)
    if (!filled || 'badPeriod' in filled) assert.fail('no form')
    return filled
  }

  it('a period before any ledger, or one that has not begun, has no figures', async () => {
    const clerk = world.actor('countyOffice', 'committee_clerk')
    for (const [on, sentence] of [
      ['1999-12-31', /不早于2000-01-01/],
      ['2026-04-01', /第二季度尚未开始/],
    ] as const) {
      const filled = await statisticsOf(world.runner, clerk, { form: 'enforcement.quarter', on })
      assert.match(filled && 'badPeriod' in filled ? filled.badPeriod : '', sentence)
    }
  })

  for (const form of ['hazard.quarter', 'enforcement.quarter']) {
    it(`${form}: each count is that of the filter that it opens, and rows make up the total`, async () => {
      const clerk = world.actor('countyOffice', 'committee_clerk')
      const filled = await filledBy(clerk, { form, on: '2026-03-02' })
      const { rows: table, columns } = filled.table
      for (const [at, column] of columns.entries()) {
        const figures = table.map(({ cells }) => cells[at]!)
        if (column.unfilled !== null) {
          assert.ok(figures.every(({ text, query }) => text === '' && query === null))
          continue
        }
        if (figures[0]!.query === null || column.key === 'funds') continue
        for (const { text, query } of figures) {
          assert.equal(await counted(query!), Number(text), column.key)
        }
        const [total, ...parts] = figures.map(({ text }) => Number(text))
        assert.equal(
          parts.reduce((sum, part) => sum + part, 0),
          total,
          column.key,
        )
      }
    })
  }

  it('the quarterly table has the quarter’s figures, and money never crosses units', async () => {
    const clerk = world.actor('countyOffice', 'committee_clerk')
    const filled = await filledBy(clerk, { form: 'hazard.quarter', on: '2026-03-02' })
    const { rows: table, columns } = filled.table
    const total = (key: string) =>
      table[0]!.cells[columns.findIndex((column) => column.key === key)]!.text
    assert.equal(total('ordinaryFound'), '3')
    assert.equal(total('ordinaryDone'), '1')
    assert.equal(total('ordinaryRate'), '33.3%（1/3）')
    assert.equal(total('majorOpen'), '2')
    assert.equal(total('openMeasures'), '1')
    assert.equal(total('funds'), '3.6万元、500元')
    assert.equal(filled.basis.pack, 'hazard-rules-16-2007')
    assert.equal(
      await statisticsOf(world.runner, clerk, { form: 'no.such', on: '2026-03-02' }),
      undefined,
    )
  })
})

describe('exports over HTTP', () => {
  let product: Served
  before(async () => (product = await served()))
  after(() => product.close())

  it('asks, follows, fetches; nobody else fetches; the three administrators export nothing', async () => {
    const clerk = await product.as('qy.anwei')
    const places = await clerk.get('/api/places')
    const [{ jur }] = (places.body as { items: [{ jur: string }] }).items
    const made = await clerk.post('/api/findings', registration({ place: jur }))
    assert.equal(made.status, 200)
    const forms = await clerk.get('/api/findings/export-forms')
    assert.equal((forms.body as { why: unknown }).why, null)
    const ask = { query: {}, form: 'ledger.standard', columns: [], type: 'xlsx', purpose: '演示' }
    const asked = await clerk.post('/api/findings/exports', ask)
    assert.equal(asked.status, 200)
    const { job } = asked.body as { job: string }
    await product.product.jobs.drain()
    const seen = await clerk.get(`/api/jobs/${job}`)
    assert.deepEqual(
      [(seen.body as { state: string }).state, (seen.body as { done: number }).done],
      ['done', 0],
    )
    const file = await clerk.get(`/api/jobs/${job}/file`)
    assert.equal(file.status, 200)
    assert.match(String(file.headers['content-type']), /spreadsheetml/)
    const other = await product.as('pg.anwei')
    assert.equal((await other.get(`/api/jobs/${job}/file`)).status, 404)
    for (const login of ['sysadmin', 'secadmin', 'audadmin']) {
      const admin = await product.as(login)
      const refused = await admin.post('/api/findings/exports', ask)
      assert.equal(refused.status, 409, login)
      for (const page of ['print', 'brief', 'statistics']) {
        assert.equal((await admin.get(`/api/findings/${page}`)).status, 409, `${login} ${page}`)
      }
    }
  })

  it('refuses an empty filter, an unknown form, no column, words that are no filter', async () => {
    const clerk = await product.as('qy.anwei')
    const ask = async (more: object) => {
      const body = { query: {}, form: 'own', columns: ['number'], type: 'csv', purpose: '演示' }
      const { status, body: told } = await clerk.post('/api/findings/exports', { ...body, ...more })
      return [status, (told as { refused?: string }).refused]
    }
    assert.deepEqual(await ask({ query: { grade: 'major' } }), [409, '筛选后没有记录，无可导出。'])
    assert.deepEqual(await ask({ form: 'none' }), [409, '所选表式今日未施行，请重新选择。'])
    assert.deepEqual(await ask({ columns: [] }), [409, '请至少选择一列。'])
    assert.equal((await ask({ query: { nothing: '1' } }))[0], 400)
    assert.equal((await ask({ purpose: ' ' }))[0], 400)
    const reader = await product.as('chayue')
    const refused = await reader.post('/api/findings/exports', {
      query: {},
      form: 'own',
      columns: ['foundBy'],
      type: 'csv',
      purpose: '演示',
    })
    assert.equal(refused.status, 409)
    assert.equal((refused.body as { clause: string }).clause, 'bihuan-house-rules#15')
  })

  it('enters a print before it is printed, once for one key', async () => {
    const clerk = await product.as('qy.anwei')
    const body = { form: 'ledger.standard', query: {}, purpose: '会议材料' }
    const key = createHash('sha256').update('print').digest('hex')
    const first = await clerk.post('/api/findings/prints', body, { 'idempotency-key': key })
    const again = await clerk.post('/api/findings/prints', body, { 'idempotency-key': key })
    assert.equal(first.status, 200)
    assert.equal((first.body as { act: string }).act, (again.body as { act: string }).act)
    const kept = await rows<{ type: string; count: number }>(
      product.db.owner,
      `select type, count from finding_export where type = 'print'`,
    )
    assert.deepEqual(kept, [{ type: 'print', count: 1 }])
  })

  it('states no figures of a place that the reader does not see whole', async () => {
    const other = await product.as('pg.anwei')
    const plant = await product.as('qiye')
    for (const place of ['980121', '9801', '0']) {
      assert.equal((await other.get(`/api/findings/brief?place=${place}`)).status, 404, place)
      assert.equal((await other.get(`/api/findings/statistics?place=${place}`)).status, 404, place)
      assert.equal((await plant.get(`/api/findings/brief?place=${place}`)).status, 404, place)
    }
    assert.equal((await plant.get('/api/findings/statistics')).status, 404)
    assert.equal((await other.get(`/api/findings/brief?place=980122`)).status, 200)
    assert.equal((await other.get(`/api/findings/statistics?place=980122`)).status, 200)
  })

  it('fills a statistical form into a workbook', async () => {
    const clerk = await product.as('qy.anwei')
    const asked = await clerk.post('/api/findings/statistics/exports', {
      form: 'hazard.quarter',
      purpose: '季度报送',
    })
    assert.equal(asked.status, 200)
    await product.product.jobs.drain()
    const { job } = asked.body as { job: string }
    const seen = (await clerk.get(`/api/jobs/${job}`)).body as { state: string; say: string }
    assert.deepEqual([seen.state, seen.say], ['done', '统计表已导出，导出已存证。'])
  })
})
