import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { settleLayout, type DraftSheet, type DraftView } from '#imports/words.ts'
import { changeRefusal } from '#imports/rules.ts'
import { call } from '../parts/api.ts'
import { Button, ButtonLink } from '../parts/button.tsx'
import { Note } from '../parts/page-state.tsx'
import { useDraftAct } from './draft-data.ts'

type Setting = {
  readonly name: string
  readonly use: boolean
  readonly headerRows: readonly number[]
  readonly columns: Readonly<Record<string, string | null>>
}

/** 核对表头: which sheets are read, where their headers stand, and what each column is. */
export function HeaderStep({ draft }: { readonly draft: DraftView }) {
  const navigate = useNavigate()
  const [settings, setSettings] = useState<readonly Setting[]>(() => draft.sheets.map(settingOf))
  const changed = settings.some((one, at) => differs(one, draft.sheets[at]!))
  const no = changeRefusal(draft.state)
  const settle = useDraftAct(draft.id, () =>
    call(settleLayout, {
      params: { id: draft.id },
      body: {
        revision: draft.revision,
        sheets: settings.map((one, at) => sent(one, draft.sheets[at]!)),
      },
    }),
  )
  const set = (at: number, next: Setting) =>
    setSettings((before) => before.map((one, nth) => (nth === at ? next : one)))
  return (
    <>
      {draft.problems
        .filter(({ severity, sheet }) => severity === 'error' || sheet === '')
        .map((problem) => (
          <Note
            key={`${problem.sheet}${problem.message}`}
            tone={problem.severity === 'error' ? 'red' : 'amber'}
          >
            {problem.sheet && `表“${problem.sheet}”：`}
            {problem.message}
          </Note>
        ))}
      {draft.sheets.map((sheet, at) => (
        <SheetCard
          key={sheet.name}
          draft={draft}
          sheet={sheet}
          setting={settings[at]!}
          fixed={no !== null}
          onChange={(next) => set(at, next)}
        />
      ))}
      <div className="sends">
        {changed ? (
          <Button weight="solid" busy={settle.isPending} onClick={() => settle.mutate(undefined)}>
            重新读取
          </Button>
        ) : (
          <Button
            weight="solid"
            onClick={() =>
              void navigate({
                to: '/imports/$id',
                params: { id: draft.id },
                search: { step: 'rows' },
              })
            }
          >
            核对内容
          </Button>
        )}
        <ButtonLink to="/imports/$id" params={{ id: draft.id }} search={{ step: 'file' }}>
          上一步
        </ButtonLink>
        <span className="saved" role="status">
          {changed ? '改动尚未读取；重新读取后，列的对应关系按单位记住。' : '已保存'}
        </span>
      </div>
    </>
  )
}

function SheetCard(props: {
  readonly draft: DraftView
  readonly sheet: DraftSheet
  readonly setting: Setting
  readonly fixed: boolean
  readonly onChange: (next: Setting) => void
}) {
  const { draft, sheet, setting, fixed, onChange } = props
  return (
    <section className="card" aria-label={`工作表 ${sheet.name}`}>
      <div className="h">
        <h2>表“{sheet.name}”</h2>
        <span className="sm muted">共 {sheet.counts.total} 行</span>
        <label className="r sm">
          <input
            type="checkbox"
            checked={setting.use}
            disabled={fixed}
            onChange={(event) => onChange({ ...setting, use: event.target.checked })}
          />{' '}
          读取此表
        </label>
      </div>
      {setting.use && (
        <div className="bd group">
          <HeaderRows sheet={sheet} setting={setting} fixed={fixed} onChange={onChange} />
          {sheet.columns.length > 0 && (
            <Columns
              draft={draft}
              sheet={sheet}
              setting={setting}
              fixed={fixed}
              onChange={onChange}
            />
          )}
          <ColumnNotes draft={draft} sheet={sheet} />
        </div>
      )}
    </section>
  )
}

function ColumnNotes({ draft, sheet }: { readonly draft: DraftView; readonly sheet: DraftSheet }) {
  const notes = draft.problems.filter(
    (problem) => problem.sheet === sheet.name && problem.severity === 'warning',
  )
  if (notes.length === 0) return null
  return (
    <ul className="cellnotes">
      {notes.map(({ cell, message }) => (
        <li key={`${cell}${message}`}>
          {cell && <b className="nw">{cell}</b>} {message}
        </li>
      ))}
    </ul>
  )
}

type Part = {
  readonly sheet: DraftSheet
  readonly setting: Setting
  readonly fixed: boolean
  readonly onChange: (next: Setting) => void
}

/** The first rows as they stand in the file; a tick says which of them are the header. */
function HeaderRows({ sheet, setting, fixed, onChange }: Part) {
  const cols = [
    ...new Set(sheet.preview.flatMap(({ cells }) => cells.map(({ col }) => col))),
  ].toSorted((a, b) => a - b)
  const toggle = (row: number) => {
    const rows = setting.headerRows.includes(row)
      ? setting.headerRows.filter((one) => one !== row)
      : [...setting.headerRows, row].toSorted((a, b) => a - b)
    onChange({ ...setting, headerRows: rows })
  }
  return (
    <fieldset className="field">
      <legend>表头所在的行</legend>
      <div className="tb preview" tabIndex={0} role="region" aria-label="表格前几行，可横向滚动">
        <table className="dense">
          <caption className="vh">表“{sheet.name}”的前几行</caption>
          <thead>
            <tr>
              <th scope="col">表头</th>
              <th scope="col">行</th>
              {cols.map((col) => (
                <th key={col} scope="col">
                  {letters(col)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {linesOf(sheet).map(({ row, cells }) => (
              <tr key={row} className={setting.headerRows.includes(row) ? 'on' : ''}>
                <td className="c">
                  <input
                    type="checkbox"
                    aria-label={`第${row}行是表头`}
                    disabled={fixed}
                    checked={setting.headerRows.includes(row)}
                    onChange={() => toggle(row)}
                  />
                </td>
                <th scope="row">{row}</th>
                {cols.map((col) => (
                  <td key={col}>{cells.find((cell) => cell.col === col)?.text ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </fieldset>
  )
}

/** The first rows, with those of the header that the file does not store. */
function linesOf({ preview, headerRows }: DraftSheet): DraftSheet['preview'] {
  const stored = new Set(preview.map(({ row }) => row))
  const missing = headerRows.filter((row) => !stored.has(row)).map((row) => ({ row, cells: [] }))
  return [...preview, ...missing].toSorted((a, b) => a.row - b.row)
}

/** Each column with its title, and the field that takes it. */
function Columns({ draft, sheet, setting, fixed, onChange }: Part & { readonly draft: DraftView }) {
  const taken = Object.values(setting.columns)
  const missing = !taken.includes(draft.main)
  return (
    <fieldset className="field">
      <legend>列与栏目的对应</legend>
      {missing && (
        <p className="err">
          须有一列对应“{draft.fields.find(({ field }) => field === draft.main)?.name}
          ”，否则各行均不能接收。
        </p>
      )}
      <ul className="mapping">
        {sheet.columns.map((column) => {
          const field = setting.columns[String(column.col)] ?? null
          const twice = field !== null && taken.filter((one) => one === field).length > 1
          return (
            <li key={column.col}>
              <label>
                <span className="nw b">{letters(column.col)}列</span>{' '}
                <span>{column.title || '（无列名）'}</span>
                <select
                  className="inp"
                  disabled={fixed}
                  value={field ?? ''}
                  aria-invalid={twice || undefined}
                  onChange={(event) =>
                    onChange({
                      ...setting,
                      columns: { ...setting.columns, [column.col]: event.target.value || null },
                    })
                  }
                >
                  <option value="">不采用</option>
                  {draft.fields.map((one) => (
                    <option key={one.field} value={one.field}>
                      {one.name}
                    </option>
                  ))}
                </select>
              </label>
              {twice && <p className="err">同一栏目只能对应一列。</p>}
            </li>
          )
        })}
      </ul>
    </fieldset>
  )
}

function settingOf(sheet: DraftSheet): Setting {
  return {
    name: sheet.name,
    use: sheet.use,
    headerRows: sheet.headerRows,
    columns: Object.fromEntries(sheet.columns.map(({ col, field }) => [String(col), field])),
  }
}

function differs(setting: Setting, sheet: DraftSheet): boolean {
  return JSON.stringify(setting) !== JSON.stringify(settingOf(sheet))
}

/** What was changed of a sheet; where only its header was, its columns are looked for anew. */
function sent(setting: Setting, sheet: DraftSheet) {
  const sameHeader = setting.headerRows.join() === sheet.headerRows.join()
  const changed = sheet.columns.filter(
    ({ col, field }) => (setting.columns[String(col)] ?? null) !== field,
  )
  return {
    name: setting.name,
    use: setting.use,
    headerRows: sameHeader || setting.headerRows.length === 0 ? null : [...setting.headerRows],
    columns: Object.fromEntries(
      changed.map(({ col }) => [String(col), setting.columns[String(col)] ?? null]),
    ),
  }
}

/** The letters of a column counted from 0, as a spreadsheet shows them. */
function letters(col: number): string {
  const rest = Math.floor(col / 26)
  return (rest > 0 ? letters(rest - 1) : '') + String.fromCharCode(65 + (col % 26))
}
