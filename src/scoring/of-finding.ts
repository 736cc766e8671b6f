import { firstRow, params, readOwn, type Signed, within } from '#kernel/index.ts'
import { itemsOf } from './reckon.ts'
import { boundPack, reading, seen } from './ground.ts'
import type { SheetState } from './vocabulary.ts'

type Source = { readonly source_id: string; readonly source_part: string | null }
type Sheet = {
  readonly id: string
  readonly number: string
  readonly state: SheetState
  readonly pack_version: string
  readonly item: number
  readonly open: boolean
}

/**
 * The item of a score sheet that a finding was registered from. Whoever sees the finding is told
 * the sheet's number; the sheet itself opens only to those whose it is to see.
 */
export async function sheetsFor(call: Signed, finding: string) {
  const { actor, runner } = call
  const source = await readOwn(call, (client) => {
    const { param, values } = params()
    return firstRow<Source>(
      client,
      `select f.source_id, f.source_part from finding f where f.id = ${param(finding)}::uuid
          and f.source_kind = 'score_item' and ${within(actor.scope, 'f', param)}`,
      values,
    )
  })
  if (!source) return []
  const sheet = await reading(runner, (client) => {
    const { param, values } = params()
    return firstRow<Sheet>(
      client,
      `select s.id, s.number, s.state, s.pack_version, i.item, ${seen(actor, param)} as open
         from score_item i join score_sheet s on s.jur = i.jur and s.id = i.sheet_id
        where i.id = ${param(source.source_id)}::uuid`,
      values,
    )
  })
  if (!sheet) return []
  const { scoring } = await boundPack(runner.db.app, sheet.pack_version)
  const item = itemsOf(scoring).find(({ id }) => id === sheet.item)
  const criterion = item?.criteria.find(({ key }) => key === source.source_part)
  return [
    {
      sheet: sheet.id,
      number: sheet.number,
      state: sheet.state,
      item: sheet.item,
      label: item?.label ?? '',
      criterion: source.source_part ?? '',
      criterionNumber: criterion?.number ?? null,
      open: sheet.open,
    },
  ]
}
