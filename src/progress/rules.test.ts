import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StartSeries } from './words.ts'
import {
  answerRefusal,
  closeRefusal,
  knownFact,
  nextDate,
  periodOf,
  saidRefusal,
  startRefusal,
} from './rules.ts'

const clerk = { org: 'o', role: 'committee_clerk' }
const asked: StartSeries = {
  title: '岁末年初调度',
  basis: '安委办工作安排（演示）',
  rhythm: 'weekly',
  firstOn: '2026-03-02',
  answerDays: 2,
  bodies: ['a'],
  facts: ['found'],
  questions: [],
}

test('no second question for a known fact: the figure is named instead', () => {
  const cases = [
    ['本周发现隐患多少处？', 'found'],
    ['逾期未改的有几项', 'overdue'],
    ['已整改数量', 'struck_off'],
    ['目前未整改的条数', 'open'],
    ['存在哪些困难，需要上级协调什么？', null],
    ['逾期的主要原因', null],
  ] as const
  for (const [question, fact] of cases) assert.equal(knownFact(question), fact, question)
  const no = startRefusal(clerk, { ...asked, questions: ['本周发现隐患多少处？'] }, '2026-03-02')
  assert.match(no!.refused, /请选用数字“本期发现”/)
})

test('a call is started by an office, with something to ask, from today on', () => {
  const today = '2026-03-02'
  assert.equal(startRefusal(clerk, asked, today), null)
  assert.match(startRefusal({ ...clerk, role: 'reader' }, asked, today)!.refused, /本岗位/)
  const nothing = { ...asked, facts: [], questions: [] }
  assert.match(startRefusal(clerk, nothing, today)!.refused, /至少选择一项/)
  const past = { ...asked, firstOn: '2026-03-01' }
  assert.match(startRefusal(clerk, past, today)!.refused, /不得早于今日/)
})

test('a body answers its own part, every question, and explains only what it is asked', () => {
  const answer = {
    org: 'b',
    orgName: '青杨县安委办',
    state: 'asked',
    figures: [{ fact: 'found', value: 3 }],
    questions: ['有什么困难'],
  } as const
  const own = { org: 'b', role: 'committee_clerk' }
  assert.equal(answerRefusal(own, answer), null)
  assert.match(answerRefusal(clerk, answer)!.refused, /应由青杨县安委办办理/)
  assert.match(answerRefusal({ ...own, role: 'reader' }, answer)!.refused, /本岗位/)
  assert.match(answerRefusal(own, { ...answer, state: 'silent' })!.refused, /已经结束/)
  const said = { explained: [], answers: ['无'] }
  assert.equal(saidRefusal(answer, said), null)
  assert.match(saidRefusal(answer, { ...said, answers: [' '] })!.refused, /第1个问题“有什么困难”/)
  assert.match(saidRefusal(answer, { ...said, answers: ['无', '有'] })!.refused, /多于问题/)
  const rain = { fact: 'overdue', text: '下雨' } as const
  const foreign = { ...said, explained: [rain] }
  assert.match(saidRefusal(answer, foreign)!.refused, /没有数字“逾期”/)
  const twice = { fact: 'found', text: '其中一条重复' } as const
  assert.match(saidRefusal(answer, { ...said, explained: [twice, twice] })!.refused, /只说明一次/)
})

test('a round is closed once, by the office that leads it', () => {
  const round = { ownerOrg: 'o', ownerName: '市安委办', state: 'open' } as const
  assert.equal(closeRefusal(clerk, round), null)
  assert.match(closeRefusal({ ...clerk, org: 'x' }, round)!.refused, /应由市安委办办理/)
  assert.match(closeRefusal(clerk, { ...round, state: 'closed' })!.refused, /已经结束/)
})

test('rounds come back by the week, the 旬 and the month', () => {
  const cases = [
    ['once', '2026-03-02', null],
    ['weekly', '2026-12-28', '2027-01-04'],
    ['ten_days', '2026-03-02', '2026-03-11'],
    ['ten_days', '2026-03-21', '2026-04-01'],
    ['monthly', '2026-01-31', '2026-02-28'],
    ['monthly', '2026-12-05', '2027-01-05'],
  ] as const
  for (const [rhythm, on, next] of cases) assert.equal(nextDate(rhythm, on), next)
  assert.deepEqual(periodOf('weekly', '2026-03-09'), { from: '2026-03-02', to: '2026-03-08' })
  assert.deepEqual(periodOf('monthly', '2026-03-31'), { from: '2026-02-28', to: '2026-03-30' })
})
