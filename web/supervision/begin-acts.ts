import {
  LETTER_MOVES,
  LISTING_MOVES,
  listRefused,
  orderRefused,
  roleMay,
  signingRefused,
  SUSPENSION_MOVES,
  TRANSFER_MOVES,
} from '#supervision/rules.ts'
import { LEVEL_LABELS, PAPER_LABELS, SUSPENSION_KIND_LABELS } from '#supervision/texts.ts'
import * as words from '#supervision/words.ts'
import type { Supervision, Viewer } from '#supervision/words.ts'
import { note, orNull, spec, type ActSpec, type FieldSpec, type Values } from './act-spec.ts'
import { letterBody, letterFields } from './letter-acts.ts'
import { handAct } from './transfer-acts.ts'

/** What an office may begin on a finding: a letter, a listing, a transfer, an order to stop. */
export function beginActs(given: Supervision, viewer: Viewer): ActSpec[] {
  const { finding } = given
  const common = { row: finding.id, revision: finding.revision }
  const acts: ActSpec[] = []
  const interviews = (values: Values) => values['rung'] === 'interview'
  const rungs = words.RUNGS.filter((rung) => signingRefused(rung, finding, viewer) === null)
  if (roleMay(LETTER_MOVES.issue, viewer.role)) {
    acts.push(
      spec({
        ...common,
        id: 'letter',
        label: '签发督办',
        refusal: rungs.length > 0 ? null : signingRefused('supervise', finding, viewer),
        face: words.writeLetter,
        fields: [
          {
            name: 'rung',
            label: '文书',
            kind: 'choice',
            options: rungs.map((rung) => [rung, PAPER_LABELS[rung]]),
          },
          ...letterFields(given, '', null, interviews),
        ],
        body: (values) => ({ rung: values['rung'], ...letterBody(values, interviews) }),
      }),
    )
  }
  if (roleMay(LISTING_MOVES.list, viewer.role)) acts.push(listAct(given, viewer))
  if (roleMay(TRANSFER_MOVES.hand, viewer.role) && viewer.org === finding.ownerOrg) {
    acts.push(handAct(words.handFinding, finding))
  }
  if (roleMay(SUSPENSION_MOVES.order, viewer.role)) acts.push(orderAct(given, viewer))
  return acts
}

const rechecker = (given: Supervision): FieldSpec => ({
  name: 'recheckOrg',
  label: '复查部门',
  kind: 'choice',
  options: given.addressees
    .filter(({ org }) => org !== given.finding.rectifierOrg)
    .map(({ org, name }) => [org, name]),
  start: given.finding.recheckerOrg ?? '',
})

function listAct(given: Supervision, viewer: Viewer): ActSpec {
  const { finding, limits, listings, ownLevel, ownKind } = given
  const level = words.LISTING_LEVELS.find((one) => one === ownLevel)
  return spec({
    row: finding.id,
    revision: finding.revision,
    id: 'list',
    label: '挂牌督办',
    refusal: listRefused(finding, listings, viewer, { level: ownLevel, kind: ownKind }, limits),
    face: words.listHazard,
    fields: [
      {
        name: 'level',
        label: '级别',
        kind: 'choice',
        options: level ? [[level, LEVEL_LABELS[level]]] : [],
        start: level ?? '',
      },
      rechecker(given),
      {
        name: 'dueOn',
        label: '整改时限',
        kind: 'date',
        optional: true,
        hint: `不填的按交办期限；最晚 ${limits.longestDueOn}。`,
      },
      note('挂牌理由和要求'),
    ],
    body: (values) => ({
      level: values['level'],
      recheckOrg: orNull(values['recheckOrg']),
      dueOn: orNull(values['dueOn']),
      note: values['note'],
    }),
  })
}

function orderAct(given: Supervision, viewer: Viewer): ActSpec {
  const { finding, suspensions, ownKind } = given
  const kinds = words.SUSPENSION_KINDS.filter(
    (kind) => orderRefused(finding, suspensions, viewer, ownKind, kind) === null,
  )
  return spec({
    row: finding.id,
    revision: finding.revision,
    id: 'order',
    label: '责令停止',
    refusal:
      kinds.length > 0 ? null : orderRefused(finding, suspensions, viewer, ownKind, 'production'),
    face: words.orderSuspension,
    fields: [
      {
        name: 'kind',
        label: '措施',
        kind: 'choice',
        options: kinds.map((kind) => [kind, SUSPENSION_KIND_LABELS[kind]]),
      },
      { name: 'scope', label: '范围', kind: 'line', hint: '停产停业、停用的车间、设备或者场所。' },
      rechecker(given),
    ],
    body: (values) => ({
      kind: values['kind'],
      scope: values['scope'],
      recheckOrg: orNull(values['recheckOrg']),
    }),
  })
}
