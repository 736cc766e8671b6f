import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scopeOf } from '#kernel/index.ts'
import { BASE_KEYS, maskOf, type BaseKey } from './notice-bases.ts'
import type { NoticeRecord } from './notice-book.ts'
import { composeNotice, percent, sum } from './notice-compose.ts'
import {
  periodBefore,
  periodOf,
  refuseIssue,
  refuseProposal,
  refuseVoid,
  type NoticeFacts,
} from './notice-rules.ts'
import { periodText } from './notice-texts.ts'
import { SECTION_KEYS, type NoticeKind, type Part } from './notice-words.ts'

test('the time of a notice is the month, quarter or half-year that a day lies in', () => {
  const cases: [NoticeKind, string, string, string, string, string][] = [
    ['month', '2026-02-10', '2026-02-01', '2026-02-28', '2026年2月', '2026-01-01'],
    ['month', '2028-02-29', '2028-02-01', '2028-02-29', '2028年2月', '2028-01-01'],
    ['month', '2026-01-01', '2026-01-01', '2026-01-31', '2026年1月', '2025-12-01'],
    ['quarter', '2026-09-30', '2026-07-01', '2026-09-30', '2026年第三季度', '2026-04-01'],
    ['quarter', '2026-01-31', '2026-01-01', '2026-03-31', '2026年第一季度', '2025-10-01'],
    ['half_year', '2026-06-30', '2026-01-01', '2026-06-30', '2026年上半年', '2025-07-01'],
    ['half_year', '2026-07-01', '2026-07-01', '2026-12-31', '2026年下半年', '2026-01-01'],
  ]
  for (const [kind, on, from, to, text, before] of cases) {
    assert.deepEqual(periodOf(kind, on), { from, to }, `${kind} ${on}`)
    assert.equal(periodText(kind, from), text)
    assert.equal(periodBefore(kind, on), before)
  }
})

const CLERK = { person: 'p1', org: 'o1', role: 'committee_clerk' }
const HEAD = { person: 'p2', org: 'o1', role: 'committee_head' }
const SIGNERS = ['committee_head', 'section_head', 'leader']
const STANDING = { id: 'n0', number: '云川市安委办通报〔2026〕1号' }
const FACTS: NoticeFacts = {
  state: 'proposed',
  ownerOrg: 'o1',
  proposedPerson: 'p1',
  to: '2026-03-31',
  standing: null,
  corrects: null,
}
/** Proposed by the head himself. */
const OWN = { ...FACTS, proposedPerson: HEAD.person }
const COVERED = { ...FACTS, covered: true }

test('a proposal is refused in this order: role, place, time, what stands already', () => {
  const late = '2026-04-01'
  const cases: [string, ReturnType<typeof refuseProposal>, RegExp | null][] = [
    ['fine', refuseProposal(CLERK, COVERED, late), null],
    ['on the last day', refuseProposal(CLERK, COVERED, '2026-03-31'), null],
    [
      'no drafter',
      refuseProposal({ ...CLERK, role: 'inspector' }, { ...COVERED, covered: false }, late),
      /经办人员或者负责人拟办/,
    ],
    ['outside', refuseProposal(CLERK, { ...COVERED, covered: false }, '2026-03-01'), /管辖范围内/],
    [
      'early',
      refuseProposal(CLERK, { ...COVERED, standing: STANDING }, '2026-03-30'),
      /最早为2026年3月31日/,
    ],
    ['stands', refuseProposal(CLERK, { ...COVERED, standing: STANDING }, late), /更正应当另行印发/],
    [
      'corrects it',
      refuseProposal(CLERK, { ...COVERED, standing: STANDING, corrects: 'n0' }, late),
      null,
    ],
    [
      'corrects another',
      refuseProposal(CLERK, { ...COVERED, corrects: 'n9' }, late),
      /不是同期现行/,
    ],
  ]
  for (const [name, answer, sentence] of cases) {
    if (sentence === null) assert.equal(answer, null, name)
    else assert.match(answer?.refused ?? '', sentence, name)
  }
})

test('only the head of the issuing office signs, and only what waits', () => {
  const late = '2026-04-01'
  const cases: [string, ReturnType<typeof refuseIssue>, RegExp | null][] = [
    ['head', refuseIssue(FACTS, HEAD, SIGNERS, late), null],
    ['clerk', refuseIssue(FACTS, CLERK, SIGNERS, late), /负责人签发/],
    [
      'another office',
      refuseIssue(FACTS, { ...HEAD, org: 'o2' }, SIGNERS, late),
      /印发机关的负责人/,
    ],
    ['issued', refuseIssue({ ...FACTS, state: 'issued' }, HEAD, SIGNERS, late), /已经签发/],
    ['void', refuseIssue({ ...FACTS, state: 'void' }, HEAD, SIGNERS, late), /已经退回/],
    ['early', refuseIssue(FACTS, HEAD, SIGNERS, '2026-03-30'), /期间届满后/],
    ['stands', refuseIssue({ ...FACTS, standing: STANDING }, HEAD, SIGNERS, late), /已经印发/],
    ['own', refuseIssue({ ...OWN, separate: true }, HEAD, SIGNERS, late), /拟办人以外的负责人/],
    [
      'own, others known',
      refuseIssue({ ...OWN, separate: true, others: ['甲', '乙'] }, HEAD, SIGNERS, late),
      /可以签发的有甲、乙。$/,
    ],
    [
      'own, nobody else',
      refuseIssue({ ...OWN, separate: true, others: [] }, HEAD, SIGNERS, late),
      /暂无其他签发人/,
    ],
    ['own, allowed', refuseIssue({ ...OWN, separate: false }, HEAD, SIGNERS, late), null],
    ['own, an entry from before', refuseIssue(OWN, HEAD, SIGNERS, late), null],
    [
      'own and early',
      refuseIssue({ ...OWN, separate: true }, HEAD, SIGNERS, '2026-03-30'),
      /拟办人以外/,
    ],
  ]
  for (const [name, answer, sentence] of cases) {
    if (sentence === null) assert.equal(answer, null, name)
    else assert.match(answer?.refused ?? '', sentence, name)
  }
})

test('a proposal is given back by a signer or taken back by who proposed it', () => {
  assert.equal(refuseVoid(FACTS, HEAD, SIGNERS), null)
  assert.equal(refuseVoid(FACTS, CLERK, SIGNERS), null)
  const other = refuseVoid(FACTS, { ...CLERK, person: 'p9' }, SIGNERS)
  assert.match(other?.refused ?? '', /拟办人撤回/)
  assert.match(refuseVoid({ ...FACTS, state: 'issued' }, HEAD, SIGNERS)?.refused ?? '', /已经签发/)
})

const record = (id: string, bases: readonly BaseKey[], more: Partial<NoticeRecord> = {}) => ({
  id,
  jur: '980121001',
  number: id,
  state: 'rectifying',
  sector: 'fire',
  rectifier: null,
  rectifierName: null,
  fundsAmount: null,
  fundsUnit: null,
  bases: maskOf(bases),
  ...more,
})

const GROUND = {
  office: { id: 'o1', name: '云川市安委办', fullName: '云川市安全生产委员会办公室' },
  place: '9801',
  placeName: '云川市',
  lines: [],
  from: '2026-03-01',
  to: '2026-03-31',
  asOf: '2026-04-01',
  sections: SECTION_KEYS,
  places: [
    { jur: '980121', name: '青杨县', scope: scopeOf('980121') },
    { jur: '980122', name: '平岗县', scope: scopeOf('980122') },
  ],
}

const read = (parts: readonly Part[]) =>
  parts.map((part) => (typeof part === 'string' ? part : part.show)).join('')

test('sentences are made of figures; units are never summed, bodies stand by name', async () => {
  const { sections, book } = await composeNotice(
    [
      record('1', ['found', 'rateOf', 'rateClosed', 'closed'], {
        fundsAmount: '3.60',
        fundsUnit: '万元',
      }),
      record('2', ['found', 'rateOf', 'open'], { fundsAmount: '1.4', fundsUnit: '万元' }),
      record('3', ['found', 'rateOf', 'open'], {
        fundsAmount: '500',
        fundsUnit: '元',
        jur: '9801',
      }),
      record('4', ['open', 'overdue', 'late'], { rectifier: 'b', rectifierName: '乙公司（演示）' }),
      record('5', ['open', 'overdue', 'late'], { rectifier: 'a', rectifierName: '甲公司（演示）' }),
      record('6', ['open', 'overdue', 'late'], { rectifier: 'a', rectifierName: '甲公司（演示）' }),
    ],
    GROUND,
  )
  const text = (key: string) => {
    const section = sections.find((one) => one.key === key)!
    return section.paragraphs.map(read).join('\n')
  }
  assert.match(text('closing'), /3条中已销号1条，销号率33.3%（1\/3）/)
  assert.match(text('funds'), /1条计划投入500元；2条计划投入5.00万元。$/)
  assert.match(text('overdue'), /乙公司（演示）1条；甲公司（演示）2条。$/)
  const counties = sections.find(({ key }) => key === 'counties')!.table!
  assert.deepEqual(
    counties.rows.map(
      ({ label, cells }) => `${label} ${cells.map((cell) => read([cell])).join(' ')}`,
    ),
    ['青杨县 2 0 0 1 4 3', '平岗县 0 0 0 0 0 0', '本级 1 0 0 0 1 0', '合计 3 0 0 1 5 3'],
  )
  for (const [key, { count }] of book.figures)
    assert.equal(book.behind.get(key)?.length, count, key)
  assert.deepEqual(book.figures.get('late.org.a')?.filter, {
    place: '9801',
    due: 'overdue',
    state: 'handed_over,rectifying,recheck_failed',
    org: 'a',
    role: 'rectifier',
  })
})

test('an empty time says so and divides by nothing', async () => {
  const { sections } = await composeNotice([], { ...GROUND, places: [] })
  const text = sections.flatMap(({ paragraphs }) => paragraphs.map(read)).join('\n')
  assert.match(text, /没有可以计算销号率的/)
  assert.match(text, /没有逾期未整改的单位/)
  assert.ok(!/NaN|undefined|Infinity/.test(text))
  assert.ok(BASE_KEYS.length > 10)
})

test('shares are rounded half up, sums keep the finest decimals', () => {
  assert.equal(percent(1, 3), '33.3%')
  assert.equal(percent(20, 32), '62.5%')
  assert.equal(percent(1, 16), '6.3%')
  assert.equal(percent(5, 5), '100%')
  assert.equal(sum(['3.60', '1.4']), '5.00')
  assert.equal(sum(['0.1', '0.2']), '0.3')
})
