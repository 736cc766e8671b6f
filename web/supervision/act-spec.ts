import type { Face } from '#kernel/faces.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { legalToday } from '../parts/dates.ts'

export type Values = Readonly<Record<string, string>>

/** One field of an act's form. */
export type FieldSpec = {
  readonly name: string
  readonly label: string
  readonly kind: 'area' | 'line' | 'date' | 'choice' | 'checks' | 'number' | 'body'
  readonly options?: readonly (readonly [string, string])[]
  readonly optional?: boolean
  readonly start?: string
  readonly hint?: string
  /** Where it is asked for only with some values of the others. */
  readonly when?: (values: Values) => boolean
  /** How long a line may be. */
  readonly most?: number
  /** What is wrong with a value that was filled in, or null. */
  readonly fault?: (value: string) => string | null
  /** Another field that may be filled in its stead. */
  readonly or?: string
}

/** One act of the screen: its form, its face, and why it is refused where it is. */
export type ActSpec = {
  readonly id: string
  readonly label: string
  readonly refusal: Refusal | null
  readonly face: Face
  readonly row: string
  readonly fields: readonly FieldSpec[]
  readonly body: (values: Values) => Readonly<Record<string, unknown>>
  /** What is said above the form, as before something that is published. */
  readonly warning?: string
}

export const note = (label: string): FieldSpec => ({ name: 'note', label, kind: 'area' })
export const remark = (label: string): FieldSpec => ({ ...note(label), optional: true })
export const passed = (yes: string, no: string): FieldSpec => ({
  name: 'passed',
  label: '结论',
  kind: 'choice',
  options: [
    ['yes', yes],
    ['no', no],
  ],
})
export const on: FieldSpec = { name: 'on', label: '日期', kind: 'date', start: legalToday() }
export const orNull = (text: string | undefined) => (text?.trim() ? text.trim() : null)
export const plain = (values: Values) => ({ note: orNull(values['note']) })
export const noted = (values: Values) => ({ note: values['note'] })
export const judged = (values: Values) => ({
  passed: values['passed'] === 'yes',
  note: values['note'],
})

type Spec = Omit<ActSpec, 'id' | 'body'> & {
  readonly id: string
  readonly revision: number
  readonly body: (values: Values) => object
}

/** Every body carries the revision that was seen. */
export function spec({ revision, ...rest }: Spec): ActSpec {
  return { ...rest, body: (values) => ({ revision, ...rest.body(values) }) }
}
