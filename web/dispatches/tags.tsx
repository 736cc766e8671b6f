import {
  DISPATCH_SIDE,
  DISPATCH_STATE_LABELS,
  SLIP_SIDE,
  SLIP_STATE_LABELS,
} from '#dispatches/texts.ts'
import type { DispatchState, SlipPart, SlipState } from '#dispatches/words.ts'
import { URGENCY_LABELS } from '#papers/texts.ts'
import type { Urgency } from '#papers/words.ts'
import { StateTag, Tag } from '../parts/state-tag.tsx'

/** The state of a paper that is sent, what is awaited, and how urgent it is. */
export function DispatchTags(props: { readonly state: DispatchState; readonly urgency: Urgency }) {
  const side = DISPATCH_SIDE[props.state]
  return (
    <>
      <StateTag word={DISPATCH_STATE_LABELS[props.state]} />
      {side && <StateTag word={side} side />}
      {props.urgency !== 'ordinary' && (
        <Tag tone="amber" word={URGENCY_LABELS[props.urgency]} side />
      )}
    </>
  )
}

/** The state of what lies with a body. */
export function SlipTags(props: {
  readonly state: SlipState
  readonly part: SlipPart
  readonly overdue: boolean
}) {
  const { state, part } = props
  const waits = part === 'countersign' ? '待答复' : SLIP_STATE_LABELS.sent
  const side = SLIP_SIDE[state]
  return (
    <>
      <StateTag word={state === 'sent' ? waits : SLIP_STATE_LABELS[state]} />
      {side && <StateTag word={side} side />}
      {props.overdue && <Tag tone="red" word="逾期未反馈" side />}
    </>
  )
}
