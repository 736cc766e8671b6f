import {
  publishLookback,
  redrawLookback,
  type LookbackView,
  type LookMoved,
} from '#lookbacks/words.ts'
import { fractionOf } from '#lookbacks/rules.ts'
import { call } from '../parts/api.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Form, useForm } from '../parts/form.tsx'
import { TextArea, TextField } from '../parts/inputs.tsx'
import { Note } from '../parts/page-state.tsx'
import { useDone, useStale } from './data.ts'

type Props = { readonly round: LookbackView; readonly onClose: () => void }

/** 重抽: the draw under way is voided and stays on record; the next is numbered, with its reason. */
export function RedrawForm({ round, onClose }: Props) {
  const done = useDone()
  const stale = useStale()
  const form = useForm<{ reason: string; publicSource: string }, LookMoved>({
    draft: null,
    start: { reason: '', publicSource: '' },
    check: (values) => ({
      ...(values.reason.trim() ? {} : { reason: '请写明重抽理由' }),
      ...(values.publicSource.trim() ? {} : { publicSource: '请写明公共数值的来源' }),
    }),
    send: (values, key) =>
      call(redrawLookback, {
        params: { id: round.id },
        key,
        body: { revision: round.revision, ...values },
      }).catch((error: unknown) => {
        stale(error)
        throw error
      }),
    onDone(moved) {
      onClose()
      done(moved)
    },
  })
  const labels = { reason: '重抽理由', publicSource: '公共数值来源' }
  return (
    <Dialog title="重抽" onClose={onClose}>
      <Form form={form} labels={labels} verb="作废并重抽">
        <Note tone="amber">
          第{round.round}次抽取将作废并永久保留，范围重新封存为第{round.round + 1}次抽取。
        </Note>
        <TextArea form={form} name="reason" label={labels.reason} most={500} rows={3} />
        <TextField
          form={form}
          name="publicSource"
          label={labels.publicSource}
          most={200}
          hint="应为此刻尚未产生的数值。"
        />
      </Form>
    </Dialog>
  )
}

/** 签发公布: what is signed are the figures as they stand now. */
export function PublishForm({ round, onClose }: Props) {
  const done = useDone()
  const stale = useStale()
  const form = useForm<{ note: string }, LookMoved>({
    draft: null,
    start: { note: '' },
    check: (values) => (values.note.trim() ? {} : { note: '请填写签发意见' }),
    send: ({ note }, key) =>
      call(publishLookback, {
        params: { id: round.id },
        key,
        body: { revision: round.revision, note },
      }).catch((error: unknown) => {
        stale(error)
        throw error
      }),
    onDone(moved) {
      onClose()
      done(moved)
    },
  })
  return (
    <Dialog title="签发公布" onClose={onClose}>
      <Form form={form} labels={{ note: '签发意见' }} verb="签发公布">
        <Note tone="amber">
          {round.number}：核查 {round.figures.concluded} 件，虚假整改 {fractionOf(round.figures)}
          。签发后按此数公布，不再变动。
        </Note>
        <TextArea form={form} name="note" label="签发意见" most={1000} />
      </Form>
    </Dialog>
  )
}
