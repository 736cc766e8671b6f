import { Fragment, type ReactNode } from 'react'
import { dayText, PUBLICITY_LABELS } from '#bulletins/texts.ts'
import type { NoticeContent, Part, Publicity, Section } from '#bulletins/words.ts'
import '../styles/form-sheet.css'
import '../styles/notice.css'

/** How a figure opens its records: the ledger under its filter, or the frozen list. */
export type OpenFigure = (key: string, show: string) => ReactNode

type Props = {
  readonly content: NoticeContent
  readonly number: string | null
  readonly date: string
  readonly publicity: Publicity
  readonly correction: string | null
  readonly remark: string | null
  readonly open: OpenFigure
}

const ORDER = '一二三四五六七八九十'

/** A notice as it reads, on its sheet; every number in it opens its records. */
export function NoticeSheet(props: Props) {
  const { content, open } = props
  return (
    <article className="sheet notice" aria-label={content.title}>
      <p className="notice-head">{content.officeName}</p>
      <p className="notice-number">{props.number ?? '（草稿，签发时编号）'}</p>
      <h1>{content.title}</h1>
      {props.correction && <p className="in">{props.correction}</p>}
      {content.sections.map((section, index) => (
        <SectionOf key={section.key} section={section} order={ORDER[index] ?? ''} open={open} />
      ))}
      {props.remark?.split('\n').map((line, index) => (
        <p className="in" key={index}>
          {line}
        </p>
      ))}
      <p className="notice-sign first">{content.officeName}</p>
      <p className="notice-sign">{dayText(props.date)}</p>
      <p className="sm muted">
        {PUBLICITY_LABELS[props.publicity]}。统计截至{dayText(content.asOf)}。依据：
        {content.clauseTitle}。
      </p>
    </article>
  )
}

function SectionOf(props: {
  readonly section: Section
  readonly order: string
  readonly open: OpenFigure
}) {
  const { section, order, open } = props
  return (
    <section>
      <h2>
        {order}、{section.heading}
      </h2>
      {section.paragraphs.map((parts, index) => (
        <p className="in" key={index}>
          <Parts parts={parts} open={open} />
        </p>
      ))}
      {section.table && (
        <table>
          <caption className="vh">{section.heading}</caption>
          <thead>
            <tr>
              {section.table.columns.map((column) => (
                <th scope="col" key={column}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {section.table.rows.map((row) => (
              <tr key={row.label}>
                <th scope="row">{row.label}</th>
                {row.cells.map((cell, index) => (
                  <td key={section.table?.columns[index + 1]}>
                    <Parts parts={[cell]} open={open} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Parts({ parts, open }: { readonly parts: readonly Part[]; readonly open: OpenFigure }) {
  return parts.map((part, index) => (
    <Fragment key={index}>
      {typeof part === 'string' ? part : open(part.figure, part.show)}
    </Fragment>
  ))
}
