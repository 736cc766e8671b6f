import { refuse, rows, type Command, type Json } from '#kernel/index.ts'
import { completedPaper, findDraw } from '#draws/index.ts'
import { figuresOf, lockLookback, NO_FIGURES } from './load.ts'
import { keeping, movedOf, updated } from './round-decision.ts'
import { LOOKBACK_CLAUSE, publishRefusal, SIGNING_ROLES } from './rules.ts'
import type { LookbackRecord } from './tables.ts'
import type { Figures, LookbackState } from './words.ts'
import type * as words from './words.ts'
import type * as z from 'zod'

type Beginning = {
  readonly record: LookbackRecord
  readonly current: boolean
  readonly drawn: readonly { readonly id: string; readonly jur: string }[]
}

/** After the draw: one second look for each drawn finding, in the place of the finding. */
export function beginLooks(): Command<
  { readonly lookback: string; readonly draw: string },
  Beginning
> {
  return {
    act: 'lookback.begin',
    version: 1,
    async load(client, { lookback, draw }, at) {
      const record = await lockLookback(client, lookback, at)
      const found = record && (await findDraw(client, at.actor, draw))
      const paper = found && (await completedPaper(client, found))
      if (!record || !paper?.result || !('drawn' in paper.result)) return undefined
      const drawn = await rows<{ id: string; jur: string }>(
        client,
        'select id, jur from finding where id = any ($1::uuid[]) order by id',
        [paper.result.drawn],
      )
      return { record, drawn, current: record.draw_id === draw }
    },
    decide({ record, drawn, current }) {
      if (!current || record.state !== 'drawing') {
        return refuse('本轮已经开始核查。', LOOKBACK_CLAUSE)
      }
      const about = {
        lookback: record.id,
        lookbackJur: record.jur,
        number: record.number,
        office: record.owner_org,
      }
      return keeping(movedOf(record, 'looking', `已抽取${drawn.length}件，请指定核查人。`), {
        effects: [updated(record, { state: 'looking' })],
        inputs: { drawn: drawn.length },
        events: drawn.map(({ id, jur }) => ({
          event: 'lookback.drawn',
          jur,
          payload: { ...about, finding: id },
        })),
      })
    },
  }
}

type Publishing = { readonly record: LookbackRecord; readonly figures: Figures }

/** 签发公布: the head of the office signs; the figures stay as they are today. */
export function publishing(): Command<
  { readonly id: string; readonly body: z.output<typeof words.publishLookback.body> },
  Publishing
> {
  return {
    act: 'lookback.publish',
    version: 1,
    async load(client, { id }, at) {
      const record = await lockLookback(client, id, at)
      if (!record) return undefined
      const figures = (await figuresOf(client, [id])).get(id) ?? NO_FIGURES
      // Looks come into being by reactions after the draw; until all are there, none is left out.
      return { record, figures: { ...figures, drawn: Math.max(figures.drawn, record.size) } }
    },
    decide({ record, figures }, { body }, at) {
      const state = record.state as LookbackState
      const no = publishRefusal({ state, ownerOrg: record.owner_org, figures }, at.actor)
      if (no) return no
      if (record.revision !== body.revision) return { stale: { revision: record.revision } }
      const set = {
        state: 'published',
        figures,
        publishedAt: at.now,
        publishedPerson: at.actor.person,
        publishedNote: body.note,
      }
      const say = `已签发公布：核查${figures.concluded}件，虚假整改${figures.false}件。`
      return keeping(movedOf(record, 'published', say), {
        effects: [updated(record, set)],
        inputs: { figures: figures as unknown as Json, signers: [...SIGNING_ROLES] },
      })
    },
  }
}
