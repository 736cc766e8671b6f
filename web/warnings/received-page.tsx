import { Link, useParams } from '@tanstack/react-router'
import { acknowledgeRefusal } from '#warnings/rules.ts'
import { WARNING_RECEIPT_LABELS, WARNING_TOPIC_LABELS } from '#warnings/texts.ts'
import { acknowledgeWarning, type ReceivedWarning } from '#warnings/words.ts'
import { DueText } from '../papers/due-text.tsx'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { fullTime } from '../parts/dates.ts'
import { Form } from '../parts/form.tsx'
import { TextArea } from '../parts/inputs.tsx'
import { Note } from '../parts/page-state.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { WarningGradeTag, WarningStateTag } from './grade-tag.tsx'
import { Earlier } from './warning-page.tsx'
import { useReceivedWarning, useWarningForm, useWarningViewer } from './warnings-data.ts'
import '../styles/detail.css'

/** A warning as the addressed body sees it: it acknowledges with the measures taken. */
export function ReceivedPage() {
  const { id } = useParams({ from: '/inside/warnings/receipts/$id' })
  const { data: warning } = useReceivedWarning(id)
  const viewer = useWarningViewer()
  useTitle(warning.title)
  const no = acknowledgeRefusal(viewer, warning)
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/warnings">预警</Link> / {warning.number}
      </nav>
      <div className="ttl">
        <h1>{warning.title}</h1>
        <span className="r noprint">
          <Button icon="print" onClick={() => window.print()}>
            打印
          </Button>
        </span>
      </div>
      <p className="tags">
        <WarningGradeTag grade={warning.grade} />
        <WarningStateTag
          state={warning.liftedAt === null ? 'in_force' : 'lifted'}
          expired={warning.expired}
        />
        <StateTag word={WARNING_RECEIPT_LABELS[warning.state]} />
        {warning.state === 'asked' && <DueText dueOn={warning.dueOn} left={warning.left} />}
      </p>
      <div className="stack">
        <Facts warning={warning} />
        {no ? (
          <Note tone="amber">{no.refused}</Note>
        ) : (
          <ReceiptForm key={warning.revision} warning={warning} />
        )}
      </div>
    </>
  )
}

function Facts({ warning }: { readonly warning: ReceivedWarning }) {
  const { liftedAt, note, measures, answeredAt } = warning
  return (
    <section className="card">
      <dl className="facts bd">
        <div>
          <dt>发布单位</dt>
          <dd>{warning.issuerName}</dd>
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
        {note !== null && (
          <div className="w">
            <dt>{liftedAt === null ? '调整理由' : '解除理由'}</dt>
            <dd className="pre">
              {note}
              {liftedAt !== null && <p className="sm muted">{fullTime(liftedAt)} 解除</p>}
            </dd>
          </div>
        )}
        {measures !== null && (
          <div className="w">
            <dt>采取的措施</dt>
            <dd className="pre">
              {measures}
              <p className="sm muted">
                {warning.answeredName ?? ''} {answeredAt && fullTime(answeredAt)} 回执
              </p>
            </dd>
          </div>
        )}
        {warning.earlier.length > 0 && (
          <div className="w">
            <dt>原回执</dt>
            <dd>
              <Earlier earlier={warning.earlier} />
            </dd>
          </div>
        )}
      </dl>
    </section>
  )
}

function ReceiptForm({ warning }: { readonly warning: ReceivedWarning }) {
  const again = warning.state === 'acknowledged'
  const form = useWarningForm({
    draft: {
      key: `warnings.acknowledge.${warning.id}`,
      title: `预警回执：${warning.title}`,
      route: `/warnings/receipts/${warning.id}`,
    },
    start: { measures: warning.measures ?? '' },
    check: ({ measures }) => (measures.trim() ? {} : { measures: '请写明采取的措施' }),
    send: ({ measures }, key) =>
      call(acknowledgeWarning, {
        params: { id: warning.id },
        key,
        body: { revision: warning.revision, measures: measures.trim() },
      }),
    onDone: () => undefined,
  })
  return (
    <Form form={form} labels={{ measures: '采取的措施' }} verb={again ? '更正回执' : '回执'} card>
      <TextArea
        form={form}
        name="measures"
        label="采取的措施"
        most={4000}
        rows={4}
        hint="写明已通知谁、采取了哪些措施、谁值班。预警解除前可以更正。"
      />
    </Form>
  )
}
