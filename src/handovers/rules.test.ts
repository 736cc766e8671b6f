import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  drawRefusal,
  endLeaveRefusal,
  leaveRefusal,
  takeRefusal,
  voidListRefusal,
} from './rules.ts'
import type { Viewer } from './words.ts'

const own: Viewer = { org: 'o', post: 'p', person: 'a', role: 'regulator_clerk' }
const colleague: Viewer = { ...own, person: 'b' }
const head: Viewer = { ...own, post: 'q', person: 'c', role: 'section_head' }
const asked = { person: 'a', fromOn: '2026-03-02', toOn: '2026-03-06', standIn: null }
const ground = { today: '2026-03-02', holds: true, others: [], able: ['b'] }

test('a leave is refused in the order of the form', () => {
  const cases = [
    [own, asked, ground, null],
    [head, asked, ground, null],
    [colleague, asked, ground, /本人或者本单位负责人/],
    [own, asked, { ...ground, holds: false }, /不任本岗位/],
    [own, { ...asked, toOn: '2026-03-01' }, ground, /不早于起始日期/],
    [own, { ...asked, fromOn: '2026-02-01', toOn: '2026-02-20' }, ground, /已过/],
    [own, { ...asked, toOn: '2027-03-04' }, ground, /不超过一年/],
    [own, asked, { ...ground, others: [{ fromOn: '2026-03-06', toOn: '2026-03-09' }] }, /重叠/],
    [own, asked, { ...ground, others: [{ fromOn: '2026-03-07', toOn: '2026-03-09' }] }, null],
    [own, { ...asked, standIn: 'a' }, ground, /本人以外/],
    [own, { ...asked, standIn: 'd' }, ground, /AB角/],
    [own, { ...asked, standIn: 'b' }, ground, null],
  ] as const
  for (const [viewer, given, at, expected] of cases) {
    const no = leaveRefusal(viewer, given, at)
    if (expected === null) assert.equal(no, null)
    else assert.match(no!.refused, expected)
  }
})

test('a leave ends within its days, by oneself or the head, once', () => {
  const leave = { person: 'a', state: 'entered', fromOn: '2026-03-02', toOn: '2026-03-06' } as const
  assert.equal(endLeaveRefusal(own, leave, '2026-03-04'), null)
  assert.equal(endLeaveRefusal(head, leave, null), null)
  assert.match(endLeaveRefusal(colleague, leave, '2026-03-04')!.refused, /本人或者/)
  assert.match(endLeaveRefusal(own, leave, '2026-03-07')!.refused, /之间/)
  assert.match(endLeaveRefusal(own, { ...leave, state: 'ended' }, '2026-03-04')!.refused, /已销假/)
})

test('a list is drawn up by oneself or the head, and taken by another person in that very post', () => {
  const clear = { held: true, open: false }
  assert.equal(drawRefusal(own, asked, clear), null)
  assert.match(drawRefusal(colleague, asked, clear)!.refused, /负责人/)
  assert.match(drawRefusal(own, asked, { ...clear, held: false })!.refused, /没有任过/)
  assert.match(drawRefusal(head, asked, { ...clear, open: true })!.refused, /待接收/)
  const list = { state: 'drawn', person: 'a', post: 'p', postTitle: '经办' } as const
  assert.match(takeRefusal(own, list)!.refused, /不能自接/)
  assert.match(takeRefusal(head, list)!.refused, /“经办”岗位接收/)
  assert.equal(takeRefusal(colleague, list), null)
  assert.match(takeRefusal(colleague, { ...list, state: 'taken' })!.refused, /已接收/)
  assert.match(voidListRefusal(colleague, list)!.refused, /负责人/)
  assert.equal(voidListRefusal(head, list), null)
  assert.match(voidListRefusal(head, { ...list, state: 'void' })!.refused, /已作废/)
})
