import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { writeXlsx } from 'hucre'
import { rows, scopeOf, type Actor } from '#kernel/index.ts'
import { codeDoubt } from '#enterprises/rules.ts'
import { served, sharedFolder, type Served } from '../../test/served.ts'
import { readAs } from './kinds.ts'
import { bringList } from './list-bring.ts'
import { ImportRefused } from './report.ts'
import { adds } from './rules.ts'
import { importing, type Importing } from './trial.ts'

let it: Served
let by: Importing
before(async () => {
  it = await served()
  by = importing(it)
})
after(() => it.close())

const sheet = (lines: readonly (readonly (string | number | null)[])[]) =>
  writeXlsx({ sheets: [{ name: '名录', rows: lines.map((line) => [...line]) }] })

test('enterprises come in with codes of every age; one that fails its check is kept with a reason', async () => {
  const clerk = await it.as('qy.anwei')
  const file = await sheet([
    ['青杨县工贸企业名录（演示）'],
    ['序号', '企业名称', '统一社会信用代码（注册号）', '所属乡镇', '行业', '地址'],
    [1, '甲厂（演示）', '９１３５０１００Ｍ０００１００Ｙ４３', '青杨镇', '工贸', '一路1号'],
    [2, '乙厂（演示）', '91350211M0000XUF46', '青杨镇', '化工', '二路2号'],
    [3, '丙厂（演示）', '110108000000016', null, '造纸', null],
    [4, '丁厂（演示）', '1101081000001', '无名镇', null, null],
    [5, '戊店（演示）', null, '青杨镇', '餐饮燃气', null],
    [6, '甲厂（演示）', '91350100M000100Y43', '青杨镇', '工贸', '一路1号'],
    ['合计', '6家'],
  ])
  const id = await by.uploaded(clerk, 'enterprises', '企业.xlsx', file)
  const draft = await by.draft(clerk, id)
  assert.deepEqual(
    [draft.state, draft.counts.data, draft.counts.repeated, draft.counts.refused],
    ['ready', 5, 1, 0],
  )
  assert.ok(adds(draft.counts))
  const doubts = (await by.rows(clerk, id, 'doubtful')).flatMap(({ problems }) =>
    problems.filter(({ severity }) => severity === 'warning').map(({ cell }) => cell),
  )
  assert.deepEqual(doubts, ['C4', 'E5', 'D6'])
  assert.equal(draft.doubtfulCodes, 1)
  const refused = await by.agree(clerk, draft, null)
  assert.match((refused.body as { refused: string }).refused, /1 行的登记代码校验未通过/)
  assert.equal((await by.agree(clerk, draft, '按营业执照照录')).status, 200)
  await it.product.jobs.drain()
  const after = await by.draft(clerk, id)
  assert.deepEqual(after.outcomes, { taken: 5, repeated: 0, failed: 0 })
  const found = await rows(
    it.db.owner,
    `select s.name, s.credit_code, s.jur, (select count(*)::integer from mark m
        where m.subject_id = s.id) as marks
       from subject s where s.name like '_厂（演示）' or s.name = '戊店（演示）' order by s.name`,
  )
  const place = '980121001'
  const byName = (one: readonly unknown[], other: readonly unknown[]) =>
    String(one[0]) < String(other[0]) ? -1 : 1
  assert.deepEqual(
    found.map((row) => Object.values(row) as unknown[]).toSorted(byName),
    [
      ['丁厂（演示）', '1101081000001', '980121', 0],
      ['丙厂（演示）', '110108000000016', '980121', 0],
      ['乙厂（演示）', '91350211M0000XUF46', place, 1],
      ['戊店（演示）', null, place, 0],
      ['甲厂（演示）', '91350100M000100Y43', place, 0],
    ].toSorted(byName),
  )
  const again = await by.draft(clerk, await by.uploaded(clerk, 'enterprises', '再.xlsx', file))
  assert.deepEqual([again.counts.data, again.counts.brought], [0, 5])
})

test('a code that is registered elsewhere is refused in the preview already, without telling whose it is', async () => {
  const clerk = await it.as('qy.anwei')
  const other = await it.as('pg.anwei')
  const code = '1101081000002'
  const line = (name: string, of: string | null) => [name, of, null]
  const bring = async (who: typeof clerk, name: string) => {
    const bytes = await sheet([
      ['企业名称', '统一社会信用代码', '地区'],
      line(name, '91110000802100433B'),
      line(`${name}二`, null),
    ])
    return by.uploaded(who, 'enterprises', `${name}.xlsx`, bytes)
  }
  const first = await bring(other, '平岗子厂（演示）')
  const theirs = await by.draft(other, first)
  assert.equal((await by.agree(other, theirs, '照录')).status, 200)
  await it.product.jobs.drain()
  assert.equal((await by.draft(other, first)).outcomes.failed, 0)
  const id = await bring(clerk, '青杨丑厂（演示）')
  const draft = await by.draft(clerk, id)
  assert.deepEqual([draft.counts.data, draft.counts.refused], [1, 1])
  const [row] = await by.rows(clerk, id, 'refused')
  const said = row!.problems.find(({ severity }) => severity === 'error')!
  assert.equal(said.cell, 'B2')
  assert.match(said.message, /已在本单位管辖范围以外的地区登记/)
  assert.doesNotMatch(JSON.stringify(row), /平岗/)
  const corrected = { sheet: 0, row: 2, field: 'creditCode', text: code, choice: null }
  assert.equal((await clerk.post(`/api/imports/${id}/cells`, corrected)).status, 200)
  assert.deepEqual((await by.draft(clerk, id)).counts.refused, 0)
  const again = { ...corrected, text: '91110000802100433B' }
  assert.equal((await clerk.post(`/api/imports/${id}/cells`, again)).status, 200)
  assert.deepEqual((await by.draft(clerk, id)).counts.refused, 1)
})

test('codes of others that hold are not doubted', (t) => {
  const path = join(sharedFolder(), 'data/industry/uscc-valid.txt')
  if (!existsSync(path)) return t.skip(`the data of others is not here: ${path}`)
  const codes = readFileSync(path, 'utf8').split(/\s+/).filter(Boolean)
  assert.deepEqual(
    codes.filter((code) => codeDoubt(code) !== null),
    [],
  )
})

test('bodies and people come in as the administrator’s acts, waiting for release, without a password', async () => {
  const admin = await it.as('sysadmin')
  const bodies = await sheet([
    ['机构名称', '类别', '地区', '上级机构'],
    ['青杨县水利局（演示）', '政府部门', '青杨县', null],
    ['白杨社区（演示）', null, '青杨镇', null],
    ['某某（演示）', '不知道', '青杨县', null],
  ])
  const first = await by.uploaded(admin, 'organizations', '机构.xlsx', bodies)
  const draft = await by.draft(admin, first)
  assert.deepEqual([draft.counts.data, draft.counts.refused], [2, 1])
  assert.equal((await by.agree(admin, draft, null)).status, 200)
  await it.product.jobs.drain()
  const entered = await rows<{ name: string; kind: string }>(
    it.db.owner,
    `select name, kind from organization where name in ('青杨县水利局（演示）', '白杨社区（演示）')
      order by kind`,
  )
  assert.deepEqual(
    entered.map(({ kind }) => kind),
    ['department', 'village'],
  )
  const people = await sheet([
    ['姓名', '单位', '职务', '岗位角色', '手机号', '账号'],
    [
      '水一（演示）',
      '青杨县水利局（演示）',
      '安全股经办',
      '监管部门经办',
      '13800000001',
      'qy.shuili',
    ],
    ['水二（演示）', '没有的单位', '经办', '监管部门经办', null, null],
    ['水三（演示）', '青杨县水利局（演示）', '经办', '股长', null, null],
  ])
  const second = await by.uploaded(admin, 'people', '人员.xlsx', people)
  const list = await by.draft(admin, second)
  assert.deepEqual([list.counts.data, list.counts.refused], [1, 2])
  assert.equal((await by.agree(admin, list, null)).status, 200)
  await it.product.jobs.drain()
  assert.deepEqual((await by.draft(admin, second)).outcomes, { taken: 1, repeated: 0, failed: 0 })
  const waiting = await rows(
    it.db.owner,
    `select p.released_at as post, h.released_at as holding, a.released_at as account,
        a.must_change, p.title
       from person n join holding h on h.person_id = n.id join post p on p.id = h.post_id
       join account a on a.person_id = n.id where n.name = '水一（演示）'`,
  )
  const pending = { post: null, holding: null, account: null }
  assert.deepEqual(waiting, [{ ...pending, must_change: true, title: '安全股经办' }])
  const again = await by.draft(admin, await by.uploaded(admin, 'people', '再.xlsx', people))
  assert.deepEqual([again.counts.data, again.counts.brought], [0, 1])
})

test('the command line reads lists with the same face', async () => {
  const bytes = await sheet([
    ['姓名', '单位', '岗位角色'],
    ['甲（演示）', '乙（演示）', '执法人员'],
  ])
  const report = await readAs('people', { name: 'a.xlsx', bytes }, '2026-03-02')
  const { name: _name, ...facts } = report.sheets[0]!
  assert.deepEqual(
    facts.columns.map(({ address, field }) => `${address} ${field}`),
    ['A1 name', 'B1 org', 'C1 role'],
  )
  assert.deepEqual([report.ok, facts.rows.total, facts.rows.data], [true, 2, 1])
})

test('from the command line a list in doubt writes nothing until it is agreed to, and then as that person', async () => {
  const clerk = await it.as('qy.anwei')
  const [post] = await rows<{ account: string; person: string; post: string; org: string }>(
    it.db.owner,
    `select a.id as account, h.person_id as person, p.id as post, p.org_id as org
       from login_name l join account a on a.id = l.account_id
       join holding h on h.person_id = a.person_id join post p on p.id = h.post_id
      where l.login = 'qy.anwei'`,
  )
  const actor = {
    ...post!,
    role: 'committee_clerk',
    scope: scopeOf('980121'),
    onBehalfOf: null,
    demo: true,
  }
  const bytes = await sheet([
    ['企业名称', '统一社会信用代码', '地区'],
    ['壬厂（演示）', null, '青杨县'],
    ['癸厂（演示）', '91350211M0000XUF47', '青杨县'],
    ['辛厂（演示）', null, '没有的镇'],
  ])
  const bring = (by: Actor, agreed: boolean, keepCodesBecause: string | null) =>
    bringList(
      { runner: it.product.runner, folder: it.product.dataDir },
      by,
      'enterprises',
      { name: '名录.xlsx', stream: () => Readable.from([Buffer.from(bytes)]) },
      { agreed, keepCodesBecause },
    )
  const written = async () =>
    (
      await rows(
        it.db.owner,
        `select 1 from subject where name in ('壬厂（演示）', '癸厂（演示）')`,
      )
    ).length
  await assert.rejects(bring({ ...actor, role: 'reader' }, true, null), ImportRefused)
  const first = await bring(actor, false, null)
  assert.deepEqual([first.ok, first.outcomes, await written()], [false, null, 0])
  assert.deepEqual(
    first.problems.map(({ cell }) => cell),
    ['B3', 'C4'],
  )
  const second = await bring(actor, true, null)
  assert.deepEqual([second.ok, second.outcomes, await written()], [false, null, 0])
  assert.match(second.say, /须填写保留理由.*未写入任何内容/)
  assert.equal(second.draft, first.draft)
  const third = await bring(actor, true, '按营业执照照录')
  assert.deepEqual([third.ok, third.outcomes], [true, { taken: 3, repeated: 0, failed: 0 }])
  assert.equal(await written(), 2)
  const seen = await by.draft(clerk, third.draft)
  assert.equal(seen.state, 'taken')
  const [entry] = await rows<{ n: bigint }>(
    it.db.owner,
    `select count(*) as n from subject s join subject_code c on c.subject_id = s.id
      where s.name = '癸厂（演示）' and s.owner_org = $1`,
    [actor.org],
  )
  assert.equal(entry!.n, 1n)
})
