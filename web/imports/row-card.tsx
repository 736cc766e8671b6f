import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { changeRefusal } from '#imports/rules.ts'
import { ROW_CLASS_TEXTS, SEVERITY_TEXTS } from '#imports/texts.ts'
import {
  leaveOut,
  settleCell,
  type DraftRow,
  type DraftView,
  type Problem,
} from '#imports/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { fullTime } from '../parts/dates.ts'
import { say } from '../parts/say.tsx'
import { Tag } from '../parts/state-tag.tsx'
import { useDraftAct } from './draft-data.ts'
import { LeaveOutDialog, RowDialog } from './row-dialogs.tsx'

/** One row of the file: what it is, what is to be said of its cells, and what may be done about it. */
export function RowCard({ draft, row }: { readonly draft: DraftView; readonly row: DraftRow }) {
  const [open, setOpen] = useState<'cells' | 'out' | null>(null)
  const fixed = changeRefusal(draft.state) !== null
  const holds = row.cells.length > 0
  const back = useDraftAct(
    draft.id,
    () =>
      call(leaveOut, {
        params: { id: draft.id },
        body: { sheet: row.sheet, row: row.row, reason: null },
      }),
    (answer) => say(answer.say),
  )
  return (
    <article className="sheetrow" aria-label={`表“${row.sheetName}”第${row.row}行`}>
      <p className="l1">
        <b className="nw">
          {draft.sheets.length > 1 && `${row.sheetName} `}第 {row.row} 行
        </b>
        <ClassTag row={row} />
        <span className="saidin">{row.said}</span>
      </p>
      {row.broughtAt && (
        <p className="sm">
          {draft.kind === 'findings'
            ? `已于 ${fullTime(row.broughtAt)} 记入台账，不重复写入`
            : '名录中已有，不重复写入'}
          {row.broughtChanged && '；内容与台账中不同，台账保留原样'}。
          {row.broughtId && draft.kind === 'findings' && (
            <Link to="/findings/$id" params={{ id: row.broughtId }}>
              查看台账
            </Link>
          )}
        </p>
      )}
      {row.leftOut && <p className="sm">不导入，理由：{row.leftOut}</p>}
      {row.outcomeSay && <p className="sm">{row.outcomeSay}</p>}
      {row.problems.length > 0 && (
        <ul className="cellnotes">
          {row.problems.map((problem) => (
            <li key={`${problem.cell}${problem.message}`}>
              <ProblemLine draft={draft} row={row} problem={problem} fixed={fixed} />
            </li>
          ))}
        </ul>
      )}
      {holds && !fixed && (
        <p className="acts">
          <Button small onClick={() => setOpen('cells')}>
            更正内容<span className="vh">：第{row.row}行</span>
          </Button>
          {row.leftOut === null ? (
            <Button small weight="quiet" onClick={() => setOpen('out')}>
              不导入<span className="vh">：第{row.row}行</span>
            </Button>
          ) : (
            <Button small busy={back.isPending} onClick={() => back.mutate(undefined)}>
              恢复导入<span className="vh">：第{row.row}行</span>
            </Button>
          )}
        </p>
      )}
      {open === 'cells' && <RowDialog draft={draft} row={row} onClose={() => setOpen(null)} />}
      {open === 'out' && <LeaveOutDialog draft={draft} row={row} onClose={() => setOpen(null)} />}
    </article>
  )
}

function ClassTag({ row }: { readonly row: DraftRow }) {
  if (row.outcome === 'taken') return <Tag tone="green" word="已接收" />
  if (row.outcome === 'failed') return <Tag tone="red" word="未能接收" />
  if (row.leftOut !== null) return <Tag tone="plain" word="不导入" />
  if (row.broughtAt !== null) return <Tag tone="plain" word="以前导入过" />
  if (row.class === 'refused') return <Tag tone="red" word={ROW_CLASS_TEXTS.refused} />
  return <Tag tone="plain" word={ROW_CLASS_TEXTS[row.class]} />
}

const TONES = {
  error: 'red',
  warning: 'amber',
  note: 'plain',
} as const satisfies Record<Problem['severity'], string>

/** What is to be said of a cell, with its address; where a name may mean several, one is chosen. */
function ProblemLine(props: {
  readonly draft: DraftView
  readonly row: DraftRow
  readonly problem: Problem
  readonly fixed: boolean
}) {
  const { draft, row, problem, fixed } = props
  const choose = useDraftAct(
    draft.id,
    (choice: { id: string; name: string }) =>
      call(settleCell, {
        params: { id: draft.id },
        body: {
          sheet: row.sheet,
          row: row.row,
          field: problem.field ?? '',
          text: null,
          choice,
          same: true,
        },
      }),
    (answer) => say(answer.say),
  )
  const candidates = problem.candidates ?? []
  return (
    <>
      <Tag tone={TONES[problem.severity]} word={SEVERITY_TEXTS[problem.severity]} />{' '}
      {problem.cell && (
        <b className="nw">
          表“{row.sheetName}”{problem.cell}
        </b>
      )}{' '}
      {problem.message}
      {candidates.length > 0 && !fixed && (
        <span className="choose">
          {candidates.map((one) => (
            <Button
              key={one.id}
              small
              weight="outline"
              busy={choose.isPending}
              onClick={() => choose.mutate(one)}
            >
              {one.name}
            </Button>
          ))}
          <span className="xs muted">选定后，表中写法相同的行一并采用</span>
        </span>
      )}
    </>
  )
}
