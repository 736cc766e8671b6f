/** The acts of the office that receives a sheet. */
import { refuse, type Queryable } from '#kernel/index.ts'
import { cancelDeadline, meetDeadline } from '#deadlines/index.ts'
import { CLAUSES, criteriaOf, officeRefusal } from './rules.ts'
import { due, moved, onSheet, stale, told, type BodyOf } from './sheet-ground.ts'
import { SHEET_STATE_LABELS } from './texts.ts'
import type * as words from './words.ts'

/** 确认: the office takes the sheet as it was handed in. */
export function confirming(pool: Queryable) {
  return onSheet<BodyOf<typeof words.confirmSheet>>(pool, 'confirm', (seen, body, at) => {
    const no = officeRefusal(seen.facts, '确认', at.actor) ?? stale(seen, body)
    if (no) return no
    return moved(seen, at, {
      act: 'confirm',
      to: 'confirmed',
      note: body.note,
      set: { confirmedAt: at.now, confirmedPerson: at.actor.person },
      effects: seen.deadlines.map((row) => meetDeadline(row, at.today)),
      events: told('score_sheet.confirmed', seen),
      say: `${seen.sheet.number}已确认，${seen.figures.score}分。`,
    })
  })
}

/** 退回, also of a confirmed sheet: what changes from now on needs its reason. */
export function sendingBack(pool: Queryable) {
  return onSheet<BodyOf<typeof words.sendBackSheet>>(pool, 'send_back', (seen, body, at) => {
    const no = officeRefusal(seen.facts, '退回', at.actor) ?? stale(seen, body)
    if (no) return no
    const { sheet } = seen
    const dueOn = sheet.due_on < at.today ? at.today : sheet.due_on
    return moved(seen, at, {
      act: 'send_back',
      to: 'open',
      note: body.note,
      set: { confirmedAt: null, confirmedPerson: null },
      effects: seen.deadlines.map((row) => cancelDeadline(row, at.today)),
      events: [due(seen, 'open', dueOn), ...told('score_sheet.sent_back', seen)],
      say: `${sheet.number}已退回，${dueOn}前重新提交。`,
    })
  })
}

/** 作废: the sheet stays, with its reason; another may be opened for the same source. */
export function voiding(pool: Queryable) {
  return onSheet<BodyOf<typeof words.voidSheet>>(pool, 'void', (seen, body, at) => {
    const no = officeRefusal(seen.facts, '作废', at.actor) ?? stale(seen, body)
    if (no) return no
    return moved(seen, at, {
      act: 'void',
      to: 'void',
      note: body.note,
      effects: seen.deadlines.map((row) => cancelDeadline(row, at.today)),
      events: [due(seen, 'cancelled'), ...told('score_sheet.voided', seen)],
      say: `${seen.sheet.number}${SHEET_STATE_LABELS.void}。`,
    })
  })
}

/** 复核: the office looked at what stood out; the score stays as it is. */
export function reviewing(pool: Queryable) {
  return onSheet<BodyOf<typeof words.reviewSheet>>(pool, 'review', (seen, body, at) => {
    const { sheet, pack, figures } = seen
    const no = officeRefusal(seen.facts, '复核', at.actor)
    if (no) return no
    if (body.criterion !== null && !criteriaOf(pack.scoring).has(body.criterion)) {
      return refuse(`打分表没有评分标准${body.criterion}。`, CLAUSES.scoring)
    }
    return {
      jur: sheet.jur,
      subject: { kind: 'score_sheet', id: sheet.id },
      effects: [
        {
          kind: 'score_review',
          jur: sheet.jur,
          id: at.newId(),
          revision: 1,
          owner: { org: sheet.office_org, party: null, demo: sheet.demo },
          set: {
            sheet: sheet.id,
            criterion: body.criterion,
            note: body.note,
            reviewedAt: at.now,
            reviewedPerson: at.actor.person,
          },
        },
      ],
      basis: [],
      inputs: { score: figures.score },
      decision: { reviewed: body.criterion ?? 'whole' },
      answer: { id: sheet.id, number: sheet.number, revision: sheet.revision, say: '已记复核。' },
    }
  })
}
