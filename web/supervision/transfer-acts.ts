import { roleMay, TRANSFER_MOVES, transferRefused } from '#supervision/rules.ts'
import { RECEIVER_LABELS, TRANSFER_KIND_LABELS } from '#supervision/texts.ts'
import * as words from '#supervision/words.ts'
import type { Supervision, Viewer } from '#supervision/words.ts'
import { on, orNull, passed, remark, spec, type ActSpec, type FieldSpec } from './act-spec.ts'

/** 移交移送, with a finding or alone. */
export function handAct(
  face: typeof words.handFinding | typeof words.handTransfer,
  finding: Supervision['finding'] | null,
): ActSpec {
  return {
    id: 'hand',
    label: '移交移送',
    refusal: null,
    row: finding?.id ?? '',
    face,
    warning: '只登记编号、日期和接收单位，不录入线索内容。',
    fields: [
      {
        name: 'kind',
        label: '方式',
        kind: 'choice',
        options: Object.entries(TRANSFER_KIND_LABELS),
        hint: '移交：转有职权的部门办理；移送：向纪检监察、司法或者主管部门移送涉嫌违法违纪事项。',
      },
      {
        name: 'receiver',
        label: '接收单位类别',
        kind: 'choice',
        options: Object.entries(RECEIVER_LABELS),
      },
      {
        name: 'toOrg',
        label: '接收单位',
        kind: 'body',
        or: 'toName',
        optional: true,
        hint: '从机构名录中选择；名录以外的单位填写在下一栏。',
      },
      { name: 'toName', label: '名录以外的单位', kind: 'line', or: 'toOrg', optional: true },
      { name: 'number', label: '文号', kind: 'line' },
      { ...on, name: 'handedOn' },
    ],
    body: ({ kind, receiver, toOrg, toName, number, handedOn }) => ({
      ...(finding ? { revision: finding.revision } : {}),
      kind,
      receiver,
      ...receiverOf(toOrg, toName),
      number,
      handedOn,
    }),
  }
}

/** A chosen body counts before a written name. */
function receiverOf(chosen: string | undefined, written: string | undefined) {
  const [id, name] = (chosen ?? '').split('|')
  return id && name ? { toOrg: id, toName: name } : { toOrg: null, toName: written?.trim() ?? '' }
}

/** The acts on one transfer. */
export function transferActs(transfer: words.TransferView, viewer: Viewer): ActSpec[] {
  if (['fed_back', 'returned'].includes(transfer.state)) return []
  if (!roleMay(TRANSFER_MOVES.accept, viewer.role)) return []
  const common = { row: transfer.id, revision: transfer.revision }
  const counts = ['处分（人次）', '通报批评（人次）', '诫勉（人次）']
  const [punished, circulated, admonished] = ['punished', 'circulated', 'admonished'].map(
    (name, i): FieldSpec => ({ name, label: counts[i]!, kind: 'number', start: '0' }),
  )
  const receipt = spec({
    ...common,
    id: 'receipt',
    label: '登记回执',
    refusal: transferRefused('accept', transfer, viewer),
    face: words.receiptOfTransfer,
    fields: [
      { ...passed('受理', '退回'), name: 'accepted', label: '回执' },
      { name: 'number', label: '回执文号', kind: 'line', optional: true },
      on,
      remark('退回理由'),
    ],
    body: (values) => ({
      accepted: values['accepted'] === 'yes',
      number: orNull(values['number']),
      on: values['on'],
      note: orNull(values['note']),
    }),
  })
  const process = spec({
    ...common,
    id: 'process',
    label: '登记办理',
    refusal: transferRefused('process', transfer, viewer),
    face: words.processTransfer,
    fields: [on],
    body: (values) => ({ on: values['on'] }),
  })
  const feedback = spec({
    ...common,
    id: 'feedback',
    label: '登记反馈',
    refusal: transferRefused('feed_back', transfer, viewer),
    face: words.feedBackTransfer,
    fields: [on, punished!, circulated!, admonished!],
    body: (values) => ({
      on: values['on'],
      punished: Number(values['punished']),
      circulated: Number(values['circulated']),
      admonished: Number(values['admonished']),
    }),
  })
  return [
    ...(transfer.state === 'handed' ? [receipt] : []),
    ...(transfer.state === 'in_process' ? [] : [process]),
    feedback,
  ]
}
