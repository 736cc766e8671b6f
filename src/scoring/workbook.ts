/** 打分表 as a workbook: the six printed columns, 总得分 and the line for the seal. */
import { sheetFile, type WrittenColumn, type WrittenRow } from '#sheets/index.ts'
import type { Item } from '#scores/words.ts'
import { criteriaOf, type PackSheet } from './reckon.ts'
import { endOf } from './summary.ts'
import { CAP_ASSUMED, clauseText, ITEM_STATE_LABELS, SHEET_STATE_LABELS } from './texts.ts'
import type { ItemView, SheetDetail } from './shapes.ts'

/** Widths of 考评项目, 考评细则, 评分标准, 完成情况, 得分, 扣分及原因; further columns have the last. */
const WIDTHS = [18, 28, 44, 36, 10, 44]

/** The file of one sheet, in the order of its print; criteria of an item stand in one cell. */
export function sheetWorkbook(detail: SheetDetail) {
  const scoring = detail.scoring as PackSheet
  const { sheet } = scoring
  const columns = sheet.columns.map((title, at): WrittenColumn => ({
    title,
    width: WIDTHS[at] ?? WIDTHS.at(-1)!,
    kind: 'text',
  }))
  const total = endOf(detail.figures)
  return sheetFile(
    {
      name: '打分表',
      title: sheet.title,
      columns,
      paper: 'A3',
      foot: [
        `${sheet.footer}：${total}${detail.figures.complete ? '' : '（尚有未评）'}`,
        `${detail.ownerName}（盖章）：　　　　　　　　年　　月　　日`,
      ],
    },
    rowsOf(scoring, detail),
    {
      name: `打分表 ${detail.number}`,
      foot: `${headOf(sheet, detail)}　编号：${detail.number}（${SHEET_STATE_LABELS[detail.state]}）`,
    },
  )
}

/** 专项行动组 and 被检查县区, or whatever stands above the sheet; a line alone names who is inspected. */
export function headOf({ header }: PackSheet['sheet'], detail: SheetDetail): string {
  const { ownerName, subjectName } = detail
  const values = header.length === 1 ? [subjectName] : [ownerName, subjectName]
  return header.map((label, at) => `${label}：${values[at] ?? ''}`).join('　')
}

function rowsOf(scoring: PackSheet, detail: SheetDetail): WrittenRow[] {
  const by = new Map(detail.items.map((item) => [item.item, item]))
  const wide = scoring.sheet.columns.length
  const fit = (row: (string | null)[]) => [...row, ...Array<null>(wide)].slice(0, wide)
  return scoring.sheet.levels.flatMap(({ level, heading, points }) => [
    fit([
      `${heading}（${points}分）`,
      null,
      null,
      null,
      detail.figures.levels[level] ?? null,
      null,
    ]),
    ...scoring.categories
      .filter((category) => category.level === level)
      .flatMap((category) =>
        category.items.map((item, index) => {
          const said = by.get(item.id)
          return fit([
            index === 0 ? `${category.id}. ${category.label}（${category.points}分）` : null,
            `${item.id}. ${item.label}（${item.points}分）`,
            criteriaText(item),
            said?.done ?? null,
            said ? (said.score ?? ITEM_STATE_LABELS[said.state]) : null,
            said ? deductionText(scoring, said) : null,
          ])
        }),
      ),
  ])
}

function criteriaText(item: Item): string {
  return item.criteria
    .map(({ number, clauses }) => `（${number}）${clauses.map(clauseText).join('；')}`)
    .join('\n')
}

/** 扣分及原因 of one item, one line a deduction. */
export function deductionText(scoring: PackSheet, said: ItemView): string | null {
  const criteria = criteriaOf(scoring)
  const lines = said.deductions.map(({ criterion: key, clause, times, reason, named }) => {
    const criterion = criteria.get(key)
    const points = criterion?.clauses[clause - 1]?.points ?? ''
    const how = times === 1 ? `扣${points}分` : `扣${points}分×${times}`
    const whom = named.length === 0 ? '' : `（${named.join('、')}）`
    return `（${criterion?.number ?? key}）${how}${whom}：${reason}`
  })
  const none = said.notApplicable.map((key) => `（${criteria.get(key)?.number ?? key}）不涉及`)
  const cap = said.capped ? [CAP_ASSUMED] : []
  const all = [...lines, ...none, ...cap]
  return all.length === 0 ? null : all.join('\n')
}
