import { fileText, commitmentOf, frozenHashOf, FORMAT, SEATS_OF, type Frozen } from './paper.ts'
import { sha256Text } from './sha256.ts'
import { runText } from './verify.ts'

/** A frame for tests and measurements, to be varied. */
export function trialFrame(count: number, more: Partial<Frozen> = {}): Frozen {
  const units = Array.from({ length: count }, (_, index) => ({
    id: `试${String(index).padStart(7, '0')}`,
    name: `演示对象${index}`,
    weight: 1,
  }))
  return {
    format: FORMAT,
    kind: 'selection',
    number: '云川市安委办〔2026〕第1次抽取',
    title: '回头看抽取（演示）',
    office: '云川市安委办',
    place: '9801',
    round: 1,
    previous: null,
    reason: null,
    frozenAt: '2026-03-02T02:00:00.000Z',
    rule: 'bihuan-house-rules#draw',
    ceremony: 'everyday',
    publicSource: '事先指定的公共数值（演示）',
    size: Math.max(1, Math.floor(count / 5)),
    substitutes: 0,
    units,
    excluded: [],
    forbidden: [],
    ...more,
  }
}

/** The file before it is drawn: commitments and reveals that follow from `seed`. */
export function trialFile(frozen: Frozen, seed: string): string {
  const frozenHash = frozenHashOf(frozen)
  const reveals = SEATS_OF[frozen.ceremony].map((seat) => ({
    seat,
    value: sha256Text(`${seed} ${seat}`),
  }))
  const commitments = reveals.map(({ seat, value }) => ({
    seat,
    hash: commitmentOf(frozenHash, seat, value),
  }))
  return fileText({ frozen, frozenHash, commitments, reveals, publicValue: '07 11 18 23 28 31' })
}

/** The completed file. */
export function trialDraw(frozen: Frozen, seed: string): string {
  const done = runText(trialFile(frozen, seed))
  if (typeof done !== 'string') throw new Error(done.map(({ message }) => message).join(''))
  return done
}
