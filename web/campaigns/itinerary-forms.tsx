import { VISIT_KIND_LABELS } from '#campaigns/texts.ts'
import {
  agreeItinerary,
  proposeItinerary,
  returnItinerary,
  VISIT_KINDS,
  type HostDetail,
  type Visit,
  type VisitKind,
} from '#campaigns/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { DateInput } from '../parts/date-field.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { TextArea } from '../parts/inputs.tsx'
import { LinesField, type LineActs } from '../parts/lines-field.tsx'
import { orNull } from '../papers/note-form.tsx'
import { useCampaignForm } from './data.ts'
import type { GroupProps } from './group-acts.tsx'

/** 提出行程, or an agreed one changed. */
export function ProposeForm({ group, onClose }: GroupProps) {
  const changed = group.itineraryState === 'agreed'
  const form = useCampaignForm<{ readonly visits: readonly Visit[]; readonly reason: string }>({
    draft: {
      key: `campaign.itinerary.${group.id}`,
      title: `行程：${group.number}`,
      route: `/campaigns/groups/${group.id}`,
    },
    start: {
      visits:
        group.itinerary.length > 0
          ? group.itinerary
          : [{ on: group.visitFrom, kind: 'body', what: '' }],
      reason: '',
    },
    check: ({ visits, reason }) => ({
      ...(visits.every(({ what, on }) => what.trim() && on)
        ? {}
        : { visits: '每一项都应写明日期和去处' }),
      ...(changed && !reason.trim() ? { reason: '请填写调整理由' } : {}),
    }),
    send: ({ visits, reason }, key) =>
      call(proposeItinerary, {
        params: { id: group.id },
        key,
        body: {
          revision: group.revision,
          visits: visits.map((one) => ({ ...one, what: one.what.trim() })),
          reason: orNull(reason),
        },
      }),
    onDone: onClose,
  })
  const { visits } = form.values
  return (
    <Form form={form} labels={{ visits: '行程', reason: '说明' }} verb="提出行程">
      <p className="sm muted">
        实地检查期间：{group.visitFrom} 至 {group.visitTo}。去企业的写企业全称。
      </p>
      <LinesField<Visit>
        name="visits"
        value={visits}
        error={form.errors.visits}
        onChange={(all) => form.set('visits', all)}
        add="增加一项"
        fresh={() => ({ on: visits.at(-1)?.on ?? group.visitFrom, kind: 'enterprise', what: '' })}
      >
        {(visit, acts) => <VisitFields key={acts.nth} visit={visit} window={group} acts={acts} />}
      </LinesField>
      <TextArea
        form={form}
        name="reason"
        label={changed ? '调整理由' : '说明'}
        most={1000}
        rows={2}
        optional={!changed}
      />
    </Form>
  )
}

function VisitFields(props: {
  readonly visit: Visit
  readonly window: { readonly visitFrom: string; readonly visitTo: string }
  readonly acts: LineActs<Visit>
}) {
  const { visit } = props
  const { nth, put, out } = props.acts
  return (
    <fieldset className="card bd">
      <legend>第{nth + 1}项</legend>
      <div className="pair">
        <Field name={`visits.${nth}.on`} label="日期" error={undefined}>
          {(wired) => (
            <DateInput
              wired={wired}
              value={visit.on || null}
              notBefore={props.window.visitFrom}
              notAfter={props.window.visitTo}
              onChange={(date) => put({ on: date ?? '' })}
            />
          )}
        </Field>
        <Field name={`visits.${nth}.kind`} label="类别" error={undefined}>
          {(wired) => (
            <select
              {...wired}
              className="inp"
              value={visit.kind}
              onChange={(event) => put({ kind: event.target.value as VisitKind })}
            >
              {VISIT_KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {VISIT_KIND_LABELS[kind]}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <Field name={`visits.${nth}.what`} label="去处和内容" error={undefined}>
        {(wired) => (
          <input
            {...wired}
            className="inp"
            maxLength={200}
            value={visit.what}
            onChange={(event) => put({ what: event.target.value })}
          />
        )}
      </Field>
      <Button small weight="quiet" onClick={out}>
        移出本项
      </Button>
    </fieldset>
  )
}

type HostProps = { readonly host: HostDetail; readonly onClose: () => void }

/** 确认行程, with a named contact for each enterprise of it. */
export function AgreeForm({ host, onClose }: HostProps) {
  const enterprises = [
    ...new Set(host.itinerary.filter(({ kind }) => kind === 'enterprise').map(({ what }) => what)),
  ]
  const known = (enterprise: string) =>
    host.contacts.find((one) => one.enterprise === enterprise)?.name ?? ''
  const form = useCampaignForm<{ readonly names: readonly string[]; readonly note: string }>({
    start: { names: enterprises.map(known), note: '' },
    check: ({ names }) =>
      names.every((name) => name.trim()) ? {} : { names: '每家企业各明确一名联络人' },
    send: ({ names, note }, key) =>
      call(agreeItinerary, {
        params: { id: host.id },
        key,
        body: {
          revision: host.revision,
          contacts: enterprises.map((enterprise, nth) => ({
            enterprise,
            name: names[nth]!.trim(),
          })),
          note: orNull(note),
        },
      }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={{ names: '联络人', note: '说明' }} verb="确认行程">
      <div data-field="names">
        {enterprises.map((enterprise, nth) => (
          <Field
            key={enterprise}
            name={`names.${nth}`}
            label={`${enterprise} 联络人`}
            error={undefined}
          >
            {(wired) => (
              <input
                {...wired}
                className="inp"
                maxLength={60}
                value={form.values.names[nth] ?? ''}
                onChange={(event) =>
                  form.set(
                    'names',
                    form.values.names.map((one, at) => (at === nth ? event.target.value : one)),
                  )
                }
              />
            )}
          </Field>
        ))}
        {form.errors.names && <p className="err">{form.errors.names}</p>}
      </div>
      <TextArea form={form} name="note" label="说明" most={1000} rows={2} optional />
    </Form>
  )
}

export function ReturnForm({ host, onClose }: HostProps) {
  const form = useCampaignForm({
    start: { reason: '' },
    check: ({ reason }) => (reason.trim() ? {} : { reason: '请写明不合适之处' }),
    send: ({ reason }, key) =>
      call(returnItinerary, {
        params: { id: host.id },
        key,
        body: { revision: host.revision, reason: reason.trim() },
      }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={{ reason: '退回理由' }} verb="退回">
      <TextArea form={form} name="reason" label="退回理由" most={1000} rows={3} />
    </Form>
  )
}
