import type { ReactNode } from 'react'
import { Button } from './button.tsx'

/** What one line of a list may do with itself. */
export type LineActs<L> = {
  readonly nth: number
  readonly put: (more: Partial<L>) => void
  readonly out: () => void
}

/** Lines of one kind, one after another: each changes itself or goes, and another may be added. */
export function LinesField<L>(props: {
  readonly name: string
  readonly value: readonly L[]
  readonly error?: string | undefined
  readonly onChange: (value: readonly L[]) => void
  /** What the button says that adds a line, and what it adds. */
  readonly add: string
  readonly fresh: () => L
  readonly children: (line: L, acts: LineActs<L>) => ReactNode
}) {
  const { value, onChange } = props
  return (
    <>
      <div data-field={props.name}>
        {value.map((line, nth) =>
          props.children(line, {
            nth,
            put: (more) =>
              onChange(value.map((one, index) => (index === nth ? { ...one, ...more } : one))),
            out: () => onChange(value.filter((_, index) => index !== nth)),
          }),
        )}
        {props.error && <p className="err">{props.error}</p>}
      </div>
      <Button small icon="plus" onClick={() => onChange([...value, props.fresh()])}>
        {props.add}
      </Button>
    </>
  )
}
