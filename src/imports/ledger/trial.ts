import { addressOf } from '#sheets/index.ts'
import { sheetXml, workbook } from '../../sheets/trial.ts'

/** A ledger as a county keeps one, made up, with the rows in which each oddity stands. */
export type TrialLedger = {
  readonly bytes: Buffer
  readonly lastRow: number
  readonly merges: number
  /** Rows by what is odd about them. */
  readonly odd: Readonly<Record<Oddity, number>>
}

type Oddity =
  | 'example'
  | 'numbered'
  | 'wrongDate'
  | 'noYear'
  | 'serial'
  | 'spaced'
  | 'several'
  | 'short'
  | 'wide'
  | 'nbsp'
  | 'dueBefore'
  | 'noRecheck'
  | 'lateRecheck'
  | 'subtotal'
  | 'total'
  | 'remark'

const BLOCKS = 20
const BLOCK = 5
const HEADER = [
  ['序号', '企业名称', '行业领域', '存在问题', '隐患级别', '检查时间', '整改责任', '', ''],
  ['', '', '', '', '', '', '责任单位', '整改责任人', '整改时限'],
]
const RESULTS = ['完成时间', '复查时间', '整改资金（万元）', '是否销号']

class Lines {
  private readonly xml: string[] = []
  private readonly merged: string[] = []
  row = 0

  /** Adds a row; a number stands as a number, and the last column of all is there but empty. */
  add(values: readonly (string | number | null)[]): number {
    this.row += 1
    const cells = values.flatMap((value, col) => {
      if (value === null || value === '') return []
      const at = addressOf(col, this.row)
      return typeof value === 'number'
        ? [`<c r="${at}"><v>${value}</v></c>`]
        : [`<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`]
    })
    this.xml.push(`<row r="${this.row}">${cells.join('')}<c r="XFD${this.row}"/></row>`)
    return this.row
  }

  merge(col: number, from: number, lastCol: number, to: number): void {
    this.merged.push(`${addressOf(col, from)}:${addressOf(lastCol, to)}`)
  }

  get merges(): number {
    return this.merged.length
  }

  bytes(): Buffer {
    const merges = this.merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')
    const behind = `<mergeCells count="${this.merged.length}">${merges}</mergeCells>`
    return workbook(sheetXml(this.xml.join(''), behind))
  }
}

/** Makes a ledger of a hundred numbered rows with three header rows and more than a hundred merges. */
export function trialLedger(): TrialLedger {
  const lines = new Lines()
  const odd = {} as Record<Oddity, number>
  heading(lines)
  odd.example = lines.add(['案例（请删除）', '某某公司', '消防', '灭火器过期', '一般', '2023.1.1'])
  for (let block = 0; block < BLOCKS; block += 1) {
    if (block % 10 === 0) {
      const at = lines.add([block === 0 ? '一、危险化学品' : '二、消防安全'])
      lines.merge(0, at, 13, at)
    }
    blockOf(lines, block, odd)
    if (block === 9) {
      odd.subtotal = lines.add(['小计', null, null, '50项'])
      lines.add([...HEADER[0]!, '整改情况', null, null, null, '备注'])
    }
  }
  odd.total = lines.add(['合计', null, null, '100项'])
  lines.add([])
  odd.remark = lines.add(['说明：1.本表由县安委办汇总（演示）。'])
  lines.merge(0, odd.remark, 13, odd.remark)
  lines.add(['填表人：甲（演示）', null, null, '审核人：乙（演示）'])
  return { bytes: lines.bytes(), lastRow: lines.row, merges: lines.merges, odd }
}

function heading(lines: Lines): void {
  lines.merge(0, lines.add(['2023年度青杨县安全生产问题隐患整改台账（演示）']), 13, 1)
  lines.merge(0, lines.add(['填报单位：青杨县安委办（演示）      填报时间：2023年9月30日']), 13, 2)
  lines.add([...HEADER[0]!, '整改情况', null, null, null, '备注'])
  lines.add([...HEADER[1]!, ...RESULTS])
  lines.add([])
  for (const col of [0, 1, 2, 3, 4, 5, 13]) lines.merge(col, 3, col, 5)
  lines.merge(6, 3, 8, 3)
  lines.merge(9, 3, 12, 3)
  for (let col = 6; col < 13; col += 1) lines.merge(col, 4, col, 5)
}

/** What the first cell of a block's date says, all of it the seventh of August or near. */
const DATES = ['2023.8.7', '8月7日', '2023年 08 月 07 日', 45_145, '２０２３．８．７'] as const
const UNITS = [
  '青杨县应急管理局（演示）',
  '青杨县应急管理局（演示）、青杨镇人民政府（演示）',
  '青杨应急局',
] as const

/** Five rows of one enterprise: name, sector, date, unit and note stand once, merged. */
function blockOf(lines: Lines, block: number, odd: Record<Oddity, number>): void {
  const first = lines.row + 1
  for (let nth = 0; nth < BLOCK; nth += 1) {
    const number = block * BLOCK + nth + 1
    if (number === 13) {
      odd.numbered = lines.add([number])
      continue
    }
    const top = nth === 0
    lines.add(
      [
        number,
        top ? `第${block + 1}企业（演示）` : null,
        top ? (block < 10 ? '危化品' : '消防') : null,
        number === 20 ? '安全\u00a0出口\u00a0堵塞第20处 ' : `第${number}处隐患。`,
        number % 9 === 0 ? '重大' : '一般',
        top ? DATES[block % DATES.length]! : null,
        top ? UNITS[block % UNITS.length]! : null,
        '丙（演示）',
        number === 17 ? '2023-02-30' : number === 22 ? '2023-07-31' : '2023-08-31',
        ...resultOf(number),
        null,
        top ? '无' : null,
      ].slice(0, 14),
    )
  }
  for (const col of [1, 2, 5, 6, 13]) lines.merge(col, first, col, lines.row)
  const rowOf = (number: number) => first + number - block * BLOCK - 1
  const named: Partial<Record<number, readonly (readonly [Oddity, number])[]>> = {
    0: [],
    1: [
      ['noYear', 6],
      ['several', 6],
    ],
    2: [
      ['spaced', 11],
      ['short', 11],
    ],
    3: [
      ['wrongDate', 17],
      ['serial', 16],
      ['nbsp', 20],
    ],
    4: [
      ['wide', 21],
      ['dueBefore', 22],
      ['noRecheck', 23],
      ['lateRecheck', 24],
    ],
  }
  for (const [name, number] of named[block] ?? []) odd[name] = rowOf(number)
}

/** Done on, re-checked on, money, closed. Every third is open. */
function resultOf(number: number): (string | number | null)[] {
  if (number === 23) return ['2023.8.20', null, null, '已销号']
  if (number === 24) return ['2023.8.20', '2023.9.9', null, '是']
  if (number % 3 === 0) return [null, null, null, '否']
  return ['2023.8.20', '2023.8.25', '３．６０', '是']
}
