import type { Actor, Runner } from '#kernel/index.ts'
import { calendarOf } from '#deadlines/index.ts'
import { wholeLedger } from '#findings/index.ts'
import { bodyOf, layoutOf, permitted, rightsOf } from './forms.ts'
import { personOf } from './lines.ts'
import { MOST_PRINTED } from './rules.ts'
import { kindOf, Names, valueOf } from './values.ts'
import type { PrintedLedger } from './words.ts'
import type { writtenQuery } from './words.ts'
import type * as z from 'zod'

const STANDARD = 'ledger.standard'

/** The ledger of a filter in the standard form, for paper; without rows where there are too many. */
export async function printedLedger(
  runner: Runner,
  actor: Actor,
  query: z.output<typeof writtenQuery>,
): Promise<PrintedLedger> {
  const pool = runner.db.app
  const today = runner.clock.today()
  const body = await bodyOf(pool, actor)
  const found = await layoutOf(pool, { form: STANDARD, columns: [] }, body, today)
  if (!found) throw new Error(`no pack gives the form ${STANDARD}`)
  const { layout } = permitted(found, rightsOf(actor))
  const { sort, ...filter } = query
  const day = { today, calendar: await calendarOf(pool) }
  const names = new Names()
  const rows: PrintedLedger['rows'] = []
  let count = 0
  for await (const batch of wholeLedger(runner, actor, { filter, sort, day, withResult: true })) {
    count = batch.count
    if (count > MOST_PRINTED) break
    await names.learn(pool, batch.findings)
    for (const finding of batch.findings) {
      const beside = { nth: rows.length + 1, names, org: actor.org }
      const { funds_amount: amount, funds_unit: unit } = finding
      rows.push({
        values: layout.columns.map(({ field }) => valueOf(field, finding, beside)),
        major: finding.grade === 'major',
        closed: finding.state === 'struck_off',
        funds: amount === null ? null : { amount, unit: unit ?? '' },
      })
    }
  }
  const { pack, article } = found.basis
  return {
    title: layout.title,
    unit: body.name,
    person: await personOf(pool, actor.person),
    at: runner.clock.now(),
    signs: [...layout.signs],
    ref: `${pack}#${article}`,
    form: STANDARD,
    columns: layout.columns.map(({ field, title, width }) => ({
      field,
      title,
      width,
      kind: kindOf(field),
    })),
    rows,
    count,
    most: MOST_PRINTED,
  }
}
