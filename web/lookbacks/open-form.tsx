import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { CEREMONY_LABELS } from '#draws/texts.ts'
import type { Ceremony } from '#draws/rules.ts'
import { openLookback, previewLookback, type LookMoved, type Preview } from '#lookbacks/words.ts'
import { call } from '../parts/api.ts'
import { ClauseLink } from '../parts/clause.tsx'
import { DateInput } from '../parts/date-field.tsx'
import { legalToday } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Choices, Field } from '../parts/field.tsx'
import { Form, useForm } from '../parts/form.tsx'
import { TextArea, TextField } from '../parts/inputs.tsx'
import { Note, sentenceOf } from '../parts/page-state.tsx'
import PlacePicker, { type PickedPlace } from '../parts/pickers.tsx'
import { usePost } from '../parts/session.ts'
import { useDone } from '../draws/draw-data.ts'

type Values = {
  readonly place: PickedPlace | null
  readonly fromOn: string | null
  readonly toOn: string | null
  readonly ceremony: Ceremony
  readonly publicSource: string
  readonly reason: string
}

/** 发起回头看: place and period are proposed; what would be drawn from is shown before anything is frozen. */
export function OpenDialog({ onClose }: { readonly onClose: () => void }) {
  const post = usePost()
  const navigate = useNavigate()
  const done = useDone()
  const today = legalToday()
  const form = useForm<Values, LookMoved>({
    draft: { key: 'lookback.open', title: '发起回头看', route: '/lookbacks' },
    start: {
      place: post ? { jur: post.place, name: post.placeName } : null,
      fromOn: `${today.slice(0, 4)}-01-01`,
      toOn: today,
      ceremony: 'everyday',
      publicSource: '',
      reason: '',
    },
    check: (values) => ({
      ...(values.place ? {} : { place: '请选择地区' }),
      ...(values.fromOn ? {} : { fromOn: '请选择开始日期' }),
      ...(values.toOn ? {} : { toOn: '请选择结束日期' }),
      ...(values.publicSource.trim() ? {} : { publicSource: '请写明公共数值的来源' }),
    }),
    send: ({ place, fromOn, toOn, ceremony, publicSource, reason }, key) =>
      call(openLookback, {
        key,
        body: {
          place: place!.jur,
          fromOn: fromOn!,
          toOn: toOn!,
          ceremony,
          publicSource,
          reason: reason.trim() === '' ? null : reason,
        },
      }),
    onDone(moved) {
      onClose()
      done(moved)
      void navigate({ to: '/lookbacks/$id', params: { id: moved.id } })
    },
  })
  const { values, errors, set, left } = form
  return (
    <Dialog title="发起回头看" onClose={onClose}>
      <Form form={form} labels={labels} verb="封存范围">
        <Field name="place" label={labels.place} error={errors.place}>
          {(wired) => (
            <PlacePicker
              wired={wired}
              value={values.place}
              onChange={(place) => set('place', place)}
              onBlur={() => left('place')}
            />
          )}
        </Field>
        {(['fromOn', 'toOn'] as const).map((name) => (
          <Field key={name} name={name} label={labels[name]} error={errors[name]}>
            {(wired) => (
              <DateInput
                wired={wired}
                value={values[name]}
                notAfter={today}
                onChange={(date) => set(name, date)}
              />
            )}
          </Field>
        ))}
        <Frame values={values} />
        <Choices
          name="ceremony"
          label={labels.ceremony}
          value={values.ceremony}
          options={Object.entries(CEREMONY_LABELS).map(([value, label]) => ({
            value: value as Ceremony,
            label,
          }))}
          onChange={(ceremony) => set('ceremony', ceremony)}
        />
        <TextField
          form={form}
          name="publicSource"
          label={labels.publicSource}
          most={200}
          placeholder="如：福彩双色球下一期开奖号码"
          hint="事先指定、任何人都能查到、各方承诺之前无人知道的数值。"
        />
        <TextArea
          form={form}
          name="reason"
          label={labels.reason}
          most={500}
          rows={2}
          optional
          hint="同一地区、时段已抽取过的，须写明再次抽取的理由。"
        />
      </Form>
    </Dialog>
  )
}

const labels = {
  place: '地区（含下级）',
  fromOn: '销号日期起',
  toOn: '销号日期止',
  ceremony: '抽取方式',
  publicSource: '公共数值来源',
  reason: '再次抽取的理由',
}

function Frame({ values }: { readonly values: Values }) {
  const { place, fromOn, toOn } = values
  const ready = place !== null && fromOn !== null && toOn !== null
  const found = useQuery({
    queryKey: ['lookbacks', 'frame', place?.jur, fromOn, toOn],
    enabled: ready,
    queryFn: () =>
      call(previewLookback, { query: { place: place!.jur, fromOn: fromOn!, toOn: toOn! } }),
  })
  if (found.isError) return <Note tone="red">{sentenceOf(found.error)}</Note>
  if (!found.data) return null
  return <Told frame={found.data} />
}

function Told({ frame }: { readonly frame: Preview }) {
  return (
    <Note tone="blue">
      抽取范围 <b>{frame.framed}</b> 件，按{frame.sharePercent}%、至少{frame.least}件，抽取{' '}
      <b>{frame.size}</b> 件。 <ClauseLink clause={frame.clause} />
      {frame.excluded.length > 0 && (
        <details>
          <summary>不在范围内的 {frame.excluded.length} 件及理由</summary>
          <ul>
            {frame.excluded.map((one) => (
              <li key={one.id} className="sm">
                {one.number}：{one.reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Note>
  )
}
