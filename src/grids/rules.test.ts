import assert from 'node:assert/strict'
import { test } from 'node:test'
import { join } from 'node:path'
import { packsFrom } from '#law/index.ts'
import {
  assigns,
  judgeAssignment,
  judgeEnd,
  judgeListing,
  judgeSupervisor,
  type Ground,
  type Holder,
  type Target,
} from './rules.ts'
import { DUTIES_OF, PARTS, TIERS, type Assign } from './words.ts'

const TODAY = '2026-03-02'
const county: Target = {
  kind: 'place',
  level: 'county',
  parent: '9801',
  city: '9801',
  county: '980121',
  lineage: ['980121', '9801', '98', '0'],
}
const township: Target = {
  ...county,
  level: 'township',
  parent: '980121',
  lineage: ['980121001', ...county.lineage],
}
const village: Target = {
  ...county,
  level: 'village',
  parent: '980121001',
  lineage: ['980121001203', ...township.lineage],
}
const plant: Target = { ...township, kind: 'enterprise' }
const square: Target = { ...township, kind: 'other' }

const holder = (orgKind: string, orgPlace: string, role: string): Holder => ({
  org: `${orgKind} ${orgPlace}`,
  orgKind,
  orgPlace,
  role,
  holds: true,
})
const mayor = holder('government', '9801', 'leader')
const countyHead = holder('government', '980121', 'leader')
const townHead = holder('township', '980121001', 'leader')
const cityHead = holder('department', '9801', 'leader')
const officer = holder('department', '980121', 'regulator_clerk')
const villager = holder('village', '980121001203', 'village_contact')

const clerk = { role: 'committee_clerk', org: 'office', today: TODAY }
const given = (part: Assign['part'], more: object = {}) => ({
  part,
  person: 'person',
  duties: part === 'grid_member' ? ['patrol'] : [],
  fromOn: TODAY,
  toOn: null,
  replaces: null,
  ...more,
})
const ground = (target: Target, named: Holder | null, current: Ground['current'] = []): Ground => ({
  target,
  holder: named,
  current,
})
const incumbent = { id: 'one', fromOn: '2026-01-10', person: 'other' }

/** Case, what is given, what is known, who acts, the refusal or null. In the order of the rules. */
const ASSIGNMENTS = [
  ['市领导包县', given('place_leader'), ground(county, mayor), clerk, null],
  ['县领导包乡', given('place_leader'), ground(township, countyHead), clerk, null],
  ['乡领导包村', given('place_leader'), ground(village, townHead), clerk, null],
  ['联合包保：市级部门负责人', given('city_head'), ground(plant, cityHead), clerk, null],
  ['联合包保：县党政负责人', given('county_leader'), ground(plant, countyHead), clerk, null],
  ['其他企业由市明确', given('sponsor'), ground(plant, townHead), clerk, null],
  ['逐个明确联系人', given('contact'), ground(plant, officer), clerk, null],
  ['网格员', given('grid_member'), ground(village, villager), clerk, null],
  [
    '执法人员不分工',
    given('place_leader'),
    ground(county, mayor),
    { ...clerk, role: 'inspector' },
    /不明确包联领导/,
  ],
  [
    '部门只出本部门的联系人',
    given('contact'),
    ground(plant, officer),
    { role: 'regulator_clerk', org: 'department 980199', today: TODAY },
    /本部门人员/,
  ],
  [
    '部门出本部门的联系人',
    given('contact'),
    ground(plant, officer),
    { role: 'regulator_clerk', org: officer.org, today: TODAY },
    null,
  ],
  ['领导包的是地区', given('place_leader'), ground(plant, mayor), clerk, /对应一个地区/],
  ['公共区域没有联系人', given('contact'), ground(square, officer), clerk, /生产经营单位/],
  [
    '省级不在包联之列',
    given('place_leader'),
    ground({ ...county, level: 'city', parent: '98' }, mayor),
    clerk,
    /县、乡、村三级/,
  ],
  ['网格不设在县', given('grid_member'), ground(county, townHead), clerk, /乡镇（街道）和村/],
  [
    '网格员要有责任',
    given('grid_member', { duties: [] }),
    ground(village, villager),
    clerk,
    /写明.*责任/,
  ],
  ['岗位未登记', given('contact'), ground(plant, null), clerk, /未登记/],
  [
    '已不任职',
    given('contact'),
    ground(plant, { ...officer, holds: false }),
    clerk,
    /现不任该岗位/,
  ],
  ['县领导不包县', given('place_leader'), ground(county, countyHead), clerk, /上一级/],
  ['市领导不越级包乡', given('place_leader'), ground(township, mayor), clerk, /上一级/],
  [
    '经办不是领导',
    given('place_leader'),
    ground(county, { ...mayor, role: 'regulator_clerk' }),
    clerk,
    /上一级/,
  ],
  ['县局领导不算市级部门', given('city_head'), ground(plant, officer), clerk, /市级主管部门/],
  ['市领导不算县领导', given('county_leader'), ground(plant, mayor), clerk, /所在县/],
  ['联系人出自县级部门', given('contact'), ground(plant, cityHead), clerk, /行业主管部门/],
  [
    '外县的人不包',
    given('sponsor'),
    ground(plant, { ...townHead, orgPlace: '980122001' }),
    clerk,
    /企业所在地/,
  ],
  [
    '已有人，未见前任',
    given('contact'),
    ground(plant, officer, [incumbent]),
    clerk,
    /已由他人更新/,
  ],
  [
    '前任已变',
    given('contact', { replaces: 'gone' }),
    ground(plant, officer, [incumbent]),
    clerk,
    /已由他人更新/,
  ],
  ['更换', given('contact', { replaces: 'one' }), ground(plant, officer, [incumbent]), clerk, null],
  [
    '网格责任可重叠，由人核对',
    given('grid_member'),
    ground(village, villager, [incumbent]),
    clerk,
    null,
  ],
  [
    '同一人同一责任',
    given('grid_member'),
    ground(village, villager, [{ ...incumbent, person: 'person' }]),
    clerk,
    /无需重复/,
  ],
  [
    '未来起始',
    given('contact', { fromOn: '2026-03-03' }),
    ground(plant, officer),
    clerk,
    /不得晚于今日/,
  ],
  [
    '早于前任',
    given('contact', { replaces: 'one', fromOn: '2026-01-09' }),
    ground(plant, officer, [incumbent]),
    clerk,
    /早于前任/,
  ],
  ['任期已过', given('contact', { toOn: '2026-03-01' }), ground(plant, officer), clerk, /截止日期/],
] as const

for (const [name, asked, known, by, refused] of ASSIGNMENTS) {
  test(`assignment: ${name}`, () => {
    const verdict = judgeAssignment(asked, known, by)
    if (refused === null) return assert.equal(verdict, null)
    assert.match(verdict?.refused ?? '', refused)
  })
}

const bureau = { kind: 'department', place: '980121' }
const declared = { id: 'a', org: 'bureau', orgName: '县应急局', settled: false }
const other = { id: 'b', org: 'housing', orgName: '县住建局', settled: false }
const known = (current: readonly (typeof declared)[], body: typeof bureau | null = bureau) => ({
  target: plant,
  body,
  current,
})
const office = { role: 'committee_clerk', org: 'office' }
const regulator = { role: 'regulator_clerk', org: 'bureau' }

const SUPERVISORS = [
  ['部门自报', { org: 'bureau' }, known([]), regulator, null],
  ['第二个部门也自报，重复由此显现', { org: 'bureau' }, known([other]), regulator, null],
  ['部门不替别人报', { org: 'housing' }, known([]), regulator, /本部门监管/],
  ['镇里不报', { org: 'bureau' }, known([]), { ...office, role: 'village_contact' }, /部门自报/],
  ['同一部门不重复', { org: 'bureau' }, known([declared]), regulator, /已登记为监管部门/],
  [
    '已明确的不再自报',
    { org: 'bureau' },
    known([{ ...other, settled: true }]),
    regulator,
    /已明确为县住建局/,
  ],
  ['部门不自行定夺', { org: 'bureau', seen: [] }, known([]), regulator, /报本级政府明确/],
  ['二选一', { org: 'bureau', seen: ['a', 'b'] }, known([declared, other]), office, null],
  [
    '又来了一个，先看再定',
    { org: 'bureau', seen: ['a'] },
    known([declared, other]),
    office,
    /已由他人/,
  ],
  ['不是部门', { org: 'x', seen: [] }, known([], null), office, /监管职责的部门/],
  [
    '外县的部门',
    { org: 'x', seen: [] },
    known([], { ...bureau, place: '980122' }),
    office,
    /监管职责的部门/,
  ],
] as const

for (const [name, asked, sees, by, refused] of SUPERVISORS) {
  test(`supervisor: ${name}`, () => {
    const verdict = judgeSupervisor(asked, sees, by)
    if (refused === null) return assert.equal(verdict, null)
    assert.match(verdict?.refused ?? '', refused)
  })
}

test('a listing needs the listing that was seen, and another tier', () => {
  const current = { id: 'k', tier: 'key' }
  const judge = (replaces: string | null, tier: (typeof TIERS)[number], role = 'committee_clerk') =>
    judgeListing({ tier, replaces }, { target: plant, current }, { role })?.refused ?? null
  assert.equal(judge('k', 'key_high_risk'), null)
  assert.match(judge(null, 'key_high_risk') ?? '', /已由他人更新/)
  assert.match(judge('k', 'key') ?? '', /已列入该类别/)
  assert.match(judge('k', 'high_risk', 'inspector') ?? '', /不列入/)
})

test('an end is for whoever assigns the part, once; a settled department only by the office', () => {
  const row = { part: 'contact', endedOn: null, settled: false } as const
  assert.equal(judgeEnd(row, { role: 'section_head' }), null)
  assert.match(judgeEnd(row, { role: 'reader' })?.refused ?? '', /不办理/)
  assert.match(
    judgeEnd({ ...row, endedOn: TODAY }, { role: 'section_head' })?.refused ?? '',
    /已经解除/,
  )
  const settled = { part: 'supervisor', endedOn: null, settled: true } as const
  assert.match(judgeEnd(settled, { role: 'section_head' })?.refused ?? '', /安委会办公室变更/)
  assert.equal(judgeEnd(settled, { role: 'committee_head' }), null)
})

test('nobody but office and regulators assigns; leaders are named by the office alone', () => {
  for (const part of PARTS) {
    assert.equal(assigns('village_contact', part), false)
    assert.equal(assigns('safety_officer', part), false)
    assert.equal(assigns('committee_clerk', part), true)
  }
  assert.equal(assigns('regulator_clerk', 'place_leader'), false)
  assert.equal(assigns('regulator_clerk', 'contact'), true)
})

test('the duties and tiers in the code are those of the house rules', () => {
  const packs = packsFrom(join(import.meta.dirname, '../../law'))
  const house = packs.find(({ head }) => head.id === 'bihuan-house-rules')
  const value = (key: string) => house?.values?.values.find((one) => one.key === key)?.value
  assert.deepEqual(value('grid.duties.township'), DUTIES_OF.township)
  assert.deepEqual(value('grid.duties.village'), DUTIES_OF.village)
  assert.deepEqual(value('keyEnterprise.tiers'), TIERS)
})
