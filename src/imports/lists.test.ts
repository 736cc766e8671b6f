import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { writeXlsx } from 'hucre'
import { rows } from '#kernel/index.ts'
import { codeDoubt } from '#enterprises/rules.ts'
import { served, sharedFolder, type Served } from '../../test/served.ts'
import { readAs } from './kinds.ts'
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
