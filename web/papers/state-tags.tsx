import {
  INCOMING_SIDE,
  INCOMING_STATE_LABELS,
  TASK_SIDE,
  TASK_STATE_LABELS,
  URGENCY_LABELS,
} from '#papers/texts.ts'
import type { IncomingState, TaskState, Urgency } from '#papers/words.ts'
import { StateTag, Tag } from '../parts/state-tag.tsx'

/** The state of a paper, what is awaited, and how urgent it is. */
export function IncomingTags(props: { readonly state: IncomingState; readonly urgency: Urgency }) {
  const side = INCOMING_SIDE[props.state]
  return (
    <>
      <StateTag word={INCOMING_STATE_LABELS[props.state]} />
      {side && <StateTag word={side} side />}
      {props.urgency !== 'ordinary' && (
        <Tag tone="amber" word={URGENCY_LABELS[props.urgency]} side />
      )}
    </>
  )
}

/** The state of a task, and that it was sent back. */
export function TaskTags({ state }: { readonly state: TaskState }) {
  const side = TASK_SIDE[state]
  return (
    <>
      <StateTag word={TASK_STATE_LABELS[state]} />
      {side && <StateTag word={side} side />}
    </>
  )
}
