import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refusalOf, type Limits } from './rules.ts'
import type { FindingAct, FindingFacts, FindingState, Viewer, Way } from './words.ts'

const WAY: Way = {
  handOver: true,
  firstAcceptance: true,
  recheck: true,
  approval: true,
  five: 'required',
  onSpot: false,
  rechecker: 'other_unit',
  clauses: {},
}
const LIMITS: Limits = { extensionsMost: 2, returnsMost: 2 }

/** The bodies of the tables below: 办 office, 企 rectifier, 属 territory, 复 rechecker, 外 stranger. */
const NAMES = {
  办: '青杨县安委办',
  企: '青杨冷链公司',
  属: '青杨镇',
  复: '青杨县应急局',
  外: '平岗县',
}

const FINDING: FindingFacts = {
  id: 'f',
  jur: '980121001',
  number: '青杨县安委办〔2026〕0001号',
  revision: 1,
  state: 'registered',
  grade: 'major',
  origin: 'government',
  sector: 'industry_trade',
  ownerOrg: '办',
  partyId: '企',
  rectifierOrg: '企',
  sectorOrg: '复',
  territoryOrg: '属',
  recheckerOrg: '复',
  reportedOrg: '企',
  reportedPerson: '企 safety_officer',
  registeredPerson: null,
  recheckedPerson: null,
  needsTime: true,
  planned: true,
  extensions: 0,
  extensionPending: false,
  extensionPerson: null,
  returns: 0,
  paused: false,
  openTasks: 0,
  taskOrgs: [],
  names: NAMES,
  takenOver: false,
  listed: false,
  dueOn: '2026-03-20',
  way: WAY,
}

const ROLES = {
  办: 'committee_clerk',
  主: 'committee_head',
  企: 'safety_officer',
  属: 'regulator_clerk',
  复: 'inspector',
  外: 'committee_clerk',
} as const
type Who = keyof typeof ROLES

function viewer(who: Who): Viewer {
  const org = who === '主' ? '办' : who
  return { person: `${org} ${ROLES[who]}`, org, role: ROLES[who], party: null }
}

type Line = readonly [
  state: FindingState,
  act: FindingAct,
  who: Who,
  expected: string | null,
  more?: Partial<FindingFacts>,
]

function check(lines: readonly Line[]): void {
  for (const [state, act, who, expected, more] of lines) {
    const name = `${state} ${act} ${who}${more ? ` ${JSON.stringify(more)}` : ''}`
    test(name, () => {
      const verdict = refusalOf(act, { ...FINDING, state, ...more }, viewer(who), LIMITS)
      assert.equal(verdict?.refused ?? null, expected)
      if (verdict) assert.match(verdict.clause, /^bihuan-house-rules#[\w-]+$/)
    })
  }
}

// What is listed is delisted first.
const UNLIST = '挂牌督办的隐患，摘牌后方可销号。'
check([
  ['passed', 'request_strike_off', '办', UNLIST, { listed: true }],
  ['pending_approval', 'approve_strike_off', '主', UNLIST, { listed: true }],
  ['passed', 'strike_off', '办', UNLIST, { listed: true, way: { ...WAY, approval: false } }],
  ['rectifying', 'report', '企', null, { listed: true }],
])

// The way of a major hazard, in its order: who may do what, and what the others are told.
check([
  ['registered', 'hand_over', '办', null],
  ['registered', 'hand_over', '企', '本岗位不办理“交办”。'],
  ['registered', 'hand_over', '外', '交办应由青杨县安委办办理。'],
  ['registered', 'close_on_spot', '办', '重大隐患不适用立行立改，须交办、复查后销号。'],
  ['registered', 'close_on_spot', '办', null, { way: { ...WAY, onSpot: true } }],
  ['handed_over', 'receive', '企', null],
  ['handed_over', 'receive', '办', '签收应由青杨冷链公司办理。'],
  ['handed_over', 'return', '企', null],
  ['handed_over', 'return', '企', '已退办2次，由交办单位指定整改单位，不再退办。', { returns: 2 }],
  ['rectifying', 'return', '企', '交办后、签收前方可退办。'],
  ['returned', 'reassign', '办', null],
  [
    'rectifying',
    'reassign',
    '办',
    '整改单位已经签收，不再改派；接收的历史问题缺少责任单位的，方可改派。',
  ],
  ['rectifying', 'reassign', '办', null, { takenOver: true, recheckerOrg: null }],
  ['rectifying', 'reassign', '办', null, { takenOver: true, rectifierOrg: null }],
  [
    'rectifying',
    'reassign',
    '办',
    '整改单位已经签收，不再改派；接收的历史问题缺少责任单位的，方可改派。',
    { takenOver: true },
  ],
  ['returned', 'hand_over', '办', '登记后、交办前方可交办；已交办的可改派。'],
  ['rectifying', 'plan', '企', null],
  ['handed_over', 'plan', '企', '签收后方可填报五落实。'],
  ['rectifying', 'report', '企', null],
  ['handed_over', 'report', '企', '签收后方可提交整改。'],
  [
    'rectifying',
    'report',
    '企',
    '提交整改前须填报五落实（措施、责任、资金、时限、预案）。',
    { planned: false },
  ],
  ['rectifying', 'report', '企', '还有2项子任务未完成。', { openTasks: 2 }],
  ['rectifying', 'report', '企', '已暂停计时，恢复计时后方可办理。', { paused: true }],
  ['reported', 'accept', '属', null],
  ['reported', 'accept', '复', '初验应由青杨镇办理。'],
  ['rectifying', 'accept', '属', '整改单位提交整改后方可初验。'],
  ['reported', 'send_back', '属', null],
  ['reported', 'recheck_pass', '复', '属地初验通过后方可复查。'],
  ['accepted', 'recheck_pass', '复', null],
  ['accepted', 'recheck_fail', '复', null],
  ['passed', 'request_strike_off', '办', null],
  ['accepted', 'request_strike_off', '办', '复查通过后方可报请销号。'],
  ['passed', 'strike_off', '办', '本问题销号须经审批，请先报请销号。'],
  ['pending_approval', 'approve_strike_off', '主', null],
  ['pending_approval', 'approve_strike_off', '办', '本岗位不办理“审批销号”。'],
  ['passed', 'approve_strike_off', '主', '报请销号后方可审批。'],
  ['pending_approval', 'refuse_strike_off', '主', null],
  ['struck_off', 'relapse', '办', null],
  ['struck_off', 'void', '办', '本问题已销号，不再办理作废。'],
])

// Whoever put it right does not look at it again; whoever looked does not approve.
check([
  ['accepted', 'recheck_pass', '企', '复查应由青杨县应急局进行。整改单位不得复查本单位的整改。'],
  ['accepted', 'recheck_pass', '复', '复查应由整改单位以外的单位进行。', { rectifierOrg: '复' }],
  [
    'accepted',
    'recheck_pass',
    '复',
    '复查应由提交整改的人以外的人进行。',
    { reportedPerson: '复 inspector' },
  ],
  [
    'pending_approval',
    'approve_strike_off',
    '主',
    '销号审批应由复查人以外的人办理。',
    { recheckedPerson: '办 committee_head' },
  ],
])

const OWN: Partial<FindingFacts> = {
  origin: 'enterprise_self',
  grade: 'ordinary',
  ownerOrg: '企',
  recheckerOrg: '企',
  way: {
    ...WAY,
    handOver: false,
    firstAcceptance: false,
    approval: false,
    five: 'when_time_needed',
    onSpot: true,
    rechecker: 'other_person',
  },
}

// An enterprise's own ordinary hazard stays inside, but another person looks again.
check([
  ['accepted', 'recheck_pass', '企', '复查应由提交整改的人以外的人进行。', OWN],
  ['accepted', 'recheck_pass', '企', null, { ...OWN, reportedPerson: 'somebody else' }],
  ['registered', 'hand_over', '企', '本岗位不办理“交办”。', OWN],
  ['passed', 'strike_off', '企', null, OWN],
  ['rectifying', 'report', '企', null, { ...OWN, planned: false, needsTime: false }],
])

// Extensions: the rectifier asks, the office answers, within the packs' number.
check([
  ['rectifying', 'request_extension', '企', null],
  ['rectifying', 'request_extension', '企', '已有延期申请待批。', { extensionPending: true }],
  ['rectifying', 'request_extension', '企', '已延期2次，本规则限2次。', { extensions: 2 }],
  ['rectifying', 'grant_extension', '办', '没有待批的延期申请。'],
  ['rectifying', 'grant_extension', '办', null, { extensionPending: true }],
  [
    'rectifying',
    'grant_extension',
    '办',
    '延期应由申请人以外的人审批。',
    { extensionPending: true, extensionPerson: '办 committee_clerk' },
  ],
])

test('whose act it is comes before when it may be done', () => {
  const verdict = refusalOf('receive', { ...FINDING, state: 'struck_off' }, viewer('办'), LIMITS)
  assert.equal(verdict?.refused, '签收应由青杨冷链公司办理。')
})
