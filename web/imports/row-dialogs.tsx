import { useId, useState } from 'react'
import { leaveOut, settleCell, type DraftRow, type DraftView } from '#imports/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { say } from '../parts/say.tsx'
import { useDraftAct } from './draft-data.ts'

type Props = { readonly draft: DraftView; readonly row: DraftRow; readonly onClose: () => void }

/** The cells of a row as they are read, each with what the file holds; a changed one is kept at once. */
export function RowDialog({ draft, row, onClose }: Props) {
  const nameOf = new Map(draft.fields.map(({ field, name }) => [field, name]))
  return (
    <Dialog title={`更正第 ${row.row} 行`} onClose={onClose}>
      <p className="sm muted">只改导入的内容，不改动上传的文件；所改之处记为更正。</p>
      <ul className="settle">
        {row.cells.map((cell) => (
          <li key={cell.field}>
            <CellForm draft={draft} row={row} cell={cell} name={nameOf.get(cell.field) ?? ''} />
          </li>
        ))}
      </ul>
      <div className="sends plain">
        <Button onClick={onClose}>收起</Button>
      </div>
    </Dialog>
  )
}

function CellForm(
  props: Omit<Props, 'onClose'> & {
    readonly cell: DraftRow['cells'][number]
    readonly name: string
  },
) {
  const { draft, row, cell, name } = props
  const id = useId()
  const [text, setText] = useState(cell.settled ?? cell.text)
  const settle = useDraftAct(
    draft.id,
    (next: string | null) =>
      call(settleCell, {
        params: { id: draft.id },
        body: {
          sheet: row.sheet,
          row: row.row,
          field: cell.field,
          text: next,
          choice: null,
          same: false,
        },
      }),
    (answer) => say(answer.say),
  )
  const problems = row.problems.filter(({ field }) => field === cell.field)
  const changed = text !== (cell.settled ?? cell.text)
  return (
    <div className="field">
      <label htmlFor={id}>
        {name} <span className="sm muted">{cell.address}</span>
      </label>
      <div className="settling">
        {text.length > 30 ? (
          <textarea
            id={id}
            className="inp"
            rows={3}
            maxLength={2000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        ) : (
          <input
            id={id}
            className="inp"
            maxLength={2000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
        {changed && (
          <Button
            small
            weight="outline"
            busy={settle.isPending}
            onClick={() => settle.mutate(text)}
          >
            采用<span className="vh">：{name}</span>
          </Button>
        )}
        {!changed && cell.settled !== null && (
          <Button
            small
            busy={settle.isPending}
            onClick={() => {
              setText(cell.text)
              settle.mutate(null)
            }}
          >
            恢复原文<span className="vh">：{name}</span>
          </Button>
        )}
      </div>
      {cell.settled !== null && <p className="hint">文件中为“{cell.text || '（空）'}”</p>}
      {problems.map(({ message, severity }) => (
        <p key={message} className={severity === 'error' ? 'err' : 'hint'}>
          {message}
        </p>
      ))}
    </div>
  )
}

/** Why a row stays out. */
export function LeaveOutDialog({ draft, row, onClose }: Props) {
  const id = useId()
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const out = useDraftAct(
    draft.id,
    () =>
      call(leaveOut, {
        params: { id: draft.id },
        body: { sheet: row.sheet, row: row.row, reason },
      }),
    (answer) => {
      say(answer.say)
      onClose()
    },
  )
  const missing = reason.trim() === ''
  return (
    <Dialog title={`不导入第 ${row.row} 行`} kind="middle" onClose={onClose}>
      <p className="sm">{row.said}</p>
      <div className="field">
        <label htmlFor={id}>理由</label>
        <input
          id={id}
          className="inp"
          maxLength={200}
          value={reason}
          aria-invalid={(asked && missing) || undefined}
          onChange={(event) => setReason(event.target.value)}
        />
        {asked && missing && <p className="err">请填写理由。</p>}
      </div>
      <div className="sends plain">
        <Button
          weight="solid"
          busy={out.isPending}
          onClick={() => {
            setAsked(true)
            if (!missing) out.mutate(undefined)
          }}
        >
          不导入此行
        </Button>
        <Button onClick={onClose}>返回</Button>
      </div>
    </Dialog>
  )
}
