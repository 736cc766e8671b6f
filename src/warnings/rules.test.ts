import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Body } from '#places/rules.ts'
import {
  acknowledgeRefusal,
  addressRefused,
  changeRefusal,
  isExpired,
  issueRefusal,
  officeRefusal,
  receiptDue,
} from './rules.ts'
import { warningTitle } from './texts.ts'

const TODAY = '2026-03-02'
const body = (id: string, kind: string, place: string, more: Partial<Body> = {}): Body => ({
  id,
  name: id,
  kind,
  place,
  lines: [],
  parent: null,
  committees: [],
  ...more,
})
const office = body('市安委办', 'committee_office', '9801', { parent: 'c' })
const county = body('县安委办', 'committee_office', '980121')
const clerk = { org: office.id, role: 'committee_clerk' }

test('who is directed is warned: lower offices and member units, nobody upward', () => {
  const cases = [
    [county, null],
    [body('市应急局', 'department', '9801', { committees: ['c'] }), null],
    [office, /本单位以外/],
    [body('市文物局', 'department', '9801'), /不在本单位职权所及/],
    [body('县政府', 'government', '980121'), /不向县政府发送预警/],
    [body('省安委办', 'committee_office', '98'), /不在本单位职权所及/],
  ] as const
  for (const [to, sentence] of cases) {
    const no = addressRefused(office, to)
    if (sentence === null) assert.equal(no, null, to.name)
    else assert.match(no!.refused, sentence)
  }
})

test('a warning is issued by an office, for its own area, from today on', () => {
  const asked = { issuer: office, area: '980121', validUntil: TODAY, bodies: [county] }
  assert.equal(issueRefusal(clerk, asked, TODAY), null)
  const no = (more: object, viewer = clerk) =>
    issueRefusal(viewer, { ...asked, ...more }, TODAY)?.refused ?? ''
  assert.match(no({}, { ...clerk, role: 'reader' }), /本岗位不办理/)
  assert.match(no({ area: '9702' }), /本地区或者所辖地区/)
  assert.match(no({ area: '98' }), /本地区或者所辖地区/)
  assert.match(no({ validUntil: '2026-03-01' }), /不得早于今日/)
  assert.match(no({ bodies: [county, office] }), /本单位以外/)
})

test('only the issuing office adjusts and lifts, until it is lifted', () => {
  const warning = { ownerOrg: office.id, ownerName: '市安委办', state: 'in_force' } as const
  assert.equal(officeRefusal(clerk, warning, '调整预警'), null)
  assert.match(officeRefusal({ ...clerk, org: 'x' }, warning, '解除预警')!.refused, /应由市安委办/)
  assert.match(officeRefusal({ ...clerk, role: 'reader' }, warning, '解除预警')!.refused, /本岗位/)
  const lifted = { ...warning, state: 'lifted' } as const
  assert.match(officeRefusal(clerk, lifted, '调整预警')!.refused, /已经解除/)
  const now = { grade: 'yellow', validUntil: '2026-03-05' } as const
  assert.match(changeRefusal(now, now, TODAY)!.refused, /均未改变/)
  assert.equal(changeRefusal(now, { ...now, grade: 'red' }, TODAY), null)
  assert.equal(changeRefusal(now, { ...now, validUntil: '2026-03-09' }, TODAY), null)
  const past = { grade: 'red', validUntil: '2026-03-01' } as const
  assert.match(changeRefusal(now, past, TODAY)!.refused, /不得早于今日/)
})

test('a body acknowledges its own part until the lifting', () => {
  const receipt = { org: 'b', orgName: '县安委办', liftedAt: null, state: 'asked' } as const
  const own = { org: 'b', role: 'committee_clerk' }
  assert.equal(acknowledgeRefusal(own, receipt), null)
  assert.equal(acknowledgeRefusal(own, { ...receipt, state: 'acknowledged' }), null)
  assert.match(acknowledgeRefusal(clerk, receipt)!.refused, /应由县安委办办理/)
  assert.match(acknowledgeRefusal({ ...own, role: 'reader' }, receipt)!.refused, /本岗位/)
  const over = { ...receipt, liftedAt: '2026-03-03T00:00:00Z' }
  assert.match(acknowledgeRefusal(own, over)!.refused, /不需回执/)
  assert.match(acknowledgeRefusal(own, { ...over, state: 'silent' })!.refused, /未回执已记入/)
})

test('what is past its date is expired, not lifted; receipts are due while it is valid', () => {
  assert.equal(isExpired('in_force', TODAY, TODAY), false)
  assert.equal(isExpired('in_force', '2026-03-01', TODAY), true)
  assert.equal(isExpired('lifted', '2026-03-01', TODAY), false)
  assert.equal(receiptDue('2026-03-04', '2026-03-10', TODAY), '2026-03-04')
  assert.equal(receiptDue('2026-03-04', '2026-03-03', TODAY), '2026-03-03')
  assert.equal(receiptDue('2026-03-04', '2026-03-01', TODAY), TODAY)
  assert.equal(warningTitle('云川市', 'heat', 'orange'), '云川市高温橙色预警')
  assert.equal(warningTitle('云川市', 'other', 'red'), '云川市安全生产红色预警')
})
