import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { callRefusal, voidCallRefusal } from '#messages/rules.ts'
import { CALL_OUTCOME_LABELS } from '#messages/texts.ts'
import { listCalls, type CallView, type MatterKind } from '#messages/words.ts'
import { downloadReceipt } from '../journal/receipt.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { shortTime } from '../parts/dates.ts'
import { useSession } from '../parts/session.ts'
import { StateTag } from '../parts/state-tag.tsx'
import '../styles/detail.css'

/** Forms come with the first act, not with the page. */
const CallDialog = lazy(() => import('./call-dialog.tsx'))

/** What the calls are about. */
export type Matter = {
  readonly kind: MatterKind
  readonly id: string
  readonly number: string
  readonly jur: string
  /** Whom one would call: the body that has the matter now. */
  readonly called: { readonly org: string; readonly orgName: string } | null
}

/** 电话记录 of a matter: who was called, who answered, what was said. */
export default function CallsPanel({ matter }: { readonly matter: Matter }) {
  const { kind, id } = matter
  const { post } = useSession()
  const [open, setOpen] = useState<'record' | CallView | null>(null)
  const found = useQuery({
    queryKey: ['calls', kind, id],
    // An enterprise is not told of calls between offices.
    enabled: post?.role !== 'safety_officer',
    queryFn: ({ signal }) => call(listCalls, { query: { kind, id }, signal }),
  })
  if (!found.data) return null
  const { rows, answered } = found.data
  const may = callRefusal(post?.role ?? '') === null
  if (!may && rows.length === 0) return null
  const close = () => setOpen(null)
  return (
    <section className="card o6">
      <div className="h">
        <h2>电话记录</h2>
        <span className="r">
          {may && (
            <Button small icon="plus" onClick={() => setOpen('record')}>
              登记电话
            </Button>
          )}
        </span>
      </div>
      <p className="bd sm muted">
        {rows.length === 0 ? '没有电话记录。' : `已接通 ${answered} 次，计入催办。`}
      </p>
      {rows.length > 0 && (
        <ul className="dls">
          {rows.map((row) => (
            <CallLine
              key={row.id}
              row={row}
              mayVoid={
                voidCallRefusal(row, { org: post?.org ?? '', role: post?.role ?? '' }) === null
              }
              number={matter.number}
              onVoid={() => setOpen(row)}
            />
          ))}
        </ul>
      )}
      {open && (
        <Suspense fallback={null}>
          <CallDialog matter={matter} voiding={open === 'record' ? null : open} onClose={close} />
        </Suspense>
      )}
    </section>
  )
}

function CallLine(props: {
  readonly row: CallView
  readonly mayVoid: boolean
  readonly number: string
  readonly onVoid: () => void
}) {
  const { row } = props
  return (
    <li>
      <div>
        <p>
          <b>
            {row.calledOrgName} {row.calledName}
          </b>{' '}
          {row.state === 'void' ? <StateTag word="已作废" /> : CALL_OUTCOME_LABELS[row.outcome]}
        </p>
        {row.answeredName && <p className="sm">接听人：{row.answeredName}</p>}
        {row.said && <p className="sm pre">{row.said}</p>}
        {row.voidReason && <p className="sm">作废理由：{row.voidReason}</p>}
        <p className="sm muted">
          {shortTime(row.calledAt)} · {row.orgName} {row.personName}登记
        </p>
      </div>
      <span className="noprint nw">
        {row.index === null ? (
          <span className="sm muted">待存证</span>
        ) : (
          <Button
            small
            weight="quiet"
            onClick={() => void downloadReceipt(row.id, `${props.number} 电话记录`)}
          >
            回执
          </Button>
        )}
        {props.mayVoid && (
          <Button small weight="quiet" onClick={props.onVoid}>
            作废
          </Button>
        )}
      </span>
    </li>
  )
}
