import { refuse, type Refusal } from '#kernel/refusal.ts'
import { answersTo, directs, HIGH_BODIES, type Body } from '#places/rules.ts'
import type { DispatchKind } from './vocabulary.ts'

const CLAUSES = {
  addressing: 'bihuan-house-rules#addressing',
  relations: 'cn-official-documents-2012#14',
  upward: 'cn-official-documents-2012#15',
  downward: 'cn-official-documents-2012#16',
  kinds: 'cn-official-documents-2012#8',
} as const

/** Which way a paper of a kind goes: to those who are directed, to equals, to superiors, or to all. */
export const DIRECTIONS = {
  notice: 'down',
  circular: 'down',
  letter: 'level',
  reply: 'level',
  report: 'up',
  request: 'up',
  opinion: 'all',
  minutes: 'all',
} as const satisfies Record<DispatchKind, 'down' | 'level' | 'up' | 'all'>

/** Why a paper of this kind may not be addressed to a body, or null where it may. */
export function dispatchRefused(kind: DispatchKind, issuer: Body, to: Body): Refusal | null {
  if (issuer.id === to.id) return refuse('主送单位应为本单位以外的单位。', CLAUSES.addressing)
  switch (DIRECTIONS[kind]) {
    case 'down':
      if (directs(issuer, to)) return null
      return HIGH_BODIES.includes(to.kind)
        ? refuse(
            `不得向${to.name}发布指令性公文；应由本级党委、政府行文，或者改用报告、请示。`,
            CLAUSES.downward,
          )
        : refuse(
            `${to.name}不在本单位职权所及的下级或者成员单位之列；商洽工作应当用函。`,
            CLAUSES.relations,
          )
    case 'up':
      if (answersTo(issuer, to)) return null
      return refuse(
        `报告、请示应当主送上级机关，${to.name}不是本单位的上级机关；商洽工作应当用函。`,
        CLAUSES.upward,
      )
    case 'level':
      if (!answersTo(issuer, to) || !HIGH_BODIES.includes(to.kind)) return null
      return refuse(`函用于不相隶属机关之间；向${to.name}行文应当用报告或者请示。`, CLAUSES.kinds)
    case 'all':
      return null
  }
}

/** A paper that asks for a decision has one addressee; one that goes up is not copied downward. */
export function circleRefused(
  kind: DispatchKind,
  circle: {
    readonly issuer: Body
    readonly addressees: number
    readonly copies: readonly Body[]
  },
): Refusal | null {
  if (circle.addressees === 0 && kind !== 'minutes') {
    return refuse('请选择主送单位，系统外的单位可以写明名称。', CLAUSES.addressing)
  }
  if (DIRECTIONS[kind] !== 'up') return null
  if (kind === 'request' && circle.addressees > 1) {
    return refuse('请示只能主送一个上级机关；需要其他机关知悉的，用抄送。', CLAUSES.upward)
  }
  const lower = circle.copies.find((to) => directs(circle.issuer, to))
  if (!lower) return null
  return refuse(`向上级机关的行文不抄送下级机关；请移出${lower.name}。`, CLAUSES.upward)
}

/** For whom a body drafts: itself, or a body that it answers to. */
export function issuerRefused(own: Body, issuer: Body): Refusal | null {
  if (own.id === issuer.id || answersTo(own, issuer) || issuer.id === own.parent) return null
  return refuse(
    '代拟应为本级党委、政府、委员会或者上级机关；其他单位的公文由其自行起草。',
    CLAUSES.relations,
  )
}
