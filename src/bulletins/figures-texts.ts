import { AGE_LABELS } from '#findings/texts.ts'
import type { FigureNumber, FigureRow, Figures, Measures } from './figures-words.ts'

/** The columns of a breakdown. */
export const MEASURE_LABELS = {
  counted: '隐患总数',
  open: '未销号',
  overdue: '逾期',
  struckOff: '已销号',
  major: '重大',
  rate: '销号率',
} as const satisfies Record<keyof Measures, string>

/** 统计: what one can ask the ledger about. */
export const DIMENSION_LABELS = {
  places: '地区',
  lines: '条线',
  sectors: '行业',
  grades: '级别',
  states: '状态',
  ages: '存续时间',
  origins: '来源',
  money: '资金',
  trend: '趋势',
} as const

export type Dimension = keyof typeof DIMENSION_LABELS

/** The question that each part of a page answers. */
export const QUESTIONS = {
  places: '哪里的隐患逾期？',
  lines: '哪个部门主管的隐患没有销号？',
  sectors: '各行业整改到位了多少？',
  grades: '重大隐患销号了多少？',
  states: '隐患办到了哪一步？',
  ages: '没有销号的隐患放了多久？',
  origins: '隐患是谁发现的？',
  money: '整改资金计划多少、支出多少？',
  trend: '发现得快还是销号得快？',
} as const satisfies Record<Dimension, string>

/** What a part of a page found, as a sentence; its numbers stay numbers and open their records. */
export type Said = readonly (string | FigureNumber)[]

/** A sentence as plain text, for a reader that cannot open numbers. */
export function plainText(said: Said): string {
  return said.map((part) => (typeof part === 'string' ? part : grouped(part.count))).join('')
}

/** `62.5%`, or 无 where there is nothing to divide by. */
export function percent({ part, of }: Measures['rate']): string {
  if (of.count === 0) return '无'
  return `${(Math.round((part.count / of.count) * 1000) / 10).toFixed(1)}%`
}

/** Thousands with commas. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** A decimal amount with commas in its whole part. */
export function groupedAmount(amount: string): string {
  const [whole = '', part] = amount.split('.')
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return part === undefined ? spaced : `${spaced}.${part}`
}

/** The finding of each part of a page. */
export const SENTENCES = {
  places: ({ placeName, total, places }) => {
    const most = top(places, 'overdue')
    if (total.overdue.count === 0 || !most) return [`${placeName}没有逾期的隐患。`]
    if (places.length === 1) return [`${placeName}逾期 `, total.overdue, ' 条。']
    const share = percent({ part: most.overdue, of: total.overdue })
    return [
      `${nameOf(most, placeName)}逾期最多，`,
      most.overdue,
      ` 条，占${placeName}全部逾期 `,
      total.overdue,
      ` 条的 ${share}。`,
    ]
  },
  lines: ({ placeName, lines }) => {
    const most = lines && top(lines, 'open')
    if (!most) return [`${placeName}没有未销号的隐患。`]
    return [`${most.name}主管的未销号最多，`, most.open, ' 条，其中逾期 ', most.overdue, ' 条。']
  },
  sectors: ({ placeName, total, sectors }) => {
    const most = top(sectors, 'open')
    if (!most) return [`${placeName}没有未销号的隐患。`]
    return [
      `${most.name}未销号最多，`,
      most.open,
      ` 条，占${placeName}未销号 `,
      total.open,
      ` 条的 ${percent({ part: most.open, of: total.open })}。`,
    ]
  },
  grades: ({ placeName, grades }) => {
    const major = grades.find(({ key }) => key === 'major')
    if (!major || major.counted.count === 0) return [`${placeName}没有登记重大隐患。`]
    return [
      '重大隐患 ',
      major.counted,
      ' 条，未销号 ',
      major.open,
      ' 条，逾期 ',
      major.overdue,
      ' 条。',
    ]
  },
  states: ({ placeName, total }) =>
    total.open.count === 0
      ? [`${placeName}没有未销号的隐患。`]
      : ['未销号 ', total.open, ' 条，其中逾期 ', total.overdue, ' 条。'],
  ages: ({ placeName, ages }) => {
    const late = ages.find(({ age }) => age === 'beyond365')
    const old = late ? late.ordinary.count + late.major.count : 0
    if (!late || old === 0) return [`${placeName}没有放了${AGE_LABELS.beyond365}的隐患。`]
    return [
      `放了${AGE_LABELS.beyond365}还没有销号的：一般 `,
      late.ordinary,
      ' 条，重大 ',
      late.major,
      ' 条。',
    ]
  },
  origins: ({ placeName, origins }) => {
    const most = top(origins, 'counted')
    if (!most) return [`${placeName}台账尚无记录。`]
    return [`${most.name}发现的最多，`, most.counted, ' 条。']
  },
  money: ({ placeName, money }) =>
    money.length === 0
      ? [`${placeName}尚无填报资金的整改。`]
      : ['计划来自五落实，支出来自整改报告；原单位分列，不作合计。'],
  trend: ({ months }) => {
    const now = months.at(-1)
    if (!now) return []
    const more = now.found.count - now.struckOff.count
    const said = more > 0 ? '发现多于销号' : more < 0 ? '销号多于发现' : '发现与销号持平'
    return ['本月发现 ', now.found, ' 条，销号 ', now.struckOff, ` 条，${said}。`]
  },
} as const satisfies Record<Dimension, (figures: Figures) => Said>

function top(
  rows: readonly FigureRow[],
  by: 'open' | 'overdue' | 'counted',
): FigureRow | undefined {
  const most = rows.toSorted((a, b) => b[by].count - a[by].count)[0]
  return most && most[by].count > 0 ? most : undefined
}

/** A row as a sentence names it: 本级 alone would not say of where. */
export function nameOf(row: FigureRow, placeName: string): string {
  return row.own ? `${placeName}本级` : row.name
}
