import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { bulkFindings, type FindingRow } from '#findings/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { ClauseLink } from '../parts/clause.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Form, useForm } from '../parts/form.tsx'
import { TextArea } from '../parts/inputs.tsx'
import { say } from '../parts/say.tsx'
import { BulkFeedback } from './bulk-feedback.tsx'

const BulkHandOver = lazy(() => import('./bulk-hand-over.tsx'))
const BulkExtension = lazy(() => import('./bulk-extension.tsx'))

export type BulkResult = {
  readonly id: string
  readonly ok: boolean
  readonly say: string
  readonly clause: string | null
}

type Props = { readonly rows: readonly FindingRow[]; readonly onDone: () => void }
type Kind = 'remind' | 'hand_over' | 'extension' | 'feedback'

/** What may be done to several at once; 复查, 销号 and penalties never. */
export function Bulk({ rows, onDone }: Props) {
  const [open, setOpen] = useState<Kind | null>(null)
  const [results, setResults] = useState<readonly BulkResult[] | null>(null)
  const client = useQueryClient()
  const done = (answers: readonly BulkResult[]) => {
    setOpen(null)
    void client.invalidateQueries({ queryKey: ['findings'] })
    const failed = answers.filter((one) => !one.ok)
    say(
      `已办理 ${answers.length - failed.length} 条${failed.length ? `，${failed.length} 条未办` : ''}。`,
      failed.length ? 'amber' : 'green',
    )
    if (failed.length > 0) setResults(failed)
    else onDone()
  }
  const close = () => setOpen(null)
  return (
    <>
      <Button small weight="outline" onClick={() => setOpen('remind')}>
        催办 {rows.length} 条
      </Button>
      <Button small onClick={() => setOpen('hand_over')}>
        交办 {rows.length} 条
      </Button>
      <Button small onClick={() => setOpen('extension')}>
        申请延期 {rows.length} 条
      </Button>
      <Button small onClick={() => setOpen('feedback')}>
        反馈清单 {rows.length} 条
      </Button>
      <Button small icon="print" onClick={printChosen}>
        打印 {rows.length} 条
      </Button>
      <Button small aria-disabled="true" aria-describedby="no-bulk">
        销号
      </Button>
      <span className="why" id="no-bulk">
        复查、销号须逐条办理，不得批量。
      </span>
      <Suspense fallback={null}>
        {open === 'remind' && <Remind rows={rows} onDone={done} onClose={close} />}
        {open === 'hand_over' && <BulkHandOver rows={rows} onDone={done} onClose={close} />}
        {open === 'extension' && <BulkExtension rows={rows} onDone={done} onClose={close} />}
      </Suspense>
      {open === 'feedback' && <BulkFeedback rows={rows} onClose={close} />}
      {results && (
        <Dialog
          title={`未办 ${results.length} 条`}
          onClose={() => {
            setResults(null)
            onDone()
          }}
        >
          <ul className="dls">
            {results.map((one) => (
              <li key={one.id}>
                <div>
                  <b>{rows.find((row) => row.id === one.id)?.number ?? '未找到'}</b>
                  <p className="sm">
                    {one.say} {one.clause && <ClauseLink clause={one.clause} />}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </>
  )
}

/** Prints the ticked rows as a sheet of the ledger; the print style hides the others. */
function printChosen(): void {
  const { classList } = document.body
  classList.add('print-chosen')
  window.addEventListener('afterprint', () => classList.remove('print-chosen'), { once: true })
  window.print()
}

/** What each bulk form is given. */
export type BulkFormProps = {
  readonly rows: readonly FindingRow[]
  readonly onDone: (results: readonly BulkResult[]) => void
  readonly onClose: () => void
}

function Remind({ rows, onDone, onClose }: BulkFormProps) {
  const form = useForm({
    draft: null,
    start: { note: '' },
    check: (values) => (values.note.trim() ? {} : { note: '请填写催办内容' }),
    send: ({ note }, key) =>
      call(bulkFindings, { body: { act: 'remind', ids: rows.map((row) => row.id), note }, key }),
    onDone: (answer) => onDone(answer.results),
  })
  return (
    <Dialog title={`催办 ${rows.length} 条`} onClose={onClose}>
      <Form form={form} labels={{ note: '催办内容' }} verb={`催办 ${rows.length} 条`}>
        <TextArea form={form} name="note" label="催办内容" most={1000} />
      </Form>
    </Dialog>
  )
}
