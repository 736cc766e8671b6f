import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { grouped, percent, type Said } from '#bulletins/texts.ts'
import type { FigureNumber, Measures } from '#bulletins/words.ts'

/** The address of a number's records, as the ledger's page reads it. */
export function searchOf(opens: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(opens))
}

/** A number that opens exactly its records. */
export function Opens(props: {
  readonly of: FigureNumber
  readonly late?: boolean
  readonly label?: string
  readonly children?: ReactNode
}) {
  const { of, late, label } = props
  return (
    <Link
      to="/findings"
      search={searchOf(of.opens)}
      className={late && of.count > 0 ? 'open late' : 'open'}
    >
      {props.children ?? grouped(of.count)}
      {label && <span className="vh">{label}</span>}
    </Link>
  )
}

/** `62.5%，20/32`: a rate never stands without its fraction. */
export function Rate({ rate }: { readonly rate: Measures['rate'] }) {
  if (rate.of.count === 0) return <span className="muted">无</span>
  return (
    <span className="rate nw">
      {percent(rate)}，<Opens of={rate.part} />/<Opens of={rate.of} />
    </span>
  )
}

/** A sentence whose numbers open their records. */
export function Sentence({ said }: { readonly said: Said }) {
  return (
    <p className="said">
      {said.map((part, at) => (typeof part === 'string' ? part : <Opens key={at} of={part} />))}
    </p>
  )
}
