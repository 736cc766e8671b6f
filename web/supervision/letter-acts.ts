import { LETTER_MOVES, letterRefused, proposalRefused, roleMay } from '#supervision/rules.ts'
import { PAPER_LABELS, RUNG_LABELS } from '#supervision/texts.ts'
import * as words from '#supervision/words.ts'
import type { Supervision, Viewer } from '#supervision/words.ts'
import { judged, note, noted, orNull, passed, plain, remark, spec } from './act-spec.ts'
import type { ActSpec, FieldSpec, Values } from './act-spec.ts'

/** Whom, what and by when; of an interview also when, where and who comes. */
export function letterFields(
  given: Supervision,
  text: string,
  to: string | null,
  interviews: (values: Values) => boolean,
): FieldSpec[] {
  const open = given.addressees.filter(({ refused }) => refused === null)
  return [
    {
      name: 'toOrg',
      label: '受文单位',
      kind: 'choice',
      options: open.map(({ org, name }) => [org, name]),
      start: to ?? '',
      ...(open.length > 0 ? {} : { hint: nobody(given) }),
    },
    { name: 'text', label: '内容', kind: 'area', start: text },
    { name: 'dueOn', label: '答复期限', kind: 'date', optional: true, hint: '不填的按规则计算。' },
    ...MEETING.map((field) => ({ ...field, when: interviews })),
  ]
}

const MEETING: readonly FieldSpec[] = [
  { name: 'meetOn', label: '约谈日期', kind: 'date' },
  {
    name: 'meetAt',
    label: '约谈时间',
    kind: 'line',
    hint: '二十四小时制，如 09:30。',
    fault: (value) => (timeOf(value) === null ? '请写作 09:30 的格式' : null),
  },
  { name: 'meetPlace', label: '约谈地点', kind: 'line', most: 200 },
  { name: 'meetBy', label: '约谈人', kind: 'line', most: 200, hint: '姓名、职务。' },
  { name: 'meetWith', label: '参加人员', kind: 'line', hint: '被约谈单位应到人员和列席人员。' },
]

/** `09:30` of what was typed, `9:30` and a full-width colon too; else null. */
function timeOf(typed: string | undefined): string | null {
  const [, hour, minute] = /^(\d{1,2})[:：](\d{2})$/u.exec(typed?.trim() ?? '') ?? []
  if (!hour || !minute || Number(hour) > 23 || Number(minute) > 59) return null
  return `${hour.padStart(2, '0')}:${minute}`
}

export const letterBody = (values: Values, interviews: (values: Values) => boolean) => ({
  toOrg: values['toOrg'],
  text: values['text'],
  dueOn: orNull(values['dueOn']),
  ...(interviews(values)
    ? {
        interview: {
          on: values['meetOn'],
          at: timeOf(values['meetAt']),
          place: values['meetPlace'],
          by: values['meetBy'],
          with: values['meetWith'],
        },
      }
    : {}),
})

/** Why no body can be chosen, in the words of the first refusal. */
function nobody({ addressees }: Supervision): string {
  return `没有可以行文的单位。${addressees[0]?.refused ?? ''}`
}

/** What a letter says before a person changes it: only what the record holds. */
function draft(given: Supervision, proposal: words.ProposalView): string {
  const { facts, lateName, findingNumber, findingTitle } = proposal
  return (
    `${findingNumber}“${findingTitle}”，${lateName}的${facts['what'] ?? '办理'}应于` +
    `${facts['dueOn'] ?? ''}完成，至今未完成。` +
    `请督促抓紧办理，并按期书面答复办理情况。`
  )
}

/** 采纳 and 不予采纳 of one proposal. */
export function proposalActs(
  given: Supervision,
  proposal: words.ProposalView,
  viewer: Viewer,
): ActSpec[] {
  if (proposal.state !== 'proposed' || !roleMay(LETTER_MOVES.issue, viewer.role)) return []
  const refusal = proposalRefused(proposal, given.finding, viewer)
  const common = { row: proposal.id, revision: proposal.revision, refusal }
  const interviews = () => proposal.rung === 'interview'
  return [
    spec({
      ...common,
      id: 'issue',
      label: `签发${PAPER_LABELS[proposal.rung].slice(0, 3)}`,
      face: words.issueLetter,
      fields: letterFields(given, draft(given, proposal), proposal.toOrg, interviews),
      body: (values) => letterBody(values, interviews),
    }),
    spec({
      ...common,
      id: 'decline',
      label: '不予采纳',
      face: words.declineProposal,
      fields: [note('不予采纳的理由')],
      body: noted,
    }),
  ]
}

/** The acts on one letter. */
export function letterActs(letter: words.LetterView, viewer: Viewer): ActSpec[] {
  if (letter.state === 'closed') return []
  const common = { row: letter.id, revision: letter.revision }
  const acts: ActSpec[] = []
  if (letter.state !== 'answered' && roleMay(LETTER_MOVES.answer, viewer.role)) {
    acts.push(
      spec({
        ...common,
        id: 'acknowledge',
        label: '签收',
        refusal: letterRefused('acknowledge', letter, viewer),
        face: words.acknowledgeLetter,
        fields: [remark('签收说明')],
        body: plain,
      }),
      spec({
        ...common,
        id: 'answer',
        label: '答复',
        refusal: letterRefused('answer', letter, viewer),
        face: words.answerLetter,
        fields: [note('办理情况')],
        body: noted,
      }),
    )
  }
  if (letter.state === 'answered' && roleMay(LETTER_MOVES.close, viewer.role)) {
    acts.push(
      spec({
        ...common,
        id: 'check',
        label: '核对答复',
        refusal: letterRefused('close', letter, viewer),
        face: words.checkLetter,
        fields: [passed('办结', '退回再答'), note('核对意见')],
        body: judged,
      }),
    )
  }
  return acts
}

/** 建议督办 and why, in one line. */
export function whyOf(proposal: words.ProposalView): string {
  const { facts, lateName, rung } = proposal
  const letter = facts['letter'] ? `，${facts['letter']}未落实` : ''
  const times = Number(facts['missed'] ?? 0) > 1 ? `，累计${facts['missed']}次` : ''
  return (
    `${lateName}${facts['what'] ?? ''}应于 ${facts['dueOn'] ?? ''}，` +
    `至今未完成${times}${letter}，建议${RUNG_LABELS[rung]}。`
  )
}
