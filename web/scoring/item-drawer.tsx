import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { STATE_LABELS } from '#findings/texts.ts'
import type { Criterion, Item } from '#scores/words.ts'
import { itemsOf, scoreRefusal } from '#scoring/rules.ts'
import { CAP_ASSUMED, clauseText, ITEM_STATE_LABELS, NAMED_UNITS } from '#scoring/texts.ts'
import { scoreItem, type ItemView, type KeptDeduction, type SheetDetail } from '#scoring/words.ts'
import { attached, EvidenceField, type Picked } from '../files/evidence-field.tsx'
import { StaleNote } from '../findings/forms/stale-note.tsx'
import { call, Problem } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { fullTime } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Form, type FormState } from '../parts/form.tsx'
import { TextArea } from '../parts/inputs.tsx'
import { Note } from '../parts/page-state.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { factsOf, scoringOf, useSheetForm, useSheetViewer } from './data.ts'
import { FindingForm } from './finding-form.tsx'
import { Earlier } from './earlier.tsx'

/** A deduction as it is being filled in. */
type Taking = Omit<KeptDeduction, 'evidence' | 'named' | 'times'> & {
  readonly times: string
  readonly named: string
  readonly kept: readonly string[]
  readonly evidence: readonly Picked[]
}
type Values = {
  readonly done: string
  readonly deductions: readonly Taking[]
  readonly notApplicable: readonly string[]
  readonly reason: string
}

type Given = {
  readonly sheet: SheetDetail
  readonly item: number
  readonly onOpen: (item: number | null) => void
}

/** One item: what was found, what is taken off and why; who scored it before. */
export function ItemDrawer({ sheet, item: number, onOpen }: Given) {
  const viewer = useSheetViewer()
  const all = itemsOf(scoringOf(sheet))
  const at = all.findIndex(({ id }) => id === number)
  const said = sheet.items.find((one) => one.item === number)
  const [item, next] = [all[at], all[at + 1]]
  if (!item || !said) return null
  const refusal = scoreRefusal(factsOf(sheet), viewer)
  return (
    <Dialog title={`第${item.id}项　${item.points}分`} onClose={() => onOpen(null)}>
      <p className="b">{item.label}</p>
      <p className="tags">
        <StateTag word={ITEM_STATE_LABELS[said.state]} />
        {said.score !== null && <b>得{said.score}分</b>}
        {said.capped && <StateTag word={CAP_ASSUMED} side />}
      </p>
      {said.scoredName !== null && <p className="sm muted">{said.scoredName}评</p>}
      {said.scoredName === null && said.assigneeName !== null && (
        <p className="sm muted">分工由{said.assigneeName}评</p>
      )}
      {refusal ? (
        <>
          <Note tone="blue">{refusal.refused}</Note>
          <p className="pre">{said.done}</p>
        </>
      ) : (
        <ScoreForm
          sheet={sheet}
          item={item}
          said={said}
          onDone={() => onOpen(next?.id ?? null)}
          onClose={() => onOpen(null)}
        />
      )}
      <Findings sheet={sheet} item={item} said={said} />
      <Earlier item={item} history={said.history} />
    </Dialog>
  )
}

/** 得分 follows from what is taken off; nothing is typed twice. */
function ScoreForm(props: {
  readonly sheet: SheetDetail
  readonly item: Item
  readonly said: ItemView
  readonly onDone: () => void
  readonly onClose: () => void
}) {
  const { sheet, item, said } = props
  const asks = sheet.submittedBefore && said.state !== 'not_scored'
  const form = useSheetForm<Values, Awaited<ReturnType<typeof send>>>({
    draft: {
      key: `scoring.${said.id}.${said.revision}`,
      title: `评分：${sheet.subjectName}第${item.id}项`,
      route: `/scoring/${sheet.id}`,
    },
    start: {
      done: said.done ?? '',
      deductions: said.deductions.map(({ evidence, named, times, ...one }) => ({
        ...one,
        times: String(times),
        named: named.join('\n'),
        kept: evidence,
        evidence: [],
      })),
      notApplicable: said.notApplicable,
      reason: '',
    },
    check: ({ done, deductions, reason }) => ({
      ...(done.trim() ? {} : { done: '请填写完成情况，不扣分的也要填写' }),
      ...(deductions.every((one) => one.reason.trim())
        ? {}
        : { deductions: '每一处扣分应写明原因' }),
      ...(asks && !reason.trim() ? { reason: '该项已经提交过，请写明修改理由' } : {}),
    }),
    send: (values, key) => send(said, item, values, key),
    onDone: props.onDone,
  })
  const { fault } = form
  const stale = fault instanceof Problem && fault.changes.length > 0 ? fault.changes : null
  const discard = () => {
    form.discard()
    props.onClose()
  }
  const told = stale ? { ...form, above: <StaleNote changes={stale} onDiscard={discard} /> } : form
  return (
    <div className="drawer-form">
      <Form
        form={told}
        labels={{ done: '完成情况', deductions: '扣分', reason: '修改理由' }}
        verb="保存评分"
      >
        <TextArea form={form} name="done" label="完成情况" most={2000} rows={3} />
        {item.criteria.map((criterion) => (
          <CriterionField key={criterion.key} sheet={sheet} criterion={criterion} form={form} />
        ))}
        {form.errors.deductions && <p className="err">{form.errors.deductions}</p>}
        {asks && <TextArea form={form} name="reason" label="修改理由" most={500} rows={2} />}
      </Form>
    </div>
  )
}

function send(said: ItemView, item: Item, values: Values, key: string) {
  const unit = (one: Taking) =>
    item.criteria.find((criterion) => criterion.key === one.criterion)?.clauses[one.clause - 1]
      ?.unit
  return call(scoreItem, {
    params: { id: said.id },
    key,
    body: {
      revision: said.revision,
      done: values.done.trim(),
      deductions: values.deductions.map((one) => {
        const named = one.named.split('\n').flatMap((name) => name.trim() || [])
        const counts = NAMED_UNITS[unit(one) ?? 'once'] !== undefined
        return {
          criterion: one.criterion,
          clause: one.clause,
          times: counts ? Math.max(1, named.length) : Math.max(1, Number(one.times) || 1),
          reason: one.reason.trim(),
          named: counts ? named : [],
          kept: [...one.kept],
          evidence: one.evidence.map(attached),
        }
      }),
      notApplicable: [...values.notApplicable],
      reason: values.reason.trim() === '' ? null : values.reason.trim(),
    },
  })
}

/** One criterion: not applicable where the sheet allows it, and each clause that may be taken. */
function CriterionField(props: {
  readonly sheet: SheetDetail
  readonly criterion: Criterion
  readonly form: FormState<Values>
}) {
  const { criterion, form, sheet } = props
  const { deductions, notApplicable } = form.values
  const none = notApplicable.includes(criterion.key)
  const put = (all: readonly Taking[]) => form.set('deductions', all)
  const of = (clause: number) =>
    deductions.find((one) => one.criterion === criterion.key && one.clause === clause)
  return (
    <fieldset className="taken">
      <legend className="b">评分标准（{criterion.number}）</legend>
      {criterion.notApplicable && (
        <label>
          <input
            type="checkbox"
            checked={none}
            onChange={(event) => {
              form.set(
                'notApplicable',
                event.target.checked
                  ? [...notApplicable, criterion.key]
                  : notApplicable.filter((key) => key !== criterion.key),
              )
              if (event.target.checked) {
                put(deductions.filter((one) => one.criterion !== criterion.key))
              }
            }}
          />{' '}
          不涉及
        </label>
      )}
      {!none &&
        criterion.clauses.map((clause, index) => {
          const taken = of(index + 1)
          return (
            <div key={clause.label}>
              <label>
                <input
                  type="checkbox"
                  checked={taken !== undefined}
                  onChange={(event) =>
                    put(
                      event.target.checked
                        ? [...deductions, fresh(criterion.key, index + 1)]
                        : deductions.filter((one) => one !== taken),
                    )
                  }
                />{' '}
                {clauseText(clause)}
              </label>
              {taken && (
                <TakingFields
                  sheet={sheet}
                  taking={taken}
                  named={NAMED_UNITS[clause.unit]}
                  counted={clause.unit !== 'once'}
                  onChange={(one) =>
                    put(deductions.map((other) => (other === taken ? one : other)))
                  }
                />
              )}
            </div>
          )
        })}
    </fieldset>
  )
}

const fresh = (criterion: string, clause: number): Taking => ({
  criterion,
  clause,
  times: '1',
  reason: '',
  named: '',
  kept: [],
  evidence: [],
})

/** Why it is taken off, how often, whom it concerns, and the evidence. */
function TakingFields(props: {
  readonly sheet: SheetDetail
  readonly taking: Taking
  readonly named: string | undefined
  readonly counted: boolean
  readonly onChange: (one: Taking) => void
}) {
  const { sheet, taking, named, counted, onChange } = props
  const sample = named === '企业' ? sheet.sample.map(({ name }) => name) : []
  const lines = taking.named.split('\n').filter(Boolean)
  return (
    <div className="group tight">
      {named !== undefined && sample.length > 0 && (
        <p className="picks">
          {sample.map((name) => (
            <label key={name}>
              <input
                type="checkbox"
                checked={lines.includes(name)}
                onChange={(event) => {
                  const rest = lines.filter((one) => one !== name)
                  const all = event.target.checked ? [...rest, name] : rest
                  onChange({ ...taking, named: all.join('\n') })
                }}
              />{' '}
              {name}
            </label>
          ))}
        </p>
      )}
      {named !== undefined && sample.length === 0 && (
        <label className="field">
          {named}名称，一行一个
          <textarea
            className="inp"
            rows={2}
            value={taking.named}
            onChange={(event) => onChange({ ...taking, named: event.target.value })}
          />
        </label>
      )}
      {named === undefined && counted && (
        <label className="field">
          次数
          <input
            className="inp"
            inputMode="numeric"
            value={taking.times}
            onChange={(event) => onChange({ ...taking, times: event.target.value })}
          />
        </label>
      )}
      <label className="field">
        扣分原因
        <textarea
          className="inp"
          rows={2}
          maxLength={1000}
          value={taking.reason}
          onChange={(event) => onChange({ ...taking, reason: event.target.value })}
        />
      </label>
      {taking.kept.length > 0 && <p className="sm muted">已有证据 {taking.kept.length} 件</p>}
      <EvidenceField
        label="证据"
        phase="before"
        place={sheet.jur}
        value={taking.evidence}
        onChange={(evidence) => onChange({ ...taking, evidence })}
      />
    </div>
  )
}

/** From the check to the ledger: each deduction may become a finding. */
function Findings({
  sheet,
  item,
  said,
}: {
  readonly sheet: SheetDetail
  readonly item: Item
  readonly said: ItemView
}) {
  const [finding, setFinding] = useState<KeptDeduction | null>(null)
  if (said.deductions.length === 0) return null
  return (
    <section className="taken" aria-label="由扣分登记的问题">
      <h3>问题隐患</h3>
      {said.findings.map((one) => (
        <p key={one.id}>
          {one.open ? (
            <Link to="/findings/$id" params={{ id: one.id }}>
              {one.number}
            </Link>
          ) : (
            one.number
          )}{' '}
          <StateTag word={STATE_LABELS[one.state]} />
          {one.recheckedAt !== null && (
            <span className="sm muted"> {fullTime(one.recheckedAt)} 复查</span>
          )}
          {one.endedAt !== null && <span className="sm muted"> {fullTime(one.endedAt)} 办结</span>}
        </p>
      ))}
      {finding ? (
        <FindingForm
          sheet={sheet}
          item={item}
          said={said}
          deduction={finding}
          onClose={() => setFinding(null)}
        />
      ) : (
        said.deductions.map((one) => {
          const criterion = item.criteria.find(({ key }) => key === one.criterion)
          return (
            <p key={`${one.criterion} ${one.clause}`}>
              <Button small onClick={() => setFinding(one)}>
                登记评分标准（{criterion?.number}）的问题
              </Button>
            </p>
          )
        })
      )}
    </section>
  )
}
