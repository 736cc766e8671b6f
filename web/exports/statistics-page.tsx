import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { exportStatistics, readStatistics, type Statistics } from '#exports/words.ts'
import { EARLIEST_DAY } from '#exports/rules.ts'
import { JobProgress } from '../jobs/job-progress.tsx'
import { call, Problem } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { ClauseLink } from '../parts/clause.tsx'
import { DateInput } from '../parts/date-field.tsx'
import { legalToday } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { Form, useForm } from '../parts/form.tsx'
import { TextField } from '../parts/inputs.tsx'
import { Failed, Loading } from '../parts/page-state.tsx'
import { useTitle } from '../parts/title.ts'
import { markOf, PrintBar, type Entered } from './print-bar.tsx'
import '../styles/list.css'
import '../styles/paper.css'

type Asked = { readonly form?: string; readonly on?: string; readonly place?: string }

/** 统计表: a form of the packs filled from the ledger; every count opens its records. */
export function StatisticsPage() {
  const asked: Asked = useSearch({ from: '/inside/reports/forms' })
  const navigate = useNavigate({ from: '/reports/forms' })
  const [entered, setEntered] = useState<Entered | null>(null)
  const [exporting, setExporting] = useState(false)
  const found = useQuery({
    queryKey: ['findings', 'statistics', asked],
    // A period that no figures are of is told at its field, above the form that was shown.
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: ({ signal }) => call(readStatistics, { query: asked, signal }),
  })
  useTitle(found.data?.title ?? '统计表')
  const change = (more: Asked) => {
    setEntered(null)
    void navigate({ search: { ...asked, ...more } })
  }
  if (found.isPending) return <Loading lines={8} />
  const wrong = found.error instanceof Problem ? found.error.errors.on : undefined
  if (found.isError && wrong === undefined) {
    return <Failed error={found.error} retry={() => void found.refetch()} />
  }
  const table = found.data
  if (!table) {
    return (
      <>
        <div className="ttl noprint">
          <h1>统计表</h1>
        </div>
        <div className="printbar noprint">
          <PeriodField asked={asked} wrong={wrong} onChange={change} />
        </div>
      </>
    )
  }
  return (
    <>
      <div className="ttl noprint">
        <h1>{table.title}</h1>
        <span className="muted">{table.period.label}</span>
        <span className="r">
          <Button icon="download" onClick={() => setExporting(true)}>
            导出统计表
          </Button>
        </span>
      </div>
      <div className="printbar noprint">
        <Field name="form" label="表式" optional>
          {(wired) => (
            <select
              {...wired}
              className="inp"
              value={table.form}
              onChange={(event) => change({ form: event.target.value })}
            >
              {table.forms.map(({ key, title }) => (
                <option key={key} value={key}>
                  {title}
                </option>
              ))}
            </select>
          )}
        </Field>
        <PeriodField asked={asked} wrong={wrong} onChange={change} />
      </div>
      <PrintBar
        form={table.form}
        query={asked.place === undefined ? {} : { place: asked.place }}
        entered={entered}
        onEntered={setEntered}
      />
      <Table table={table} mark={markOf(table, entered)} />
      {exporting && (
        <ExportTable asked={{ ...asked, form: table.form }} onClose={() => setExporting(false)} />
      )}
    </>
  )
}

function PeriodField(props: {
  readonly asked: Asked
  readonly wrong: string | undefined
  readonly onChange: (more: Asked) => void
}) {
  return (
    <Field name="on" label="所属时期（任一日）" optional error={props.wrong}>
      {(wired) => (
        <DateInput
          wired={wired}
          value={props.asked.on ?? null}
          notBefore={EARLIEST_DAY}
          notAfter={legalToday()}
          onChange={(on) => props.onChange({ on: on ?? '' })}
        />
      )}
    </Field>
  )
}

function Table({ table, mark }: { readonly table: Statistics; readonly mark: string }) {
  const grouped = table.columns.some(({ group }) => group !== null)
  const unfilled = table.columns.filter((column) => column.unfilled !== null)
  return (
    <article className="a4wide">
      <h2>
        {table.title}（{table.placeName}，{table.period.label}）
      </h2>
      <p className="mark">{mark}</p>
      <div className="papers" tabIndex={0} role="region" aria-label="统计表，可横向滚动">
        <table className="plain-table stat">
          <thead>
            {grouped && (
              <tr>
                <th scope="col" rowSpan={2}>
                  {table.rowTitle}
                </th>
                {groupsOf(table).map(({ key, title, span, down }) => (
                  <th
                    key={key}
                    scope={down ? 'col' : 'colgroup'}
                    colSpan={span}
                    rowSpan={down ? 2 : 1}
                  >
                    {title}
                  </th>
                ))}
              </tr>
            )}
            <tr>
              {!grouped && <th scope="col">{table.rowTitle}</th>}
              {table.columns
                .filter(({ group }) => !grouped || group !== null)
                .map(({ key, title }) => (
                  <th key={key} scope="col">
                    {title}
                  </th>
                ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.label}</th>
                {row.cells.map(({ text, query }, at) => (
                  <td key={table.columns[at]!.key} className="num">
                    {query ? (
                      <Link to="/findings" search={query}>
                        {text === '' ? '0' : text}
                      </Link>
                    ) : (
                      text || '—'
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {unfilled.map(({ key, title, unfilled: why }) => (
        <p key={key} className="sm muted">
          “{title}”未填报：{why}。
        </p>
      ))}
      {table.ref !== null && <ClauseLink clause={table.ref} />}
      <div className="signs">
        {table.signs.map((sign) => (
          <span key={sign}>
            {sign}：{sign === '填报单位' ? table.unit : ''}
          </span>
        ))}
      </div>
    </article>
  )
}

/** Neighbouring columns of one group stand under one title; others reach down. */
function groupsOf({ columns }: Statistics) {
  const groups: { key: string; title: string; span: number; down: boolean }[] = []
  for (const [at, { key, title, group }] of columns.entries()) {
    const last = groups.at(-1)
    if (group !== null && last && columns[at - 1]?.group === group) last.span += 1
    else groups.push({ key, title: group ?? title, span: 1, down: group === null })
  }
  return groups
}

function ExportTable(props: { readonly asked: Asked; readonly onClose: () => void }) {
  const [job, setJob] = useState<string | null>(null)
  const form = useForm({
    draft: null,
    start: { purpose: '' },
    check: ({ purpose }) => (purpose.trim() ? {} : { purpose: '请填写用途' }),
    send: ({ purpose }, key) => call(exportStatistics, { body: { ...props.asked, purpose }, key }),
    onDone: (answer) => setJob(answer.job),
  })
  return (
    <Dialog title="导出统计表" onClose={props.onClose}>
      {job === null ? (
        <Form form={form} labels={{ purpose: '用途' }} verb="导出统计表">
          <TextField
            form={form}
            name="purpose"
            label="用途"
            most={100}
            placeholder="如：季度报送"
          />
        </Form>
      ) : (
        <JobProgress id={job} />
      )}
    </Dialog>
  )
}
