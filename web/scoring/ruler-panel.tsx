import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { reviewSheet, type SheetSaid } from '#scoring/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { ClauseLink } from '../parts/clause.tsx'
import { shortTime } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Form } from '../parts/form.tsx'
import { TextArea } from '../parts/inputs.tsx'
import { Failed, Loading, Note } from '../parts/page-state.tsx'
import { useRuler, useSheetForm } from './data.ts'

type Ruler = NonNullable<ReturnType<typeof useRuler>['data']>
type Asked = { readonly sheet: string; readonly criterion: string | null }

/** 统一尺度: where one group stands apart from the others, as a hint to look again. */
export function RulerPanel(set: { readonly pack: string; readonly of?: string | undefined }) {
  const found = useRuler(set)
  const [asked, setAsked] = useState<Asked | null>(null)
  if (found.isPending) return <Loading />
  if (found.isError) return <Failed error={found.error} retry={() => void found.refetch()} />
  const { rule, compared, mean, standardDeviation, versions, rows } = found.data
  if (rows.length === 0) return null
  return (
    <section className="card" aria-label="打分尺度对比">
      <div className="h">
        <h2>打分尺度对比</h2>
      </div>
      <div className="bd">
        <p className="sm">
          同一评分标准上与其余各份相反、其余中至少{rule.sharePercent}
          %做法相同的，或者扣分总数偏离平均超过标准差 {rule.deviationPercent}% 的，提示复核；不足
          {rule.least}份不对比。提示不作为结论。 <ClauseLink clause={rule.clause} />
        </p>
        {versions > 1 && <Note tone="amber">打分表版本不止一个，只对比份数最多的版本。</Note>}
        {compared ? (
          <p>
            平均扣 {mean ?? '—'} 分，标准差 {standardDeviation ?? '—'}。
          </p>
        ) : (
          <Note tone="blue">
            现有 {rows.length} 份，满 {rule.least} 份后对比。
          </Note>
        )}
      </div>
      {compared && <Sheets ruler={found.data} onAsk={setAsked} />}
      {compared && <Criteria ruler={found.data} onAsk={setAsked} />}
      {asked && <ReviewDialog ruler={found.data} asked={asked} onClose={() => setAsked(null)} />}
    </section>
  )
}

type Given = { readonly ruler: Ruler; readonly onAsk: (asked: Asked) => void }

const nameOf = ({ rows }: Ruler, id: string) => {
  const row = rows.find((one) => one.id === id)
  return row ? `${row.ownerName}评${row.subjectName}` : ''
}

function Sheets({ ruler, onAsk }: Given) {
  return (
    <ul className="dls">
      {ruler.sheets.map((one) => (
        <li key={one.id}>
          <div>
            <Link to="/scoring/$id" params={{ id: one.id }}>
              {nameOf(ruler, one.id)}
            </Link>
            <p className="sm muted">
              共扣 {one.taken} 分
              {one.deviation === null ? '，尚未评完' : `，与平均相差 ${one.deviation}`}
            </p>
            <Reviews ruler={ruler} sheet={one.id} criterion={null} />
          </div>
          {one.outlier && (
            <Button small onClick={() => onAsk({ sheet: one.id, criterion: null })}>
              提示复核
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Criteria on which somebody stands alone, and how many deducted on each. */
function Criteria({ ruler, onAsk }: Given) {
  const apart = ruler.criteria.filter(({ stricter, milder }) => stricter.length + milder.length > 0)
  return (
    <>
      <ul className="dls">
        {apart.map((one) => (
          <li key={one.key}>
            <div>
              （{one.number}）{one.label}
              <p className="sm muted">
                {one.scored} 份中 {one.deducted.length} 份扣分，平均扣 {one.mean ?? '0'}
              </p>
              {[...one.stricter, ...one.milder].map((id) => (
                <p key={id}>
                  <Link to="/scoring/$id" params={{ id }} search={{ item: String(one.item) }}>
                    {nameOf(ruler, id)}
                  </Link>
                  ：{one.stricter.includes(id) ? '唯其扣分' : '唯其不扣'}{' '}
                  <Button small onClick={() => onAsk({ sheet: id, criterion: one.key })}>
                    记复核
                  </Button>
                  <Reviews ruler={ruler} sheet={id} criterion={one.key} />
                </p>
              ))}
            </div>
          </li>
        ))}
      </ul>
      <details className="bd">
        <summary>全部 {ruler.criteria.length} 条评分标准</summary>
        <ul className="criteria">
          {ruler.criteria.map((one) => (
            <li key={one.key} className="sm">
              （{one.number}）{one.label}：{one.deducted.length}/{one.scored} 份扣分，平均扣{' '}
              {one.mean ?? '0'}
            </li>
          ))}
        </ul>
      </details>
    </>
  )
}

function Reviews(props: {
  readonly ruler: Ruler
  readonly sheet: string
  readonly criterion: string | null
}) {
  return props.ruler.reviews
    .filter((one) => one.sheet === props.sheet && one.criterion === props.criterion)
    .map((one) => (
      <span key={one.id} className="sm muted">
        {' '}
        已复核（{one.byName} {shortTime(one.at)}）：{one.note}
      </span>
    ))
}

function ReviewDialog(props: {
  readonly ruler: Ruler
  readonly asked: Asked
  readonly onClose: () => void
}) {
  const { ruler, asked, onClose } = props
  const form = useSheetForm<{ note: string }, SheetSaid>({
    start: { note: '' },
    check: ({ note }) => (note.trim() ? {} : { note: '请填写复核情况' }),
    send: ({ note }, key) =>
      call(reviewSheet, {
        params: { id: asked.sheet },
        key,
        body: { criterion: asked.criterion, note: note.trim() },
      }),
    onDone: onClose,
  })
  return (
    <Dialog title="记复核" onClose={onClose}>
      <div className="drawer-form">
        <p>{nameOf(ruler, asked.sheet)}</p>
        <Form form={form} labels={{ note: '复核情况' }} verb="记复核">
          <TextArea form={form} name="note" label="复核情况" most={1000} rows={3} />
        </Form>
      </div>
    </Dialog>
  )
}
