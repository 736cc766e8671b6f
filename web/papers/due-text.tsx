import type { DeadlineView } from '#deadlines/words.ts'
import { runningDate } from '../deadlines/bare-deadline.ts'
import { DeadlineText } from '../deadlines/deadline-text.tsx'

/** The date of a row with what is left of it; a row that has ended shows the date alone. */
export function DueText(props: {
  readonly dueOn: string | null
  readonly left: DeadlineView['left'] | null
}) {
  if (props.dueOn === null) return <span className="muted">未定</span>
  if (props.left === null) return <span className="nw">{props.dueOn}</span>
  return <DeadlineText view={runningDate(props.dueOn, props.left)} />
}
