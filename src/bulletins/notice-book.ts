import {
  bitOf,
  filterOf,
  labelOf,
  type BaseKey,
  type LedgerQuery,
  type NoticeGround,
} from './notice-bases.ts'
import type { Figure, Part } from './notice-words.ts'

/** One finding that at least one base figure counts, with what narrower figures ask of it. */
export type NoticeRecord = {
  readonly id: string
  readonly jur: string
  readonly number: string
  readonly state: string
  readonly sector: string
  readonly rectifier: string | null
  readonly rectifierName: string | null
  readonly fundsAmount: string | null
  readonly fundsUnit: string | null
  /** The base figures that count it, one bit each. */
  readonly bases: number
}

/** A base figure made narrower: which records stay, and the filter that says the same. */
export type Narrower = {
  readonly key: string
  readonly label: string
  readonly filter: LedgerQuery
  readonly keeps: (record: NoticeRecord) => boolean
}

/** The figures of a notice as they are asked for, each with the records behind it. */
export class FigureBook {
  readonly figures = new Map<string, Figure>()
  /** Places of the records behind each figure in the list of records. */
  readonly behind = new Map<string, readonly number[]>()
  readonly records: readonly NoticeRecord[]
  private readonly ground: NoticeGround

  constructor(records: readonly NoticeRecord[], ground: NoticeGround) {
    this.records = records
    this.ground = ground
  }

  /** Counts a figure and keeps what is behind it. */
  figure(base: BaseKey, narrower?: Narrower): Figure {
    const key = narrower ? `${base}.${narrower.key}` : base
    const known = this.figures.get(key)
    if (known) return known
    const bit = bitOf(base)
    const behind = narrower
      ? this.indexes(base).filter((index) => narrower.keeps(this.records[index]!))
      : counted(this.records, bit)
    const figure: Figure = {
      key,
      label: narrower ? `${narrower.label}${labelOf(base)}` : labelOf(base),
      count: behind.length,
      filter: { ...filterOf(base, this.ground), ...narrower?.filter },
    }
    this.figures.set(key, figure)
    this.behind.set(key, behind)
    return figure
  }

  /** The number as a piece of a sentence, or other words that stand for it. */
  part(base: BaseKey, narrower?: Narrower, show?: string): Part {
    const { key, count } = this.figure(base, narrower)
    return { figure: key, show: show ?? grouped(count) }
  }

  private indexes(base: BaseKey): readonly number[] {
    return this.behind.get(this.figure(base).key) ?? []
  }

  /** The records behind a figure. */
  of(base: BaseKey, narrower?: Narrower): NoticeRecord[] {
    const { key } = this.figure(base, narrower)
    return (this.behind.get(key) ?? []).map((index) => this.records[index]!)
  }
}

function counted(records: readonly NoticeRecord[], bit: number): number[] {
  const found: number[] = []
  records.forEach(({ bases }, index) => {
    if ((bases & bit) > 0) found.push(index)
  })
  return found
}

/** 1,286. */
export function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',')
}
