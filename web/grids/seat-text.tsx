import { DUTY_LABELS } from '#grids/texts.ts'
import type { Part, Seat } from '#grids/words.ts'

/** Who holds a part, or that nobody does; whoever no longer counts is said so. */
export function SeatText(props: {
  readonly seats: readonly Seat[]
  readonly part: Part
  readonly none?: string
}) {
  const held = props.seats.filter((seat) => seat.part === props.part)
  if (held.length === 0) return <span className="seat lack">{props.none ?? '未明确'}</span>
  return (
    <>
      {held.map((seat) => (
        <span key={seat.id} className="seat">
          {textOf(seat)}
          {!seat.live && <span className="lack"> 已离任或者任期届满</span>}
        </span>
      ))}
    </>
  )
}

function textOf(seat: Seat): string {
  const who = seat.personName ? `${seat.personName} ${seat.orgName}` : seat.orgName
  return seat.duty ? `${DUTY_LABELS[seat.duty]}：${who}` : who
}
