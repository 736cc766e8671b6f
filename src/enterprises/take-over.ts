import type { Basis, Circumstances, Decision, Effect } from '#kernel/index.ts'
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
