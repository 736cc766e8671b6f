import { Form } from '../parts/form.tsx'
import { TextArea, TextField } from '../parts/inputs.tsx'
import { Note } from '../parts/page-state.tsx'
import { useSaidForm, type Said } from '../parts/said-form.ts'
import { DRAWN } from './draw-data.ts'

const labels = { reason: '重抽理由', publicSource: '公共数值来源' }
type Values = { readonly reason: string; readonly publicSource: string }

/** 重抽: the draw under way is voided and stays on record; the next is numbered, with its reason. */
export function RedrawForm(props: {
  /** What becomes of the draw under way and of the next. */
  readonly told: string
  readonly send: (values: Values, key: string) => Promise<Said>
  readonly onDone: () => void
}) {
  const form = useSaidForm<Values, Said>(DRAWN, {
    start: { reason: '', publicSource: '' },
    check: ({ reason, publicSource }) => ({
      ...(reason.trim() ? {} : { reason: '请写明重抽理由' }),
      ...(publicSource.trim() ? {} : { publicSource: '请写明公共数值的来源' }),
    }),
    send: props.send,
    onDone: props.onDone,
  })
  return (
    <Form form={form} labels={labels} verb="作废并重抽">
      <Note tone="amber">{props.told}</Note>
      <TextArea form={form} name="reason" label={labels.reason} most={500} rows={3} />
      <TextField
        form={form}
        name="publicSource"
        label={labels.publicSource}
        most={200}
        hint="应为此刻尚未产生的数值。"
      />
    </Form>
  )
}
