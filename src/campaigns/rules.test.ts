import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { readLaw } from '#law/index.ts'
import { compareTexts } from './compare.ts'
import { compositionOf, hasCampaign, proposalOf, regimeOf } from './pack.ts'
import {
  campaignRefusal,
  contactsRefusal,
  dutyRefusal,
  groupRefusal,
  hostRefusal,
  itineraryRefusal,
  membersRefusal,
  sealRefusal,
  signersRefusal,
} from './rules.ts'

const packs = readLaw(join(import.meta.dirname, '../../law')).packs.map(({ pack }) => pack)
const pack = (id: string) => {
  const found = packs.find(({ head }) => head.id === id)
  assert.ok(found && hasCampaign(found), id)
  return found
}
const cross = pack('xinyang-cross-inspection-2023')

test('the pack of 2023 proposes its own dates in days after the start', () => {
  const told = proposalOf(cross, false)
  assert.deepEqual([told.days, told.visitStart, told.visitEnd], [80, 18, 39])
  const owed = told.milestones.filter(({ part }) => part !== null)
  assert.deepEqual(
    owed.map(({ key, dueDay, part, seal }) => [key, dueDay, part, seal]),
    [
      ['sectorPlans', 5, 'members', false],
      ['scoreSheets', 50, 'groups', true],
      ['sectorSummaries', 80, 'members', false],
    ],
  )
  assert.equal(told.summaryParts.length, 4)
  assert.equal(told.regime, 'groups_score_enterprises')
  assert.equal(regimeOf(pack('yunchuan-supervision-2026')), 'licensed_inspections')
})

test('a group is one leader, deputies, and three to five members', () => {
  const needed = compositionOf(cross)
  assert.deepEqual(
    needed.map(({ part, least, most }) => [part, least, most]),
    [
      ['leader', 1, 1],
      ['deputy', 1, null],
      ['member', 3, 5],
    ],
  )
  const group = (leaders: number, deputies: number, members: number, tie: string | null = null) =>
    (
      [
        ['leader', leaders],
        ['deputy', deputies],
        ['member', members],
      ] as const
    ).flatMap(([part, count]) =>
      Array.from({ length: count }, (_, nth) => ({
        part,
        name: `${part}${nth}`,
        duty: '骨干',
        tie,
      })),
    )
  const cases = [
    [group(1, 1, 3), null],
    [group(1, 2, 5), null],
    [group(0, 1, 3), '组长至少1名，现有0名。'],
    [group(2, 1, 3), '组长至多1名，现有2名。'],
    [group(1, 0, 3), '副组长至少1名，现有0名。'],
    [group(1, 1, 2), '成员至少3名，现有2名。'],
    [group(1, 1, 6), '成员至多5名，现有6名。'],
    [[...group(1, 1, 3), ...group(1, 0, 0)], 'leader0重复列出。'],
    [group(1, 1, 3, '曾任职'), 'leader0申报了与被检查县区的关系，应当回避，请另行抽调。'],
  ] as const
  for (const [members, refused] of cases) {
    assert.equal(membersRefusal(members, needed, 'x#1')?.refused ?? null, refused)
  }
})

const clerk = { org: 'a', role: 'committee_clerk' }
const facts = {
  org: 'a',
  orgName: '甲县安委办',
  state: 'forming',
  itineraryState: 'none',
  visitFrom: '2026-03-16',
  visitTo: '2026-04-10',
  names: ['甲'],
  openFeedback: 0,
} as const

test('what a group may do follows its state; whose group it is comes first', () => {
  const cases = [
    ['staff', { role: 'leader' }, {}, /本岗位不办理/],
    ['staff', { org: 'b' }, {}, /应由甲县安委办办理/],
    ['staff', {}, {}, null],
    ['staff', {}, { state: 'sworn' }, /调整人员请用更换组员/],
    ['swear', {}, { names: [] }, /请先填写组成人员/],
    ['swear', {}, {}, null],
    ['replace', {}, { names: [] }, /请先填写组成人员/],
    ['propose', {}, {}, /请先组建/],
    ['propose', {}, { state: 'sworn' }, null],
    ['propose', {}, { state: 'sworn', itineraryState: 'proposed' }, /等待对方确认/],
    ['feedback', {}, { state: 'sworn' }, /请先与被检查县区商定行程/],
    ['feedback', {}, { state: 'agreed' }, null],
    ['finish', {}, { state: 'agreed', openFeedback: 2 }, /还有2份反馈清单未签字/],
    ['finish', {}, { state: 'agreed' }, null],
    ['replace', {}, { state: 'finished' }, /已经结束/],
    ['help', {}, { state: 'finished' }, null],
    ['help', {}, { state: 'void' }, /作废/],
  ] as const
  for (const [act, viewer, more, refused] of cases) {
    const no = groupRefusal(act, { ...clerk, ...viewer }, { ...facts, ...more })
    if (refused === null) assert.equal(no, null, `${act} ${JSON.stringify(more)}`)
    else assert.match(no?.refused ?? '', refused)
  }
})

test('the office ends a campaign when all groups are back and all that was owed is received', () => {
  const own = {
    ownerOrg: 'a',
    ownerName: '市安委办',
    state: 'running',
    drawn: true,
    openGroups: 0,
    openDuties: 0,
  } as const
  const cases = [
    ['close', {}, null],
    ['close', { openGroups: 2 }, /还有2个组未结束检查/],
    ['close', { openDuties: 3 }, /还有3件应报送事项未收存/],
    ['close', { state: 'drawing' }, /尚未抽签分组/],
    ['redraw', {}, /抽签已经完成并公布/],
    ['redraw', { drawn: false, state: 'drawing' }, null],
    ['void', { state: 'closed' }, /已经结束/],
  ] as const
  for (const [act, more, refused] of cases) {
    const no = campaignRefusal(act, clerk, { ...own, ...more })
    if (refused === null) assert.equal(no, null)
    else assert.match(no?.refused ?? '', refused)
  }
  assert.match(campaignRefusal('rank', clerk, own)?.refused ?? '', /本岗位不办理“内部排序”/)
})

test('itinerary, contacts, signatures and seals are whole, or what is missing is named', () => {
  const visit = (on: string, what = '甲厂', kind: 'enterprise' | 'body' = 'enterprise') => ({
    on,
    what,
    kind,
  })
  assert.match(itineraryRefusal([visit('2026-04-11')], facts)?.refused ?? '', /2026-04-11不在/)
  assert.equal(itineraryRefusal([visit('2026-04-10')], facts), null)
  const visits = [
    visit('2026-04-01'),
    visit('2026-04-02', '乙厂'),
    visit('2026-04-03', '座谈', 'body'),
  ]
  const contact = { enterprise: '甲厂', name: '钱某' }
  assert.equal(contactsRefusal(visits, [contact])?.refused, '请为乙厂各明确一名联络人。')
  assert.equal(contactsRefusal(visits, [contact, { ...contact, enterprise: '乙厂' }]), null)
  assert.equal(signersRefusal(['甲', '乙'], ['甲'])?.refused, '乙尚未签字，全组签字后提交。')
  assert.equal(signersRefusal(['甲'], ['甲', '丙'])?.refused, '丙不是本组人员。')
  assert.match(sealRefusal(true, 0)?.refused ?? '', /扫描件/)
  const host = {
    org: 'a',
    orgName: '乙县安委办',
    state: 'waiting',
    itineraryState: 'none',
  } as const
  assert.match(hostRefusal('agree', clerk, host)?.refused ?? '', /尚未提出行程/)
  assert.equal(hostRefusal('raise', clerk, host), null, 'the channel is open from the start')
  const duty = {
    org: 'b',
    orgName: '住建局',
    ownerOrg: 'a',
    ownerName: '市安委办',
    state: 'advance',
  } as const
  assert.match(dutyRefusal('receive', clerk, duty)?.refused ?? '', /盖章件尚未报送/)
  assert.match(dutyRefusal('submit', clerk, duty)?.refused ?? '', /应由住建局办理/)
})

test('a plan shares with its notice what stands in both word for word, and nothing else', () => {
  const notice = '各组对照打分表逐项核查。扣分应当写明具体原因；检查与帮扶并行推进。'
  const told = compareTexts('扣分，应当写明具体原因。本县另派三个小组下沉乡镇。通知。', notice)
  assert.deepEqual([told.sentences, told.equal, told.percent], [2, 1, 50])
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[\u4e00-\u9fa5]{8,20}$/), { minLength: 1, maxLength: 9 }),
      (all) => {
        const text = `${all.join('。')}。`
        assert.equal(compareTexts(text, text).percent, 100)
        assert.equal(compareTexts(text, '').equal, 0)
      },
    ),
  )
})
