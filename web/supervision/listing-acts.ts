import type { Face } from '#kernel/faces.ts'
import {
  LISTING_MOVES,
  listingRefused,
  roleMay,
  SUSPENSION_MOVES,
  suspensionRefused,
} from '#supervision/rules.ts'
import { LISTING_ACT_LABELS, SUSPENSION_ACT_LABELS } from '#supervision/texts.ts'
import * as words from '#supervision/words.ts'
import type { Viewer } from '#supervision/words.ts'
import { legalToday } from '../parts/dates.ts'
import { judged, note, noted, passed, plain, remark, spec } from './act-spec.ts'
import type { ActSpec, FieldSpec, Values } from './act-spec.ts'

/** The acts on one listing. */
export function listingActs(
  listing: words.ListingView,
  limits: words.SupervisionLimits,
  viewer: Viewer,
): ActSpec[] {
  const today = legalToday()
  const act = (
    id: Parameters<typeof listingRefused>[0],
    face: Face,
    fields: readonly FieldSpec[],
    body: (values: Values) => object,
    label: string = LISTING_ACT_LABELS[id],
  ) =>
    spec({
      row: listing.id,
      revision: listing.revision,
      id,
      label,
      refusal: listingRefused(id, listing, viewer, limits, today),
      face,
      fields,
      body,
    })
  const until: FieldSpec = { name: 'dueOn', label: '延至', kind: 'date' }
  const extension = (values: Values) => ({ dueOn: values['dueOn'], note: values['note'] })
  const expert: FieldSpec = { name: 'expert', label: '专家', kind: 'line' }
  const opinion = (values: Values) => ({ expert: values['expert'], note: values['note'] })
  const published = { warning: '公布后内容固定，不再随台账变化。' }
  const wanted: (ActSpec | false)[] = [
    !listing.publishedOn &&
      listing.state !== 'delisted' && {
        ...act('publish', words.publishListing, [remark('说明')], plain),
        ...published,
      },
    !listing.extensionTo &&
      act('ask_extension', words.askListingExtension, [until, note('延期理由')], extension),
    listing.extensionTo !== null &&
      act(
        'grant_extension',
        words.decideListingExtension,
        [passed('批准延期', '不准延期'), note('审批意见')],
        judged,
        '审批延期',
      ),
    act('apply', words.applyDelisting, [note('整改完成情况')], noted),
    act(
      'recheck_pass',
      words.recheckListing,
      [passed('复查合格', '复查不合格'), note('复查意见')],
      judged,
      '摘牌复查',
    ),
    act('opine', words.opineListing, [expert, note('专家意见')], opinion),
    act('delist', words.delistHazard, [note('摘牌意见')], noted),
    listing.state === 'delisted' &&
      !listing.delistingPublishedOn && {
        ...act('publish_delisting', words.publishDelisting, [remark('说明')], plain),
        ...published,
      },
  ]
  return wanted
    .filter((one): one is ActSpec => one !== false)
    .filter(({ id }) => shown(id as words.ListingAct, listing, viewer))
}

/** An act is shown to the roles that ever do it, and delisting always to the head that waits for it. */
function shown(id: words.ListingAct, listing: words.ListingView, viewer: Viewer): boolean {
  const move = LISTING_MOVES[id]
  if (!roleMay(move, viewer.role)) return false
  return id === 'delist'
    ? listing.state !== 'delisted'
    : (move.from as readonly string[]).includes(listing.state)
}

/** The acts on one order to stop or to close. */
export function suspensionActs(
  order: words.SuspensionView,
  limits: words.SupervisionLimits,
  viewer: Viewer,
): ActSpec[] {
  const act = (
    id: Parameters<typeof suspensionRefused>[0],
    face: Face,
    fields: readonly FieldSpec[],
    body: (values: Values) => object,
    label: string = SUSPENSION_ACT_LABELS[id],
  ) =>
    spec({
      row: order.id,
      revision: order.revision,
      id,
      label,
      refusal: suspensionRefused(id, order, viewer, limits),
      face,
      fields,
      body,
    })
  const items: FieldSpec = {
    name: 'items',
    label: '核查事项',
    kind: 'checks',
    options: limits.checklist.map((item) => [item, item]),
  }
  const visited = (values: Values) => ({
    items: (values['items'] ?? '').split('\n').filter(Boolean),
    note: values['note'],
  })
  const looked = [passed('复查合格，恢复', '不准恢复'), note('复查意见')]
  const visits = [items, note('核查情况')]
  const all =
    order.kind === 'closure'
      ? [
          act('verify', words.verifyClosure, visits, visited),
          act('confirm', words.confirmClosure, visits, visited),
        ]
      : [
          act('ask_resume', words.askResume, [note('整改完成情况')], noted),
          act('allow_resume', words.decideResume, looked, judged, '恢复前复查'),
        ]
  return all.filter(({ id }) => {
    const move = SUSPENSION_MOVES[id as words.SuspensionAct]
    return roleMay(move, viewer.role) && (move.from as readonly string[]).includes(order.state)
  })
}
