import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findLayout } from './header.ts'
import { rememberedKey, titleMatcher } from './mapping.ts'
import { RowSorter, titleOf, type RowRules } from './rows.ts'
import type { Merge, SheetRow } from './words.ts'

type Field = 'serial' | 'text' | 'owner' | 'dueOn' | 'doneOn'
const TITLES = {
  serial: ['序号'],
  text: ['问题', '存在问题'],
  owner: ['责任单位'],
  dueOn: ['整改期限', '整改时限', '完成时限'],
  doneOn: ['完成时间'],
} as const satisfies Record<Field, readonly string[]>
const RULES: RowRules<Field> = { numbering: ['serial'], grouping: ['owner'] }

function grid(lines: readonly string[]): SheetRow[] {
  return lines.flatMap((line, at) => {
    const cells = line.split('|').flatMap((text, col) => {
      return text === '' ? [] : [{ col, kind: 'text' as const, text }]
    })
    return cells.length === 0 ? [] : [{ row: at + 1, cells }]
  })
}

function merge(top: number, left: number, bottom: number, right: number): Merge {
  return { top, left, bottom, right }
}

function sorted(lines: readonly string[], merges: readonly Merge[] = []) {
  const rows = grid(lines)
  const layout = findLayout(rows, merges, titleMatcher<Field>(TITLES))
  if (!layout) return null
  const sorter = new RowSorter(layout, merges, RULES, rows)
  return { layout, rows: rows.map((row) => sorter.sort(row)) }
}

test('the header is found wherever it stands, one row or three, and its columns are proposed', () => {
  const plain = sorted(['序号|存在问题（写明位置）|完成时限', '1|堵塞|2023.1.1'])!
  assert.deepEqual(plain.layout.headerRows, [1])
  assert.deepEqual(
    plain.layout.columns.map(({ field }) => field),
    ['serial', 'text', 'dueOn'],
  )
  const deep = sorted(
    ['台账', '', '序号|问题|整改|', '||责任|时限', '||责任单位|完成时限', '1|堵塞|甲|2023.1.1'],
    [merge(1, 0, 1, 3), merge(3, 0, 5, 0), merge(3, 1, 5, 1), merge(3, 2, 3, 3)],
  )!
  assert.deepEqual(deep.layout.headerRows, [3, 4, 5])
  assert.equal(titleOf(deep.layout.columns[3]!), '整改/时限/完成时限')
  assert.equal(deep.rows.at(-1)!.fields.get('owner')!.text, '甲')
  assert.equal(sorted(['填表说明', '一、按月报送']), null)
})

test('two columns of one title: the first is taken, the other is named', () => {
  const { layout } = sorted(['序号|问题|责任单位|责任单位', '1|堵塞|甲|乙'])!
  assert.deepEqual(
    [layout.columns.map(({ field }) => field), layout.doubled.map(({ col }) => col)],
    [['serial', 'text', 'owner', null], [3]],
  )
})

test('what an office settled earlier goes before what titles suggest', () => {
  const settled = {
    [rememberedKey(['完成时间'])]: 'dueOn',
    [rememberedKey(['责任单位'])]: null,
  } as const
  const match = titleMatcher<Field>(TITLES, settled)
  assert.deepEqual(match(['完成时间']), { field: 'dueOn', certainty: 4 })
  assert.equal(match(['责任单位']), null)
})

test('each row is of one kind', () => {
  const cases = [
    ['1|堵塞|甲|2023.1.1', 'data'],
    ['|堵塞', 'data'],
    ['3', 'empty'],
    ['一、消防', 'headings'],
    ['（二）燃气', 'headings'],
    ['城关片区', 'headings'],
    ['序号|问题|责任单位|整改期限', 'headings'],
    ['1|2|3|4', 'headings'],
    ['小计|3项', 'subtotals'],
    ['合 计||2项', 'subtotals'],
    ['青杨镇小计|3', 'subtotals'],
    ['说明：本表按月报送。', 'notes'],
    ['注：限期以文件为准', 'notes'],
    ['填表人：甲|审核人：乙', 'notes'],
    ['案例（请删除）|灭火器过期|甲', 'notes'],
    ['例：|灭火器过期|甲', 'notes'],
    ['4|合计用电负荷超出额定容量且未装保护装置|甲', 'data'],
    ['5|说明书缺失|甲', 'data'],
    ['6|示例标牌缺失，操作规程未张贴|甲', 'data'],
  ] as const
  const { rows } = sorted(['序号|问题|责任单位|整改期限', ...cases.map(([line]) => line)])!
  for (const [at, [line, is]] of cases.entries()) assert.equal(rows[at + 1]!.is, is, line)
})

test('hints right under the header are no data; below the first row of data nothing is a hint', () => {
  const cases = [
    ['|（具体描述）|（全称）|年/月/日', 'notes'],
    ['1|(写明部位)(一事一行)|是/否', 'notes'],
    ['2|（一）号车间灯具（损坏）|甲', 'data'],
    ['|（具体描述）|（全称）', 'data'],
    ['序号|问题|责任单位|整改期限', 'headings'],
    ['|（具体描述）|（全称）', 'notes'],
    ['3|（见附件）', 'data'],
  ] as const
  const { rows } = sorted(['序号|问题|责任单位|整改期限', ...cases.map(([line]) => line)])!
  for (const [at, [line, is]] of cases.entries()) {
    assert.equal(rows[at + 1]!.is, is, line)
    assert.equal(rows[at + 1]!.why, is === 'notes' ? 'hint' : null, line)
  }
})

test('merged cells are filled down for group columns only; others are named', () => {
  const { rows } = sorted(
    ['序号|问题|责任单位|完成时间', '1|堵塞|甲|2023.1.1', '2|损坏||', '3||乙|2023.1.2'],
    [merge(2, 2, 3, 2), merge(2, 3, 3, 3), merge(2, 0, 3, 0)],
  )!
  const second = rows[2]!
  assert.deepEqual(second.fields.get('owner'), {
    col: 2,
    kind: 'text',
    text: '甲',
    row: 2,
    filled: true,
  })
  assert.equal(second.fields.has('doneOn'), false)
  assert.deepEqual(second.covered, [{ field: 'doneOn', col: 3, owner: { row: 2, col: 3 } }])
  assert.equal(rows[3]!.fields.get('owner')!.text, '乙')
})
