import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { groupedAmount, MEASURE_LABELS } from '#bulletins/texts.ts'
import type { FigureRow, Figures, Span } from '#bulletins/words.ts'
import { AGE_LABELS, GRADE_LABELS, STATE_LABELS, STATE_SIDE } from '#findings/texts.ts'
import { Opens, Rate } from './number.tsx'

/** The table beneath a chart: every cell opens its records. */
export function Table(props: {
  readonly id: string
  readonly caption: string
  readonly head: readonly (readonly [string, ('name' | 'wide')?])[]
  readonly children: ReactNode
}) {
  return (
    <div
      className="tb"
      id={props.id}
      tabIndex={0}
      role="region"
      aria-label={`${props.caption}，表格`}
    >
      <table className="dense figs">
        <caption className="vh">{props.caption}</caption>
        <thead>
          <tr>
            {props.head.map(([label, kind]) => (
              <th
                key={label}
                scope="col"
                className={kind === 'name' ? '' : kind === 'wide' ? 'num only-d' : 'num'}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </div>
  )
}

/** A breakdown by place, department, sector, origin or grade. */
export function RowsTable(props: {
  readonly id: string
  readonly caption: string
  readonly what: string
  readonly rows: readonly FigureRow[]
  /** Where the name of a row leads: to the figures of that place. */
  readonly drill?: (
    row: FigureRow,
  ) => { readonly to: string; readonly search: Record<string, string> } | null
}) {
  const { counted, open, overdue, struckOff, major, rate } = MEASURE_LABELS
  return (
    <Table
      id={props.id}
      caption={props.caption}
      head={[
        [props.what, 'name'],
        [counted, 'wide'],
        [open],
        [overdue],
        [struckOff, 'wide'],
        [major, 'wide'],
        [rate],
      ]}
    >
      {props.rows.map((row) => {
        const leads = props.drill?.(row)
        return (
          <tr key={row.key}>
            <th scope="row">
              {leads ? (
                <Link to={leads.to} search={leads.search}>
                  {row.name}
                </Link>
              ) : (
                row.name
              )}
            </th>
            <td className="num only-d">
              <Opens of={row.counted} />
            </td>
            <td className="num">
              <Opens of={row.open} />
            </td>
            <td className="num">
              <Opens of={row.overdue} late />
            </td>
            <td className="num only-d">
              <Opens of={row.struckOff} />
            </td>
            <td className="num only-d">
              <Opens of={row.major} />
            </td>
            <td className="num">
              <Rate rate={row.rate} />
            </td>
          </tr>
        )
      })}
    </Table>
  )
}

const byGrade = [[GRADE_LABELS.ordinary], [GRADE_LABELS.major]] as const

/** By state and grade; void and merged ones stand here too, and nowhere else. */
export function StatesTable({ id, figures }: { readonly id: string; readonly figures: Figures }) {
  return (
    <Table id={id} caption={`${figures.placeName}隐患的状态`} head={[['状态', 'name'], ...byGrade]}>
      {figures.states
        .filter(({ ordinary, major }) => ordinary.count + major.count > 0)
        .map(({ state, ordinary, major }) => (
          <tr key={state}>
            <th scope="row">
              {STATE_LABELS[state]}
              {STATE_SIDE[state] && <span className="muted sm">（{STATE_SIDE[state]}）</span>}
            </th>
            <td className="num">
              <Opens of={ordinary} />
            </td>
            <td className="num">
              <Opens of={major} />
            </td>
          </tr>
        ))}
    </Table>
  )
}

/** How long what is open has been known. */
export function AgesTable({ id, figures }: { readonly id: string; readonly figures: Figures }) {
  return (
    <Table
      id={id}
      caption={`${figures.placeName}未销号隐患的存续时间`}
      head={[['发现至今', 'name'], ...byGrade]}
    >
      {figures.ages.map(({ age, ordinary, major }) => (
        <tr key={age}>
          <th scope="row">{AGE_LABELS[age]}</th>
          <td className="num">
            <Opens of={ordinary} />
          </td>
          <td className="num">
            <Opens of={major} />
          </td>
        </tr>
      ))}
    </Table>
  )
}

/** Planned and spent, unit by unit. */
export function MoneyTable({ id, figures }: { readonly id: string; readonly figures: Figures }) {
  return (
    <Table
      id={id}
      caption={`${figures.placeName}整改资金`}
      head={[['单位', 'name'], ['计划'], ['计划条数'], ['支出'], ['支出条数']]}
    >
      {figures.money.map(({ unit, planned, spent }) => (
        <tr key={unit}>
          <th scope="row">{unit}</th>
          <td className="num">
            <Opens of={planned}>{groupedAmount(planned.amount)}</Opens>
          </td>
          <td className="num">
            <Opens of={planned} />
          </td>
          <td className="num">
            <Opens of={spent}>{groupedAmount(spent.amount)}</Opens>
          </td>
          <td className="num">
            <Opens of={spent} />
          </td>
        </tr>
      ))}
    </Table>
  )
}

/** Found and struck off, the newest first. */
export function SpansTable(props: {
  readonly id: string
  readonly caption: string
  readonly spans: readonly Span[]
  readonly nameOf: (span: Span) => string
}) {
  return (
    <Table id={props.id} caption={props.caption} head={[['时间', 'name'], ['发现'], ['销号']]}>
      {props.spans.toReversed().map((span) => (
        <tr key={span.from}>
          <th scope="row">{props.nameOf(span)}</th>
          <td className="num">
            <Opens of={span.found} />
          </td>
          <td className="num">
            <Opens of={span.struckOff} />
          </td>
        </tr>
      ))}
    </Table>
  )
}
