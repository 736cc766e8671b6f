import { openMark, type Command, type Effect, type Queryable } from '#kernel/index.ts'
import { startDeadline } from '#deadlines/index.ts'
import { derived } from './derived.ts'
import { lockFinding } from './load.ts'
import { CLAUSES } from './rules.ts'
import { decision, ownerOf, type Seen } from './seen.ts'
import { DEADLINE_LABELS } from './texts.ts'

/** What follows on one finding from an act on another; only reactions perform it. */
type Follow = { readonly finding: string; readonly number: string }

/** The finding that another was merged into says so in its own timeline. */
export function noteMerged(pool: Queryable): Command<Follow, { readonly seen: Seen }> {
  return {
    act: 'finding.note_merged',
    version: 1,
    load: (client, { finding }, at) => loaded(lockFinding(pool, client, finding, at)),
    decide: ({ seen }, { number }, at) =>
      decision(seen, at, {
        act: 'note_merged',
        note: null,
        facts: { number },
        say: `${number}已并入。`,
      }),
    also: (verdict, { seen }, at) => derived(verdict, seen.record, at.newId),
  }
}

/** A struck-off finding whose problem came back is marked, so that the share can be counted. */
export function markRelapsed(pool: Queryable): Command<Follow, { readonly seen: Seen }> {
  return {
    act: 'finding.mark_relapsed',
    version: 1,
    load: (client, { finding }, at) => loaded(lockFinding(pool, client, finding, at)),
    decide({ seen }, { number }, at) {
      const { record } = seen
      const mark = openMark({
        id: at.newId(),
        jur: record.jur,
        subject: { kind: 'finding', id: record.id },
        code: 'relapsed',
        clause: CLAUSES.merging,
        note: `销号后复发，已重开为${number}`,
        at: at.now,
        owner: ownerOf(record),
      })
      return decision(seen, at, {
        act: 'mark_relapsed',
        note: null,
        facts: { number },
        more: [mark],
        say: `已标记复发。`,
      })
    },
    also: (verdict, { seen }, at) => derived(verdict, seen.record, at.newId),
  }
}

/** A reaction that was refused lies on the office's desk, with the sentence of the refusal. */
export function takeUp(
  pool: Queryable,
): Command<{ readonly finding: string; readonly sentence: string }, { readonly seen: Seen }> {
  return {
    act: 'finding.take_up',
    version: 1,
    load: (client, { finding }, at) => loaded(lockFinding(pool, client, finding, at)),
    decide({ seen }, { sentence }, at) {
      const { record } = seen
      const clock = seen.law.clock('finding.answerUrge')
      const desk: Effect = startDeadline({
        id: at.newId(),
        jur: record.jur,
        owner: ownerOf(record),
        subject: { kind: 'finding', id: record.id },
        kind: 'take_up',
        label: DEADLINE_LABELS.take_up,
        title: sentence,
        number: record.number,
        route: `/findings/${record.id}`,
        basis: clock.ref,
        startedOn: at.today,
        clock: clock.value,
        calendar: seen.calendar,
      })
      return decision(seen, at, {
        act: 'take_up',
        note: sentence,
        start: [desk],
        basis: [clock.basis],
        say: '已转交办单位处理。',
      })
    },
    also: (verdict, { seen }, at) => derived(verdict, seen.record, at.newId),
  }
}

async function loaded(seen: Promise<Seen | undefined>): Promise<{ seen: Seen } | undefined> {
  const found = await seen
  return found && { seen: found }
}
