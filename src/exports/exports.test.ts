/** What an export gives: its rows and columns, to whom, and the act that enters it. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, describe, it } from 'node:test'
import { isRefusal, perform, rows, type Actor } from '#kernel/index.ts'
import { cleanText } from '#sheets/index.ts'
import type { LedgerRow } from '../imports/findings-row.ts'
import { exportFindings } from './commands.ts'
import { bodyOf } from './forms.ts'
import { openTrial } from './trial.ts'

const { world, clerk, other, ran, read, register, close } = await openTrial()
after(close)

describe('an export of the ledger', () => {
  it('gives every row of the filter in the standard form, and each value reads as it stands', async () => {
    const job = await ran(clerk)
    assert.equal(job.state, 'done')
    assert.match(job.say, /^已导出 9 条，导出已存证。$/)
    assert.match(job.file_name!, /^青杨县安委办问题隐患台账2026-03-02\.xlsx$/)
    const file = await read(job.file_path)
    const kept = await rows<Record<string, string | null>>(
      world.db.owner,
      `select f.*, (f.reported_at at time zone 'Asia/Shanghai')::date as corrected_on,
              (f.rechecked_at at time zone 'Asia/Shanghai')::date as rechecked_on,
              r.name as rectifier, s.name as sector_body, t.name as territory, c.name as rechecker
         from finding f left join organization r on r.id = f.rectifier_org
         left join organization s on s.id = f.sector_org
         left join organization t on t.id = f.territory_org
         left join organization c on c.id = f.rechecker_org
        where f.jur like '980121%' order by f.ended, f.next_due_on, f.id`,
    )
    assert.equal(file.rows.length, kept.length)
    for (const [at, row] of file.rows.entries()) {
      const one = kept[at]!
      const said = (text: string | null | undefined) => (text ? cleanText(text) : undefined)
      const { texts } = row
      assert.equal(texts.number, one.number)
      assert.equal(texts.text, said(one.body))
      assert.equal(texts.subjectName, one.subject_name)
      assert.equal(texts.foundBy, one.found_by)
      assert.equal(texts.rectifier, said(one.rectifier))
      assert.equal(texts.rectifierName, said(one.rectifier_name))
      assert.equal(texts.sectorParty, said(one.sector_body))
      assert.equal(texts.territory, said(one.territory))
      assert.equal(texts.rechecker, said(one.rechecker))
      assert.equal(texts.sponsor, said(one.sponsor_name))
      assert.equal(texts.measures, said(one.measures))
      assert.equal(texts.responsibility, said(one.responsibility))
      assert.equal(texts.contingency, said(one.contingency))
      assert.deepEqual(
        [row.grade, row.sector, row.foundOn, row.dueOn, row.correctedOn, row.recheckedOn],
        [one.grade, one.sector, one.found_on, one.due_on, one.corrected_on, one.rechecked_on],
      )
      assert.equal(row.closed, one.state === 'struck_off')
      assert.deepEqual(
        row.funds && [Number(row.funds.amount), row.funds.unit],
        one.funds_amount && [Number(one.funds_amount), one.funds_unit],
      )
    }
  })

  it('gives the same rows as CSV', async () => {
    const [sheet, csv] = [await ran(clerk), await ran(clerk, { type: 'csv' })]
    const [one, two] = [await read(sheet.file_path), await read(csv.file_path)]
    const said = ({ texts: { fundsAmount: _, ...texts }, foundOn, dueOn, funds }: LedgerRow) => [
      texts,
      foundOn,
      dueOn,
      funds && [Number(funds.amount), funds.unit],
    ]
    assert.deepEqual(two.rows.map(said), one.rows.map(said))
    assert.match(readFileSync(csv.file_path!, 'utf8'), /,'=1\+1,/)
  })

  it('says on the sheet whose it is, under the entry that was made before', async () => {
    const job = await ran(clerk, { query: { grade: 'major' } })
    await world.journal.sequencer.drain()
    const [entry] = await rows<{ act_id: string; leaf: Buffer }>(
      world.db.owner,
      `select act_id, leaf from journal_entry where act = 'finding.export' order by idx desc limit 1`,
    )
    const said = JSON.parse(entry!.leaf.toString()) as {
      effects: { set: Record<string, unknown> }[]
    }
    const { set } = said.effects[0]!
    assert.deepEqual([set.form, set.type, set.count], ['ledger.standard', 'xlsx', 1])
    assert.deepEqual(set.filter, { grade: 'major' })
    assert.equal((set.columns as string[]).length, 25)
    assert.notEqual(set.purpose, '月度会商（演示）')
    const [kept] = await rows<{ purpose: string; owner_org: string }>(
      world.db.owner,
      'select purpose, owner_org from finding_export order by at desc, id desc limit 1',
    )
    assert.deepEqual(kept, { purpose: '月度会商（演示）', owner_org: clerk.org })
    const { hold } = await import('../sheets/trial.ts')
    const [sheet] = (await hold(readFileSync(job.file_path!))).sheets
    assert.match(
      sheet!.rows[1]!.cells[0]!.text,
      new RegExp(`导出单位 青杨县安委办　.*共 1 条　存证号 ${entry!.act_id}$`),
    )
    assert.equal(job.link, '/findings?grade=major')
  })

  it('takes columns of one’s own, in the order given', async () => {
    const job = await ran(clerk, { form: 'own', columns: ['number', 'fundsAmount', 'status'] })
    const { hold } = await import('../sheets/trial.ts')
    const [sheet] = (await hold(readFileSync(job.file_path!))).sheets
    assert.deepEqual(
      sheet!.rows[2]!.cells.map(({ text }) => text),
      ['编号', '整改资金（万元）', '状态'],
    )
    assert.ok(sheet!.rows.some(({ cells }) => cells.some(({ text }) => text === '1250.00元')))
    assert.ok(sheet!.rows.some(({ cells }) => cells.at(-1)!.text === '已整改（待销号）'))
  })

  it('leaves personal columns out for whoever only reads, and says so', async () => {
    const reader = world.actor('countyOffice', 'reader')
    const job = await ran(reader)
    assert.match(job.say, /已略去：检查人、责任人、包联领导。/)
    const file = await read(job.file_path)
    assert.ok(file.rows.every(({ texts }) => texts.rectifierName === undefined))
  })

  it('ends with a sentence where the filter meets nothing or the role reads no ledger', async () => {
    const empty = await ran(clerk, { query: { place: '980122' } })
    assert.deepEqual([empty.state, empty.say], ['failed', '筛选后没有记录，无可导出。'])
    assert.equal(empty.file_path, null)
    const admin = await ran({ ...clerk, role: 'system_admin' })
    assert.deepEqual([admin.state, admin.say], ['failed', '导出台账应由可查阅台账的岗位办理。'])
  })

  it('never gives another county’s rows, and to a party only its own', async () => {
    const theirs = await read((await ran(other)).file_path)
    assert.deepEqual(
      theirs.rows.map(({ texts }) => texts.text),
      ['外县的问题'],
    )
    const officer = world.actor('plant', 'safety_officer')
    assert.equal((await ran(officer)).say, '筛选后没有记录，无可导出。')
    await world.db.owner.query(`update finding set party_id = $1 where body = '重大隐患一处'`, [
      world.orgs.plant,
    ])
    const own = await ran(officer)
    assert.deepEqual(
      (await read(own.file_path)).rows.map(({ texts }) => texts.text),
      ['重大隐患一处'],
    )
    const [entry] = await rows<{ party_id: string; jur: string }>(
      world.db.owner,
      'select party_id, jur from finding_export order by at desc, id desc limit 1',
    )
    assert.deepEqual(entry, { party_id: world.orgs.plant, jur: '980121001' })
  })

  it('keeps who told of a hazard from other offices', async () => {
    await register(clerk, { origin: 'tipoff', sourceNote: '王某（演示）来电', text: '来电反映' })
    const city = world.actor('cityOffice', 'committee_clerk')
    const given = { form: 'own', columns: ['sourceNote'], query: { origin: 'tipoff' } } as const
    const note = async (actor: Actor) => {
      const { hold } = await import('../sheets/trial.ts')
      const job = await ran(actor, { ...given, columns: [...given.columns] })
      return (await hold(readFileSync(job.file_path!))).sheets[0]!.rows[3]!.cells[0]!.text
    }
    assert.equal(await note(clerk), '王某（演示）来电')
    assert.equal(await note(city), '（举报来源，保密）')
  })
})

describe('finding.export', () => {
  const given = async (actor: Actor, count = 1) => ({
    layout: {
      key: 'own',
      basis: { pack: 'bihuan-house-rules', version: '', article: 'export' },
      columns: [{ field: 'number' }],
    },
    type: 'print' as const,
    query: { q: '周某' },
    count,
    purpose: '归档',
    body: await bodyOf(world.db.app, actor),
  })

  it('is refused to roles that read no ledger, and for nothing', async () => {
    for (const role of ['system_admin', 'security_admin', 'audit_admin']) {
      const actor = { ...clerk, role }
      const outcome = await perform(world.runner, exportFindings, await given(actor), {
        actor,
        key: role,
      })
      assert.ok(isRefusal(outcome))
      assert.equal(outcome.clause, 'bihuan-house-rules#export')
    }
    const none = await perform(world.runner, exportFindings, await given(clerk, 0), {
      actor: clerk,
      key: 'none',
    })
    assert.ok(isRefusal(none))
  })

  it('seals the words that were searched for', async () => {
    const outcome = await perform(world.runner, exportFindings, await given(clerk), {
      actor: clerk,
      key: 'sealed',
    })
    assert.ok('done' in outcome)
    await world.journal.sequencer.drain()
    const [entry] = await rows<{ leaf: Buffer }>(
      world.db.owner,
      'select leaf from journal_entry where act_id = $1',
      [outcome.actId],
    )
    assert.ok(!entry!.leaf.toString().includes('周某'))
    assert.ok(!entry!.leaf.toString().includes('归档'))
  })
})
