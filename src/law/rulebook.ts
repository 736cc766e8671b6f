import type { Pack } from './formats.ts'
import {
  type ClockUnit,
  clockUnits,
  type Combine,
  type LawValue,
  type Mark,
  type Rank,
  stepFields,
  stepWords,
} from './words.ts'

/** One value that a pack gives for one key, with everything that decides whether it wins. */
export type Rule = {
  readonly pack: string
  readonly version: string
  readonly title: string
  readonly place: string
  readonly rank: Rank
  readonly issued: string
  readonly from: string
  readonly to: string | null
  readonly key: string
  readonly value: LawValue
  readonly unit: string | null
  readonly event: string | null
  readonly label: string
  readonly when: { readonly [fact: string]: readonly string[] }
  readonly combine: Combine
  /** How strict the value is; the greater the stricter. Null where it cannot be compared. */
  readonly strictness: number | null
  readonly article: string
  readonly mark: Mark
}

type Entry = {
  readonly when?: Rule['when'] | undefined
  readonly combine: Combine
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly article: string
  readonly mark: Mark
  readonly label: string
}

const known = new WeakMap<Pack, readonly Rule[]>()

/** All rules of a pack: clocks, values, and each step of `steps` under `finding.step.<field>`. */
export function rulesOf(pack: Pack): readonly Rule[] {
  let rules = known.get(pack)
  if (rules === undefined)
    known.set(pack, (rules = [...clocks(pack), ...values(pack), ...steps(pack)]))
  return rules
}

function clocks(pack: Pack): Rule[] {
  return (pack.clocks?.clocks ?? []).map((entry) => {
    const unit = clockUnits.find((name) => entry[name] !== undefined)!
    const amount = entry[unit]!
    return {
      ...common(pack, entry),
      key: entry.key,
      value: amount,
      unit,
      event: entry.event,
      strictness: -inHours(amount, unit),
    }
  })
}

/**
 * A period in hours, only to tell which of two is shorter: a working day counts as 7/5 of a day,
 * a month as 30 days.
 */
export function inHours(amount: number, unit: ClockUnit): number {
  const hours = { hours: 1, days: 24, workingDays: 33.6, months: 720 } as const
  return amount * hours[unit]
}

function values(pack: Pack): Rule[] {
  return (pack.values?.values ?? []).map((entry) => ({
    ...common(pack, entry),
    key: entry.key,
    value: entry.value,
    unit: entry.unit ?? null,
    event: null,
    strictness: strictness(entry.value, entry.combine === 'cap' ? 'less' : entry.stricter),
  }))
}

function strictness(value: LawValue, stricter: 'more' | 'less'): number | null {
  const size = typeof value === 'boolean' ? Number(value) : typeof value === 'number' ? value : null
  return size === null ? null : stricter === 'more' ? size : -size
}

function steps(pack: Pack): Rule[] {
  return (pack.steps?.steps ?? []).flatMap((entry) =>
    stepFields.flatMap((field) => {
      const word = entry.set[field]
      if (word === undefined) return []
      const order: readonly string[] = stepWords[field]
      return {
        ...common(pack, entry),
        key: `finding.step.${field}`,
        value: word,
        unit: null,
        event: null,
        strictness: order.indexOf(word),
      }
    }),
  )
}

function common(pack: Pack, entry: Entry) {
  const { head, version } = pack
  return {
    pack: head.id,
    version,
    title: head.short ?? head.title,
    place: head.place,
    rank: head.rank,
    issued: head.issued ?? head.effective.from,
    from: later(head.effective.from, entry.from),
    to: earlier(head.effective.to, entry.to),
    label: entry.label,
    when: entry.when ?? {},
    combine: entry.combine,
    article: entry.article,
    mark: entry.mark,
  }
}

function later(one: string, other: string | undefined): string {
  return other !== undefined && other > one ? other : one
}

function earlier(one: string | undefined, other: string | undefined): string | null {
  if (one === undefined) return other ?? null
  return other !== undefined && other < one ? other : one
}
