import { refuse, type Refusal } from '#kernel/refusal.ts'
import type { Registration, SubjectKind } from './words.ts'

const CLAUSE = 'bihuan-house-rules#subjects'

/** The mark on a subject whose code was kept although it fails its check. */
export const CODE_CHECK_MARK = 'subject.credit-code-check'

/** What a kind of subject needs beside its name. */
export const NEEDS = {
  enterprise: [],
  sole_trader: [],
  public_body: [],
  construction_project: [],
  self_built_house: ['address'],
  vehicle: ['identifier'],
  vessel: ['identifier'],
  special_equipment: [],
  public_area: ['address'],
} as const satisfies Record<SubjectKind, readonly ('address' | 'identifier')[]>

const SENTENCES = {
  address: '该类对象应当填写地址或者所在位置。',
  identifier: '车辆应当填写号牌号码，船舶应当填写船名船号。',
} as const

/** What a registration is judged by, beside itself. */
export type Known = {
  /** Whether the code is already that of another subject. */
  readonly codeTaken: boolean
  /** Whether the owner is a body that the actor may name. */
  readonly ownerKnown: boolean
}

/**
 * Judges the registration of a subject. A code that fails the check of GB 32100 is questioned once
 * and kept with a reason, for real codes are known to fail it. Answers whether it is to be marked.
 */
export function judgeRegistration(
  given: Registration,
  known: Known,
): Refusal | { readonly markCode: boolean } {
  for (const need of NEEDS[given.kind]) {
    if (!given[need]) return refuse(SENTENCES[need], CLAUSE)
  }
  if (!known.ownerKnown) {
    return refuse('所填的权属单位未登记；无权属单位的，请留空，由属地负责。', CLAUSE)
  }
  if (known.codeTaken) {
    return refuse('该统一社会信用代码已经登记，请先查找已有对象，避免重复建档。', CLAUSE)
  }
  const code = given.creditCode ?? null
  if (code === null || creditCodeHolds(code)) return { markCode: false }
  if (!given.keepCodeBecause) {
    return refuse('统一社会信用代码校验未通过。请核对证照；经核对无误的，请填写保留理由。', CLAUSE)
  }
  return { markCode: true }
}

const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/**
 * Whether a unified social credit code passes its check of GB 32100-2015: 18 signs without
 * I, O, S, V and Z, weighted by powers of three, modulo 31.
 */
export function creditCodeHolds(code: string): boolean {
  if (code.length !== 18 || !/^[1-9A-Z][1-9A-Z][0-9]{6}/.test(code)) return false
  let sum = 0
  let weight = 1
  for (const sign of code.slice(0, 17)) {
    const value = SIGNS.indexOf(sign)
    if (value < 0) return false
    sum += value * weight
    weight = (weight * 3) % 31
  }
  return SIGNS[(31 - (sum % 31)) % 31] === code[17]
}
