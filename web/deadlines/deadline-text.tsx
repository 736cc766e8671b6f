import { countdown, type Tone } from '#deadlines/texts.ts'
import type { DeadlineView } from '#deadlines/words.ts'
import { Icon, type IconName } from '../parts/icon.tsx'

const looks = {
  breach: ['late', 'warn'],
  near: ['soon', 'clock'],
  plain: ['', null],
  done: ['done', 'check'],
  done_late: ['lated', 'check'],
  paused: ['stop', 'pause'],
  cancelled: ['stop', null],
} as const satisfies Record<Tone, readonly [string, IconName | null]>

/** A deadline in two lines; red only after breach. */
export function DeadlineText({ view }: { readonly view: DeadlineView }) {
  const { tone, first, second, note } = countdown(view)
  const [look, icon] = looks[tone]
  return (
    <span className={`dl ${look}`}>
      <b>
        {icon && <Icon name={icon} />}
        {first}
      </b>
      <small>{second}</small>
      {note && <small>{note}</small>}
    </span>
  )
}
