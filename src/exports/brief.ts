import { scoped, type Actor, type Runner } from '#kernel/index.ts'
import { calendarOf, type Day } from '#deadlines/index.ts'
import { placeNames } from '#places/index.ts'
import { countPage, listPage } from '#findings/index.ts'
import { bodyOf } from './forms.ts'
import { personOf } from './lines.ts'
import { MOST_LATE } from './rules.ts'
import { writtenQuery, type Brief, type WrittenFilter } from './words.ts'

/** 领导参阅: the few figures of a place, each with the filter that opens it, and what is latest. */
export async function briefOf(
  runner: Runner,
  actor: Actor,
  { place }: { readonly place?: string | undefined },
): Promise<Brief> {
  const pool = runner.db.app
  const today = runner.clock.today()
  const day: Day = { today, calendar: await calendarOf(pool) }
  const body = await bodyOf(pool, actor)
  const at = place ?? body.place
  const here: WrittenFilter = place === undefined ? {} : { place }
  const first = `${today.slice(0, 7)}-01`
  const asked = [
    ['open', '在办', { due: 'open' }],
    ['overdue', '逾期', { due: 'overdue' }],
    ['major', '重大在办', { grade: 'major', due: 'open' }],
    ['closed', '本月销号', { state: 'struck_off', endedFrom: first, endedTo: today }],
    ['done', '已销号', { state: 'struck_off', counted: 'all' }],
    ['all', '全部', { counted: 'all' }],
  ] as const
  const names = await placeNames(pool, [at])
  return scoped(pool, actor.scope, async (client) => {
    const figures: Brief['figures'] = []
    for (const [key, label, query] of asked) {
      const whole: WrittenFilter = { ...here, ...query }
      const { sort: _, ...filter } = writtenQuery.parse(whole)
      const count = await countPage(client, actor, filter, day)
      figures.push({ key, label, count, query: whole })
    }
    const late = writtenQuery.parse({ ...here, due: 'overdue' })
    const { rows } = await listPage(client, actor, { ...late, size: MOST_LATE }, day)
    const [of, done] = [figures.pop()!, figures.pop()!]
    return {
      title: '领导参阅',
      unit: body.name,
      person: await personOf(pool, actor.person),
      at: runner.clock.now(),
      signs: [],
      ref: null,
      placeName: actor.scope.party === null ? (names.get(at)?.name ?? at) : body.name,
      month: first.slice(0, 7),
      figures,
      rate: { done, of },
      late: rows,
    }
  })
}
