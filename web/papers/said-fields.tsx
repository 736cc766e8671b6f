import { SAID_LABELS } from '#papers/texts.ts'
import { SAID_HOWS, type SaidHow } from '#papers/words.ts'
import { Choices } from '../parts/field.tsx'
import type { Errors, FormState } from '../parts/form.tsx'
import { TextField } from '../parts/inputs.tsx'

/** What every 代填 asks: who said it, and how. */
export type Said = { readonly saidBy: string; readonly how: SaidHow | null }

export const SAID_START: Said = { saidBy: '', how: null }

export const SAID_FIELDS = {
  saidBy: '由谁说明',
  how: '说明方式',
  evidence: '现场照片或签字的纸条',
} as const

/** What is still to be said of them. */
export function saidErrors({ saidBy, how }: Said): Errors<Said> {
  return {
    ...(saidBy.trim() ? {} : { saidBy: '请填写说明人姓名' }),
    ...(how ? {} : { how: '请选择当面或电话' }),
  }
}

export function SaidFields<V extends Said>(props: { readonly form: FormState<V> }) {
  const form: FormState<Said> = props.form
  return (
    <>
      <TextField form={form} name="saidBy" label={SAID_FIELDS.saidBy} most={50} />
      <Choices
        name="how"
        label={SAID_FIELDS.how}
        value={form.values.how}
        options={SAID_HOWS.map((value) => ({ value, label: SAID_LABELS[value] }))}
        error={form.errors.how}
        onChange={(how) => form.set('how', how)}
      />
    </>
  )
}
