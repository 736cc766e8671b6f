import { firstRow, params, type Signed } from '#kernel/index.ts'
import { reading, seen } from './ground.ts'
import type { SheetMoved } from './shapes.ts'
import { listed } from './tables.ts'
import { ITEM_STATE_LABELS, SHEET_MOVE_LABELS } from './texts.ts'
import type { ItemState } from './vocabulary.ts'

export type Change = { readonly act: string; readonly at: string; readonly by: string }

type Scored = {
  readonly item: number
  readonly state: ItemState
  readonly score: string | null
  readonly scored_at: string
  readonly name: string | null
}

/** As many moves as a stale answer tells. */
const LAST = 3

/** Who changed a sheet or one of its items last, for the answer to an act on a stale version. */
export async function sheetChanges({ runner, actor }: Signed, id: string): Promise<Change[]> {
  return reading(runner, async (client) => {
    const { param, values } = params()
    const item = await firstRow<Scored>(
      client,
      `select i.item, i.state, i.score, i.scored_at, p.name
         from score_item i join score_sheet s on s.jur = i.jur and s.id = i.sheet_id
         left join person p on p.id = i.scored_person
        where i.id = ${param(id)}::uuid and i.scored_at is not null and ${seen(actor, param)}`,
      values,
    )
    if (item) {
      const what = item.score === null ? ITEM_STATE_LABELS[item.state] : `得${item.score}分`
      return [{ act: `第${item.item}项评为${what}`, at: item.scored_at, by: item.name ?? '' }]
    }
    const of = params()
    const sheet = await firstRow<{ moves: string | null }>(
      client,
      `select s.moves from score_sheet s
        where s.id = ${of.param(id)}::uuid and ${seen(actor, of.param)}`,
      of.values,
    )
    return listed<SheetMoved>(sheet?.moves ?? null)
      .toReversed()
      .slice(0, LAST)
      .map(({ act, at, name }) => ({ act: SHEET_MOVE_LABELS[act], at, by: name }))
  })
}
