import { rows, scoped, scopeOf, type Queryable } from '#kernel/index.ts'
import { renewed, type SearchKind, type SearchRecord } from '#search/index.ts'
import { searchedOfSubject } from '#enterprises/index.ts'
import { searchedOf } from '#findings/index.ts'
import type { Product } from './product.ts'

const BATCH = 200
/** Between batches, so that people's acts come first. */
const REST_MS = 50

type Place = { readonly jur: string; readonly id: string }

/**
 * Makes the words of records anew that have words of an older form, a batch at a time and beside
 * all other work. What is done is done: after a stop the next start goes on with what is left.
 */
export function startSearchRenewal(
  { db }: Pick<Product, 'db'>,
  onFault: (error: unknown) => void,
): { readonly done: Promise<void>; readonly stop: () => Promise<void> } {
  let stopped = false
  async function all(): Promise<void> {
    for (const kind of ['finding', 'subject'] as const) {
      while (!stopped && (await renewBatch(db, kind)) > 0) {
        await new Promise((resolve) => setTimeout(resolve, REST_MS).unref())
      }
    }
  }
  const done = all().catch(onFault)
  return {
    done,
    async stop() {
      stopped = true
      await done
    },
  }
}

/** Renews one batch; answers how many rows it took up. */
export async function renewBatch({ app }: Product['db'], kind: SearchKind): Promise<number> {
  return scoped(app, scopeOf('0'), async (client) => {
    const old = await rows<Place>(
      client,
      `select jur, id from search where kind = $1 and form < 1 order by jur, id limit $2
         for update skip locked`,
      [kind, BATCH],
    )
    if (old.length === 0) return 0
    const found = await SEARCHED[kind](client, old)
    const known = new Set(found.map(({ id }) => id))
    // What has no row in the ledger keeps no words, and is not looked at again.
    const gone = old.filter(({ id }) => !known.has(id)).map((place) => ({ ...place, texts: [] }))
    const { text, values } = renewed(kind, [...found, ...gone])
    await client.query(text, [...values])
    return old.length
  })
}

const SEARCHED = {
  finding: async (on, places) =>
    (
      await rows<
        Place & { number: string; title: string | null; name: string | null; body: string }
      >(
        on,
        `select f.jur, f.id, f.number, f.title, f.subject_name as name, f.body from finding f
           join unnest($1::text[], $2::uuid[]) as t (jur, id) on f.jur = t.jur and f.id = t.id`,
        listsOf(places),
      )
    ).map(({ jur, id, number, title, name, body }) => ({
      jur,
      id,
      ...searchedOf({ number, title, subjectName: name, text: body }),
    })),
  subject: async (on, places) =>
    (
      await rows<Place & { name: string | null; code: string | null; sign: string; at: string }>(
        on,
        `select s.jur, s.id, s.name, s.credit_code as code, s.identifier as sign, s.address as at
           from subject s
           join unnest($1::text[], $2::uuid[]) as t (jur, id) on s.jur = t.jur and s.id = t.id`,
        listsOf(places),
      )
    ).map(({ jur, id, name, code, sign, at }) => ({
      jur,
      id,
      ...searchedOfSubject({ name, creditCode: code, identifier: sign, address: at }),
    })),
} as const satisfies Record<
  SearchKind,
  (on: Queryable, places: readonly Place[]) => Promise<SearchRecord[]>
>

function listsOf(places: readonly Place[]): [string[], string[]] {
  return [places.map(({ jur }) => jur), places.map(({ id }) => id)]
}
