import type { SpanKind } from './charts.ts'

/** Weeks or months. */
export function SpanChoice(props: {
  readonly value: SpanKind
  readonly onChange: (kind: SpanKind) => void
}) {
  const kinds = [
    ['weeks', '按周'],
    ['months', '按月'],
  ] as const
  return (
    <span className="seg" role="group" aria-label="时间单位">
      {kinds.map(([kind, label]) => (
        <button
          key={kind}
          type="button"
          className="btn s"
          aria-pressed={props.value === kind}
          onClick={() => props.onChange(kind)}
        >
          {label}
        </button>
      ))}
    </span>
  )
}
