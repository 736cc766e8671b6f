import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { officeRefusal } from '#warnings/rules.ts'
import {
  WARNING_GRADE_LABELS,
  WARNING_RECEIPT_LABELS,
  WARNING_TOPIC_LABELS,
} from '#warnings/texts.ts'
import type { WarningDetail, WarningReceipt } from '#warnings/words.ts'
import { DueText } from '../papers/due-text.tsx'
import { ActionBar } from '../parts/action-bar.tsx'
import { Button } from '../parts/button.tsx'
import { fullTime } from '../parts/dates.ts'
import { Note } from '../parts/page-state.tsx'
import { PaperButtons } from '../parts/paper-buttons.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { WarningGradeTag, WarningStateTag } from './grade-tag.tsx'
import { AdjustDialog, LiftDialog } from './warning-acts.tsx'
import { useWarning, useWarningViewer } from './warnings-data.ts'
import '../styles/detail.css'

/** One warning: who has not acknowledged it, what the others do, and how it was adjusted. */
export function WarningPage() {
  const { id } = useParams({ from: '/inside/warnings/$id' })
  const { data: warning } = useWarning(id)
  const viewer = useWarningViewer()
  const [open, setOpen] = useState<string | null>(null)
  useTitle(`${warning.number} ${warning.title}`)
  const near = warning.state === 'in_force'
  const act = (one: string, label: '调整预警' | '解除预警') => ({
    id: one,
    label,
    near,
    refusal: officeRefusal(viewer, warning, label),
  })
  const close = () => setOpen(null)
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/warnings">预警</Link> / {warning.number}
      </nav>
      <div className="ttl">
        <h1>{warning.title}</h1>
      </div>
      <p className="tags">
        <WarningGradeTag grade={warning.grade} />
        <WarningStateTag state={warning.state} expired={warning.expired} />
        <span className="muted sm nw">{warning.number}</span>
      </p>
      <div className="stack full">
        <ActionBar
          acts={[act('adjust', '调整预警'), act('lift', '解除预警')]}
          first={warning.expired ? 'lift' : null}
          onAct={setOpen}
        >
          <PaperButtons
            address={`/api/warnings/${id}/document`}
            name={`预警通知 ${warning.number}`}
          />
          <Button icon="print" onClick={() => window.print()}>
            打印
          </Button>
        </ActionBar>
        {warning.expired && <Note tone="amber">已过有效期，尚未解除；应解除或者延长有效期。</Note>}
        <Facts warning={warning} />
        <Receipts warning={warning} />
        {warning.changes.length > 0 && <Changes warning={warning} />}
      </div>
      {open === 'adjust' && <AdjustDialog warning={warning} onClose={close} />}
      {open === 'lift' && <LiftDialog warning={warning} onClose={close} />}
    </>
  )
}

function Facts({ warning }: { readonly warning: WarningDetail }) {
  const silent = warning.receipts.filter(({ state }) => state !== 'acknowledged')
  const names = [...silent.map(({ orgName }) => orgName)]
  return (
    <section className="card">
      <dl className="facts bd">
        <div>
          <dt>发布单位</dt>
          <dd>{warning.ownerName}</dd>
        </div>
        <div>
          <dt>预警事项</dt>
          <dd>{WARNING_TOPIC_LABELS[warning.topic]}</dd>
        </div>
        <div>
          <dt>发布时间</dt>
          <dd>{fullTime(warning.issuedAt)}</dd>
        </div>
        <div>
          <dt>有效期至</dt>
          <dd>{warning.validUntil}</dd>
        </div>
        <div className="w">
          <dt>预警内容和措施要求</dt>
          <dd className="pre">{warning.text}</dd>
        </div>
        <div className="w">
          <dt>{warning.state === 'lifted' ? '未回执' : '尚未回执'}</dt>
          <dd>
            {names.length === 0
              ? '无，全部单位已回执。'
              : `${names.join('、')}（${names.length}个）`}
          </dd>
        </div>
        {warning.untold.length > 0 && (
          <div className="w">
            <dt>未告知到位</dt>
            <dd>{warning.untold.join('、')}，夜间自动补发。</dd>
          </div>
        )}
        {warning.liftedAt && (
          <div className="w">
            <dt>解除理由</dt>
            <dd className="pre">
              {warning.reason}
              <p className="sm muted">
                {warning.liftedName ?? ''} {fullTime(warning.liftedAt)} 解除
              </p>
            </dd>
          </div>
        )}
      </dl>
    </section>
  )
}

/** Every body's receipt; the silent ones come first. */
function Receipts({ warning }: { readonly warning: WarningDetail }) {
  return (
    <section className="card">
      <div className="h">
        <h2>回执</h2>
        <span className="r sm muted">
          已回执 {warning.acknowledged}/{warning.asked}
        </span>
      </div>
      <ul className="dls">
        {warning.receipts.map((one) => (
          <li key={one.id}>
            <div>
              <b>{one.orgName}</b> <StateTag word={WARNING_RECEIPT_LABELS[one.state]} />
              {one.measures !== null && <p className="pre">{one.measures}</p>}
              {one.answeredAt !== null && (
                <p className="sm muted">
                  {one.answeredName ?? ''} {fullTime(one.answeredAt)} 回执
                </p>
              )}
              <Earlier earlier={one.earlier} />
            </div>
            {one.state === 'asked' && <DueText dueOn={one.dueOn} left={one.left} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What a body said before the warning was adjusted. */
export function Earlier({ earlier }: Pick<WarningReceipt, 'earlier'>) {
  return earlier.map((one, index) => (
    <p className="sm muted" key={`${index} ${one.at}`}>
      调整前（{WARNING_GRADE_LABELS[one.grade]}
      {one.at !== null && `，${fullTime(one.at)}`}）：{one.measures ?? '未回执'}
    </p>
  ))
}

function Changes({ warning }: { readonly warning: WarningDetail }) {
  return (
    <section className="card">
      <div className="h">
        <h2>调整记录</h2>
      </div>
      <ul className="dls">
        {warning.changes.map((one) => (
          <li key={one.at}>
            <div>
              {one.from === one.to
                ? `等级不变（${WARNING_GRADE_LABELS[one.to]}）`
                : `${WARNING_GRADE_LABELS[one.from]}调整为${WARNING_GRADE_LABELS[one.to]}`}
              ，有效期至 {one.validUntil}
              <p className="pre sm">{one.reason}</p>
            </div>
            <span className="sm muted nw">{fullTime(one.at)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
