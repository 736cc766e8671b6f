// forms.yaml: the tables that offices hand in, as dated maps from columns to what the ledger holds.
import * as z from 'zod'
import type { Pack } from './formats.ts'
import { cited, date, key, text } from './pieces.ts'
import { formConditions, formFields } from './words.ts'

const width = z.int().min(4).max(80)
const period = { from: date.optional(), to: date.optional() }

const ledgerColumn = z.strictObject({ field: z.enum(formFields), title: text, width })

/** A ledger form: one row a finding, one column a fact. */
const ledgerForm = z.strictObject({
  key,
  kind: z.literal('ledger'),
  title: text,
  paper: z.enum(['A4', 'A3']),
  columns: z.array(ledgerColumn).min(1),
  /** Who fills in, checks and signs, as the line beneath the table names them. */
  signs: z.array(text).default([]),
  ...period,
  ...cited,
})

const where = z.partialRecord(z.enum(formConditions), z.array(z.string()).min(1))

/** A column counts findings, relates two columns, sums money, or says why it cannot be filled. */
const tableColumn = z
  .strictObject({
    key,
    title: text,
    group: text.optional(),
    width: width.default(12),
    count: where.optional(),
    share: z.strictObject({ of: key, in: key }).optional(),
    funds: where.optional(),
    unfilled: text.optional(),
  })
  .refine(({ count, share, funds, unfilled }) => {
    return [count, share, funds, unfilled].filter((way) => way !== undefined).length === 1
  }, '一列须且只须写一种取数方式：count、share、funds 或 unfilled')

/** A statistical form: a row for each sector or place, figures of one period. */
const tableForm = z.strictObject({
  key,
  kind: z.literal('table'),
  title: text,
  period: z.enum(['month', 'quarter', 'year']),
  rows: z.enum(['sector', 'place']),
  columns: z.array(tableColumn).min(1),
  signs: z.array(text).default([]),
  ...period,
  ...cited,
})

export const formsFile = z.strictObject({
  forms: z.array(z.discriminatedUnion('kind', [ledgerForm, tableForm])).min(1),
})

export type LedgerForm = z.output<typeof ledgerForm>
export type TableForm = z.output<typeof tableForm>
export type TableColumn = TableForm['columns'][number]

/** A form with where it stands. */
type Found<F> = {
  readonly form: F
  readonly ref: string
  readonly pack: string
  readonly version: string
}

type Asked = { readonly on: string; readonly lineage: readonly string[] }

/**
 * The forms of a kind that hold on a day at a place, one for each key: the nearer place's wins over
 * the farther, then the later one. `lineage` goes from the nation down.
 */
export function formsOf<K extends 'ledger' | 'table'>(
  packs: readonly Pack[],
  kind: K,
  { on, lineage }: Asked,
): Found<K extends 'ledger' ? LedgerForm : TableForm>[] {
  const best = new Map<string, Found<never> & { readonly rank: string }>()
  for (const { head, version, forms } of packs) {
    const depth = lineage.indexOf(head.place)
    if (depth < 0) continue
    for (const form of forms?.forms ?? []) {
      const from = form.from ?? head.effective.from
      const to = form.to ?? head.effective.to ?? '9999-12-31'
      if (form.kind !== kind || from > on || to < on) continue
      const rank = `${String(depth).padStart(2, '0')} ${from}`
      if ((best.get(form.key)?.rank ?? '') >= rank) continue
      const ref = `${head.id}#${form.article}`
      best.set(form.key, { form: form as never, ref, pack: head.id, version, rank })
    }
  }
  return [...best.values()]
}
