import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressRefused, rungOf, type Body, type LadderFacts, type Thresholds } from './rules.ts'
import type { Rung } from './words.ts'

const COMMITTEE = 'committee-of-the-city'
const body = (name: string, kind: string, place: string, more: Partial<Body> = {}): Body => ({
  id: name,
  name,
  kind,
  place,
  lines: [],
  parent: null,
  committees: [],
  ...more,
})

const cityOffice = body('市安委办', 'committee_office', '9801', { parent: COMMITTEE })
const countyOffice = body('县安委办', 'committee_office', '980121', { parent: 'of-the-county' })
const otherOffice = body('外市安委办', 'committee_office', '9802')
const provinceOffice = body('省安委办', 'committee_office', '98')
const cityParty = body('市委', 'party', '9801')
const countyParty = body('县委', 'party', '980121')
const cityGov = body('市政府', 'government', '9801')
const countyGov = body('县政府', 'government', '980121')
const member = body('市住建局', 'department', '9801', { committees: [COMMITTEE], lines: ['gas'] })
const outside = body('市统计局', 'department', '9801')
const emergency = body('市应急局', 'department', '9801', { lines: ['mining'] })
const countyEmergency = body('县应急局', 'department', '980121', { lines: ['mining'] })
const countyHousing = body('县住建局', 'department', '980121', { lines: ['gas'] })
const town = body('青杨镇', 'township', '980121001')
const plant = body('某企业', 'enterprise', '980121001')
const village = body('某村', 'village', '980121001203')

/** 行文对象: who writes to whom; null may, a pattern says what is answered. */
const ADDRESSING: readonly (readonly [Body, Body, RegExp | null])[] = [
  [cityOffice, countyOffice, null],
  [cityOffice, member, null],
  [cityOffice, outside, /下级安委会办公室或者本委员会成员单位/],
  [cityOffice, countyParty, /不得向党委、政府/],
  [cityOffice, countyGov, /不得向党委、政府/],
  [cityOffice, cityGov, /不得向党委、政府/],
  [cityOffice, countyEmergency, /下级安委会办公室/],
  [cityOffice, plant, /由其督促有关单位和企业/],
  [cityOffice, otherOffice, /本地区本级或者下级/],
  [cityOffice, provinceOffice, /本地区本级或者下级/],
  [cityOffice, cityOffice, /本单位以外/],
  [emergency, countyEmergency, null],
  [emergency, countyHousing, /下级对口部门/],
  [emergency, member, /同级部门的，由安委会办公室协调/],
  [emergency, plant, null],
  [emergency, countyGov, /不得向党委、政府/],
  [emergency, town, /下级对口部门/],
  [countyEmergency, emergency, /本地区本级或者下级/],
  [cityGov, member, null],
  [cityGov, countyGov, null],
  [cityGov, cityOffice, null],
  [cityGov, town, null],
  [cityGov, countyEmergency, /本级部门、下级人民政府/],
  [cityGov, cityParty, /本级部门、下级人民政府/],
  [countyGov, cityGov, /本地区本级或者下级/],
  [town, village, null],
  [town, plant, null],
  [town, countyOffice, /本地区本级或者下级/],
  [plant, village, /不签发督办文书/],
]

for (const [issuer, to, expected] of ADDRESSING) {
  test(`${issuer.name} → ${to.name}: ${expected === null ? '可以' : '不可以'}`, () => {
    const no = addressRefused(issuer, to)
    if (expected === null) assert.equal(no, null)
    else assert.match(no?.refused ?? '', expected)
  })
}

const limits: Thresholds = {
  remindOverdue: { value: 1, clause: 'c#1' },
  majorOverdue: { value: 1, clause: 'c#2' },
  timesMissed: { value: 2, clause: 'c#3' },
  interviewAfter: { value: 3, clause: 'c#4' },
  circulateAfter: { value: 10, clause: 'c#5' },
}
const late = (days: number) => ({
  deadline: 'd',
  label: '整改',
  org: 'plant',
  dueOn: '2026-03-02',
  days,
})
const letter = (rung: Rung, pastDue: number, heeded = false) => ({
  rung,
  number: '督〔2026〕1号',
  heeded,
  pastDue,
})
const facts = (more: Partial<LadderFacts>): LadderFacts => ({
  grade: 'ordinary',
  late: late(1),
  missedBefore: 0,
  letters: [],
  ...more,
})

/** 催办 → 督办 → 约谈 → 通报批评: one line a case, from the lowest rung up. */
const LADDER: readonly (readonly [string, Partial<LadderFacts>, string | null])[] = [
  ['没有逾期', { late: null }, null],
  ['没有逾期的重大隐患', { grade: 'major', late: null, missedBefore: 5 }, null],
  ['周末到期、尚无工作日逾期', { late: late(0) }, null],
  ['一般隐患逾期1个工作日', {}, 'remind overdue c#1'],
  ['重大隐患逾期1个工作日', { grade: 'major' }, 'supervise major_overdue c#2'],
  ['逾期且曾复查未通过', { missedBefore: 1 }, 'supervise times_missed c#3'],
  ['督办期满后2个工作日', { letters: [letter('supervise', 2)] }, 'remind overdue c#1'],
  [
    '督办期满后3个工作日',
    { letters: [letter('supervise', 3)] },
    'interview supervise_unheeded c#4',
  ],
  [
    '按期答复并已办结的督办不引起约谈',
    { letters: [letter('supervise', 30, true)] },
    'remind overdue c#1',
  ],
  [
    '另一件督办未按期答复',
    { letters: [letter('supervise', 30, true), letter('supervise', 3)] },
    'interview supervise_unheeded c#4',
  ],
  [
    '按期答复并已办结的约谈不引起通报批评',
    { letters: [letter('interview', 30, true)] },
    'remind overdue c#1',
  ],
  ['催办期满不引起约谈', { letters: [letter('remind', 30)] }, 'remind overdue c#1'],
  [
    '重大隐患督办后仍逾期',
    { grade: 'major', letters: [letter('supervise', 3)] },
    'interview supervise_unheeded c#4',
  ],
  [
    '约谈期满后9个工作日，督办已过期',
    { letters: [letter('interview', 9), letter('supervise', 20)] },
    'interview supervise_unheeded c#4',
  ],
  [
    '约谈期满后10个工作日',
    { letters: [letter('interview', 10), letter('supervise', 20)] },
    'circulate interview_unheeded c#5',
  ],
]

for (const [name, given, expected] of LADDER) {
  test(`阶梯：${name}`, () => {
    const found = rungOf(facts(given), limits)
    assert.equal(found && `${found.rung} ${found.ground} ${found.clause}`, expected)
  })
}
