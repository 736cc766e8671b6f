/** 评分: the acts on the items of a sheet. */
import {
  hotRow,
  isRefusal,
  params,
  type Actor,
  type Circumstances,
  type Command,
  type Effect,
  type Queryable,
} from '#kernel/index.ts'
import { evidenceEffects, loadAttachments, type Attached } from '#files/index.ts'
import { personNames } from '#places/index.ts'
import { answerOf, boundPack, factsOf, lockSheet, sampleOf } from './ground.ts'
import { scoreAlone, type ItemAnswer, type SheetPack } from './reckon.ts'
import { itemRefusal, scoreRefusal, type SheetFacts } from './rules.ts'
import type { EarlierScore, KeptDeduction } from './shapes.ts'
import type { On, Verdict } from './sheet-ground.ts'
import { listed, type ItemRecord, type SheetRecord } from './tables.ts'
import type * as words from './words.ts'

/** Locks one item of a sheet that the actor sees, after its sheet. */
export async function lockItem(
  client: Queryable,
  id: string,
  actor: Actor,
): Promise<{ readonly sheet: SheetRecord; readonly row: ItemRecord } | undefined> {
  const { param, values } = params()
  const found = await hotRow<{ sheet_id: string }>(
    client,
    `select i.sheet_id from score_item i where i.id = ${param(id)}::uuid`,
    values,
  )
  const sheet = found && (await lockSheet(client, found.sheet_id, actor, 'share'))
  if (!sheet) return undefined
  const row = await hotRow<ItemRecord>(
    client,
    'select i.* from score_item i where i.jur = $1 and i.id = $2 for update',
    [sheet.jur, id],
  )
  return row && { sheet, row }
}

type Scoring = {
  readonly sheet: SheetRecord
  readonly row: ItemRecord
  readonly facts: SheetFacts
  readonly pack: SheetPack
  readonly files: readonly Attached[]
  readonly names: Readonly<Record<string, string>>
}

/** 评分: what was found on one item; how it stood before is kept with who, when and why. */
export function scoring(pool: Queryable): Command<On<words.ScoreItem>, Scoring> {
  return {
    act: 'score_item.score',
    version: 1,
    async load(client, { id, body }, at) {
      const locked = await lockItem(client, id, at.actor)
      if (!locked) return undefined
      const { sheet, row } = locked
      const wanted = body.deductions.flatMap(({ evidence }) => evidence)
      return {
        ...locked,
        facts: await factsOf(client, sheet),
        pack: await boundPack(pool, sheet.pack_version),
        files: await loadAttachments(client, wanted, subjectOf(locked), at),
        names: await personNames(client, [row.scored_person, at.actor.person]),
      }
    },
    decide: (seen, { body }, at) => scored(seen, body, at),
  }
}

function subjectOf({ sheet, row }: Pick<Scoring, 'sheet' | 'row'>) {
  return { jur: row.jur, kind: 'score_item', id: row.id, number: sheet.number }
}

function scored(seen: Scoring, body: words.ScoreItem, at: Circumstances): Verdict {
  const { sheet, row, facts, pack, files } = seen
  const may = scoreRefusal(facts, at.actor)
  if (may) return may
  if (body.revision !== row.revision) return { stale: { revision: row.revision } }
  const owner = { org: row.owner_org, party: null, demo: row.demo }
  const evidence = evidenceEffects(files, subjectOf(seen), owner, at)
  if (isRefusal(evidence)) return evidence
  const before = answerOf(row)
  const asked = saidOf(row, body, idsByDeduction(body, evidence))
  const no = itemRefusal(pack, asked, {
    sample: sampleOf(sheet),
    changed: facts.submittedBefore && before.state !== 'not_scored' && differs(before, asked),
    reason: body.reason,
  })
  if (no) return no
  const { state, score, capped } = stateOf(pack, asked)
  const answer = { ...asked, state }
  const empty = state === 'not_scored'
  const revision = row.revision + 1
  const say = empty
    ? `第${row.item}项已改回未评。`
    : `第${row.item}项得${score}分${capped ? '，扣分已至封顶' : ''}。`
  return {
    jur: row.jur,
    subject: { kind: 'score_item', id: row.id },
    effects: [
      {
        kind: 'score_item',
        jur: row.jur,
        id: row.id,
        revision,
        set: {
          state,
          done: answer.done,
          deductions: JSON.stringify(answer.deductions),
          notApplicable: [...answer.notApplicable],
          score,
          scoredAt: empty ? null : at.now,
          scoredPerson: empty ? null : at.actor.person,
          history: JSON.stringify(historyOf(seen, before, body.reason, at)),
        },
      },
      ...evidence,
    ],
    basis: [{ pack: pack.id, version: pack.version, article: pack.scoring.sheet.article }],
    inputs: {
      item: row.item,
      deductions: answer.deductions.map(({ criterion, clause, times }) => ({
        criterion,
        clause,
        times,
      })),
      notApplicable: [...answer.notApplicable],
      files: files.length,
    },
    decision: { from: before.state, to: state, score },
    answer: { id: row.id, number: sheet.number, revision, say },
  }
}

/** The item as it would be; not applicable is what the engine says of all its criteria. */
function saidOf(
  row: ItemRecord,
  body: words.ScoreItem,
  evidence: readonly (readonly string[])[],
): ItemAnswer {
  if (!body.scored) {
    return { item: row.item, state: 'not_scored', done: null, deductions: [], notApplicable: [] }
  }
  return {
    item: row.item,
    state: 'scored',
    done: body.done,
    deductions: body.deductions.map(
      ({ criterion, clause, times, reason, named, kept }, index): KeptDeduction => ({
        criterion,
        clause,
        times,
        reason,
        named,
        evidence: [...kept, ...(evidence[index] ?? [])],
      }),
    ),
    notApplicable: body.notApplicable,
  }
}

function stateOf(pack: SheetPack, answer: ItemAnswer) {
  if (answer.state === 'not_scored') return { state: answer.state, score: null, capped: false }
  const { state, score, capped } = scoreAlone(pack, answer)
  return { state, score, capped }
}

function differs(before: ItemAnswer, after: ItemAnswer): boolean {
  const of = ({ deductions, notApplicable, done }: ItemAnswer) =>
    JSON.stringify([done, notApplicable, deductions])
  return of(before) !== of(after)
}

/** The new evidence stands in the order of the deductions, one effect a file. */
function idsByDeduction(body: words.ScoreItem, effects: readonly Effect[]): string[][] {
  const ids = effects.map(({ id }) => id)
  return body.deductions.map(({ evidence }) => ids.splice(0, evidence.length))
}

/** What stood there before, unless nothing had been said yet. */
function historyOf(
  { row, names }: Scoring,
  before: ItemAnswer,
  reason: string | null,
  at: Circumstances,
): EarlierScore[] {
  const earlier = listed<EarlierScore>(row.history)
  if (before.state === 'not_scored' && earlier.length === 0) return earlier
  const name = (id: string | null) => (id === null ? null : (names[id] ?? null))
  return [
    ...earlier,
    {
      state: before.state,
      done: before.done,
      deductions: [...before.deductions],
      notApplicable: [...before.notApplicable],
      score: row.score,
      scoredAt: row.scored_at,
      scoredPerson: row.scored_person,
      scoredName: name(row.scored_person),
      changedAt: at.now,
      changedPerson: at.actor.person,
      changedName: name(at.actor.person) ?? '',
      reason,
    },
  ]
}
