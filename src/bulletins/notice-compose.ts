import { setImmediate as pause } from 'node:timers/promises'
import { Decimal } from 'decimal.js'
import { covers, type Scope } from '#kernel/index.ts'
import { SECTOR_LABELS } from '#findings/texts.ts'
import { MONEY_UNITS, SECTORS } from '#findings/words.ts'
import type { BaseKey, NoticeGround } from './notice-bases.ts'
import { FigureBook, type NoticeRecord, type Narrower } from './notice-book.ts'
import { dayText } from './notice-texts.ts'
import type { Part, Section, SectionKey } from './notice-words.ts'

/** A place directly below the notice's own, with everything it governs. */
export type PartPlace = { readonly jur: string; readonly name: string; readonly scope: Scope }

type Ground = NoticeGround & {
  readonly sections: readonly SectionKey[]
  readonly places: readonly PartPlace[]
}

/** Beyond this many, late bodies are counted and not named: a notice is read, not searched. */
const MOST_NAMED = 60

/**
 * Writes the sections of a notice from the records, in our own sentences. Every number in them is
 * a figure of the book, so that what is read and what can be opened are the same. A million records
 * take seconds: other work of the server has its turn between the pieces.
 */
export async function composeNotice(
  records: readonly NoticeRecord[],
  ground: Ground,
): Promise<{ readonly sections: Section[]; readonly book: FigureBook }> {
  const book = new FigureBook(records, ground)
  const sections: Section[] = []
  for (const key of ground.sections) {
    await pause()
    sections.push({ key, table: null, ...(await WRITERS[key](book, ground)) })
  }
  return { sections, book }
}

type Written = Pick<Section, 'heading' | 'paragraphs'> & Partial<Pick<Section, 'table'>>

const WRITERS = {
  overview: (book, ground) => ({
    heading: '总体情况',
    paragraphs: [
      [
        `${dayText(ground.from)}至${dayText(ground.to)}，${ground.placeName}共发现问题隐患`,
        book.part('found'),
        '条，其中重大隐患',
        book.part('foundMajor'),
        '条；交办',
        book.part('handed'),
        '条；销号',
        book.part('closed'),
        '条，其中重大隐患',
        book.part('closedMajor'),
        '条。',
      ],
    ],
  }),
  major: (book, ground) => ({
    heading: '重大隐患整治进展',
    paragraphs: [
      [
        '本期发现重大隐患',
        book.part('foundMajor'),
        '条，销号',
        book.part('closedMajor'),
        `条；截至${dayText(ground.asOf)}，在办`,
        book.part('openMajor'),
        '条，其中逾期',
        book.part('overdueMajor'),
        '条；挂牌督办',
        book.part('listed'),
        '条。',
      ],
    ],
  }),
  closing: (book) => ({ heading: '销号情况', paragraphs: [closing(book)] }),
  outstanding: (book, ground) => ({
    heading: '在办和逾期情况',
    paragraphs: [
      [
        `截至${dayText(ground.asOf)}，在办`,
        book.part('open'),
        '条，其中重大隐患',
        book.part('openMajor'),
        '条，挂牌督办',
        book.part('listed'),
        '条；各环节逾期',
        book.part('overdue'),
        '条，其中逾期未整改',
        book.part('late'),
        '条。',
      ],
    ],
  }),
  overdue: (book, ground) => ({
    heading: '逾期未整改的单位',
    paragraphs: [lateBodies(book, ground)],
  }),
  funds: (book) => ({ heading: '资金落实情况', paragraphs: [funds(book)] }),
  counties: async (book, ground) => ({
    heading: '分地区情况',
    paragraphs: ground.places.length > 0 ? [] : [['本级以下未分设地区。']],
    table: table('地区', ground.places.length > 0 ? await byPlace(book, ground) : []),
  }),
  sectors: async (book, ground) => ({
    heading: '分行业领域情况',
    paragraphs: [],
    table: table('行业领域', await bySector(book, ground)),
  }),
} as const satisfies Record<
  SectionKey,
  (book: FigureBook, ground: Ground) => Written | Promise<Written>
>

/** 销号率 with its fraction; what was taken over from older ledgers is left out of it. */
function closing(book: FigureBook): Part[] {
  const of = book.figure('rateOf').count
  if (of === 0) return ['本期没有可以计算销号率的新发现问题隐患（接收的存量不计）。']
  const closed = book.figure('rateClosed').count
  return [
    '本期发现的问题隐患，接收的存量不计，',
    book.part('rateOf'),
    '条中已销号',
    book.part('rateClosed'),
    '条，销号率',
    book.part('rateClosed', undefined, percent(closed, of)),
    '（',
    book.part('rateClosed'),
    '/',
    book.part('rateOf'),
    '）。',
  ]
}

/** 62.5%, rounded half up to one place. */
export function percent(part: number, whole: number): string {
  const exact = new Decimal(part).times(100).div(whole)
  return `${exact.toDecimalPlaces(1, Decimal.ROUND_HALF_UP).toString()}%`
}

/** Bodies that have not put right in time, in the order of their names: no order of merit. */
function lateBodies(book: FigureBook, ground: Ground): Part[] {
  const names = new Map<string, string>()
  for (const { rectifier, rectifierName } of book.of('late')) {
    if (rectifier !== null) names.set(rectifier, rectifierName ?? rectifier)
  }
  if (names.size === 0) return [`截至${dayText(ground.asOf)}，没有逾期未整改的单位。`]
  const sorted = [...names].toSorted(([, one], [, other]) => (one < other ? -1 : 1))
  const parts = sorted.slice(0, MOST_NAMED).flatMap(([org, name], index): Part[] => [
    `${index === 0 ? '' : '；'}${name}`,
    book.part('late', {
      key: `org.${org}`,
      label: name,
      filter: { org, role: 'rectifier' },
      keeps: (record) => record.rectifier === org,
    }),
    '条',
  ])
  const rest: number = sorted.length - MOST_NAMED
  return [
    `截至${dayText(ground.asOf)}，以下单位有逾期未整改的问题隐患：`,
    ...parts,
    rest > 0 ? `；另有${rest}个单位见台账。` : '。',
  ]
}

/** Money planned for what was found in this time, in each unit apart: units are never summed. */
function funds(book: FigureBook): Part[] {
  const planned = book.of('found').filter(({ fundsAmount }) => fundsAmount !== null)
  const units = MONEY_UNITS.filter((unit) => planned.some(({ fundsUnit }) => fundsUnit === unit))
  if (units.length === 0) return ['本期发现的问题隐患尚无填报整改资金的。']
  const parts = units.flatMap((unit, index): Part[] => {
    const narrower: Narrower = {
      key: `funds.${unit}`,
      label: `填报资金（${unit}）的`,
      filter: { fundsUnit: unit },
      keeps: ({ fundsAmount, fundsUnit }) => fundsAmount !== null && fundsUnit === unit,
    }
    const amounts = book.of('found', narrower).map(({ fundsAmount }) => fundsAmount!)
    return [
      index === 0 ? '' : '；',
      book.part('found', narrower),
      '条计划投入',
      book.part('found', narrower, `${sum(amounts)}${unit}`),
    ]
  })
  return ['本期发现的问题隐患中，', ...parts.filter((part) => part !== ''), '。']
}

/** A sum that keeps the decimal places of its finest part: 3.60 and 1.4 are 5.00. */
export function sum(amounts: readonly string[]): string {
  const places = Math.max(0, ...amounts.map((one) => one.split('.')[1]?.length ?? 0))
  return amounts.reduce((all, one) => all.plus(one), new Decimal(0)).toFixed(places)
}

const COLUMNS: readonly (readonly [string, BaseKey])[] = [
  ['发现', 'found'],
  ['其中重大', 'foundMajor'],
  ['交办', 'handed'],
  ['销号', 'closed'],
  ['在办', 'open'],
  ['逾期', 'overdue'],
]

type Row = { readonly label: string; readonly cells: Part[] }

function table(first: string, rows: readonly Row[]): Section['table'] {
  if (rows.length === 0) return null
  return { columns: [first, ...COLUMNS.map(([label]) => label)], rows: [...rows] }
}

type Line = readonly [label: string, narrower?: Narrower]

async function rowsOf(book: FigureBook, lines: readonly Line[]): Promise<Row[]> {
  const rows: Row[] = []
  for (const [label, narrower] of lines) {
    await pause()
    rows.push(rowOf(book, label, narrower))
  }
  return rows
}

function rowOf(book: FigureBook, label: string, narrower?: Narrower): Row {
  return { label, cells: COLUMNS.map(([, base]) => book.part(base, narrower)) }
}

/** A row for each place below, one for what lies at the place itself, and the whole. */
function byPlace(book: FigureBook, ground: Ground): Promise<Row[]> {
  const parts = ground.places.map((place): Line => [
    place.name,
    {
      key: `place.${place.jur}`,
      label: place.name,
      filter: { place: place.jur },
      keeps: (record) => covers(place.scope, record.jur),
    },
  ])
  const own: Narrower = {
    key: 'place.itself',
    label: '本级',
    filter: { reach: 'own' },
    keeps: (record) => record.jur === ground.place,
  }
  const itself: Line[] = book.records.some(own.keeps) ? [['本级', own]] : []
  return rowsOf(book, [...parts, ...itself, ['合计']])
}

function bySector(book: FigureBook, { lines }: Ground): Promise<Row[]> {
  const present = SECTORS.filter((sector) =>
    book.records.some((record) => record.sector === sector),
  )
  const shown = present.filter((sector) => lines.length === 0 || lines.includes(sector))
  const parts = shown.map((sector): Line => [
    SECTOR_LABELS[sector],
    {
      key: `sector.${sector}`,
      label: SECTOR_LABELS[sector],
      filter: { sector },
      keeps: (record) => record.sector === sector,
    },
  ])
  return rowsOf(book, [...parts, ['合计']])
}
