import type { Basis, Circumstances, Decision, Effect, Statement } from '#kernel/index.ts'
import { initialsOf } from '#places/index.ts'
import type { SubjectKind } from './words.ts'

/** A subject as another system has it. */
export type TakenSubject = {
  readonly kind: SubjectKind
  readonly name: string
  readonly identifier: string | null
  readonly sector: string
  readonly address: string | null
}

/** 接收存量: a subject that another system had registered, entered as it is (house rule 16). */
export function takeOverSubject(
  taken: TakenSubject,
  of: { readonly id: string; readonly jur: string; readonly basis: readonly Basis[] },
  at: Circumstances,
  owner: NonNullable<Effect['owner']>,
): Decision {
  return {
    jur: of.jur,
    subject: { kind: 'subject', id: of.id },
    effects: [
      {
        kind: 'subject',
        jur: of.jur,
        id: of.id,
        revision: 1,
        owner,
        set: { ...taken, creditCode: null, org: null, registeredAt: at.now },
      },
    ],
    basis: of.basis,
    inputs: { takenOver: true, kind: taken.kind },
    decision: {},
    answer: { id: of.id, jur: of.jur },
  }
}

/** What search needs of many new subjects. */
export function searchableSubjects(decisions: readonly Decision[]): Statement {
  const effects = decisions.flatMap((decision) => decision.effects)
  const names = effects.map(({ set }) => (typeof set.name === 'string' ? set.name : ''))
  return {
    text: `insert into subject_search (jur, subject_id, name, initials)
      select * from unnest($1::text[], $2::uuid[], $3::text[], $4::text[])`,
    values: [
      effects.map(({ jur }) => jur),
      effects.map(({ id }) => id),
      names,
      names.map((name) => initialsOf(name)),
    ],
  }
}
