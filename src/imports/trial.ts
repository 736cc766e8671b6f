import assert from 'node:assert/strict'
import { writeXlsx, type CellValue, type MergeRange } from 'hucre'
import type { Caller, Reply, Served } from '../../test/served.ts'
import type { DraftRow, DraftView } from './words.ts'

/** The import as its pages call it, for tests. */
export type Importing = ReturnType<typeof importing>

/** Calls the import's faces as the pages do. */
export function importing(it: Served) {
  async function upload(by: Caller, kind: string, name: string, bytes: Uint8Array): Promise<Reply> {
    const form = new FormData()
    form.append('kind', kind)
    form.append('declaredUnclassified', 'true')
    form.append('file', new Blob([new Uint8Array(bytes)]), name)
    const body = new Response(form)
    const type = body.headers.get('content-type')!
    const sent = Buffer.from(await body.arrayBuffer())
    return by.post('/api/imports', sent, { 'content-type': type })
  }
  return {
    upload,
    /** Uploads a file and has it read; answers the draft's id. */
    async uploaded(by: Caller, kind: string, name: string, bytes: Uint8Array): Promise<string> {
      const reply = await upload(by, kind, name, bytes)
      assert.equal(reply.status, 200, JSON.stringify(reply.body))
      await it.product.jobs.drain()
      return (reply.body as { id: string }).id
    },
    async draft(by: Caller, id: string): Promise<DraftView> {
      const reply = await by.get(`/api/imports/${id}`)
      assert.equal(reply.status, 200)
      return reply.body
    },
    /** Every row of a filter, page by page. */
    async rows(by: Caller, id: string, show = ''): Promise<DraftRow[]> {
      const found: DraftRow[] = []
      for (let after = ''; ;) {
        const more = `${show && `&show=${show}`}${after && `&after=${after}`}`
        const reply = await by.get(`/api/imports/${id}/rows?size=10${more}`)
        const page = reply.body as { rows: DraftRow[]; next: string | null }
        found.push(...page.rows)
        if (page.next === null) return found
        after = page.next
      }
    },
    agree: (by: Caller, { id, revision }: DraftView, keepCodesBecause: string | null) =>
      by.post(`/api/imports/${id}/agreement`, { revision, keepCodesBecause }),
  }
}

/** A messy ledger as offices keep them, for tests; all of it invented. */
export async function messyLedger(): Promise<Uint8Array> {
  const wide = (row: number, from: number, to: number): MergeRange => ({
    startRow: row,
    startCol: from,
    endRow: row,
    endCol: to,
  })
  const tall = (col: number, from: number, to: number): MergeRange => ({
    startRow: from,
    startCol: col,
    endRow: to,
    endCol: col,
  })
  const cells = new Map<string, object>([
    ['9,5', { formula: 'F9+1', formulaResult: 45_145, value: 45_145 }],
    ['16,11', { type: 'error', value: '#DIV/0!' }],
  ])
  return writeXlsx({
    sheets: [
      {
        name: '问题隐患台账',
        rows: ROWS.map((row) => [...row]),
        cells,
        merges: [
          wide(0, 0, 13),
          wide(1, 0, 13),
          ...[0, 1, 2, 3, 4, 5, 13].map((col) => tall(col, 2, 4)),
          wide(2, 6, 8),
          wide(2, 9, 12),
          ...[6, 7, 8, 9, 10, 11, 12].map((col) => tall(col, 3, 4)),
          wide(6, 0, 13),
          tall(1, 7, 9),
          tall(2, 7, 8),
          wide(18, 0, 13),
        ],
      },
      { name: '填表说明', rows: [['填表说明'], ['一、本表按月报送。']] },
    ],
  })
}

const N: CellValue = null
const ROWS: readonly (readonly CellValue[])[] = [
  ['2023年青杨县安全生产问题隐患整改台账（演示）', N],
  ['填报单位：青杨县安委办（演示）          填报时间：2023年9月1日', N],
  [
    '序号',
    '企业名称',
    '行业领域',
    '存在问题',
    '隐患级别',
    '检查时间',
    '整改责任',
    N,
    N,
    '整改情况',
    N,
    N,
    N,
    '备注',
  ],
  [
    N,
    N,
    N,
    N,
    N,
    N,
    '责任单位',
    '整改责任人',
    '整改时限',
    '完成时间',
    '复查时间',
    '整改资金（万元）',
    '是否销号',
    N,
  ],
  [N],
  [
    '案例（请删除）',
    '某某公司',
    '消防',
    '灭火器过期',
    '一般',
    '2023.1.1',
    '某某公司',
    '某某',
    '2023.2.1',
    N,
    N,
    N,
    '否',
    N,
  ],
  ['一、消防安全', N],
  [
    1,
    '青杨冷链食品公司（演示）',
    '消防',
    '安全出口\u00a0被杂物堵塞。',
    '一般',
    '2023.8.7',
    '青杨冷链食品公司（演示）',
    '甲（演示）',
    '8月20日',
    '2023年8月18日',
    '2023-08-21',
    '３．６０',
    '是',
    N,
  ],
  [
    2,
    N,
    N,
    '疏散指示标志损坏',
    '重大',
    '2023年 08 月 07 日',
    '青杨县应急局、青杨镇政府',
    '乙（演示）',
    '20230731',
    N,
    N,
    N,
    '否',
    N,
  ],
  [
    3,
    N,
    '燃气',
    '燃气管道锈蚀 ',
    '一般隐患',
    45_145,
    '青杨应急局',
    '丙（演示）',
    '２０２３．９．１０',
    '2023.9.1',
    N,
    '1.2万元',
    '已销号',
    N,
  ],
  [4, N, N, N, N, N, N, N, N, N, N, N, N, N],
  ['小计', N, N, '3项', N, N, N, N, N, N, N, 4.8, N, N],
  [
    '序号',
    '企业名称',
    '行业领域',
    '存在问题',
    '隐患级别',
    '检查时间',
    '整改责任',
    N,
    N,
    '整改情况',
    N,
    N,
    N,
    '备注',
  ],
  [
    5,
    '平岗石料公司（演示）',
    '非煤矿山',
    '边坡未设置监测点',
    '较大',
    '03/04/23',
    '平岗石料公司',
    N,
    '立行立改',
    N,
    N,
    N,
    '否',
    N,
  ],
  [
    6,
    '平岗石料公司（演示）',
    '非煤矿山',
    '皮带机缺少防护罩',
    '一般',
    '2023.2.30',
    '平岗石料公司',
    N,
    '/',
    N,
    N,
    N,
    '否',
    N,
  ],
  [
    7,
    '青杨冷链食品公司（演示）',
    '消防',
    '安全出口 被杂物堵塞。',
    '一般',
    '2023.8.7',
    '青杨冷链食品公司（演示）',
    '甲（演示）',
    '8月20日',
    '2023年8月18日',
    '2023-08-21',
    '3.60',
    '是',
    N,
  ],
  [
    8,
    '青杨冷链食品公司（演示）',
    '工贸',
    '制冷机房无报警装置',
    '一般',
    '2023-08-09',
    '青杨冷链',
    N,
    '长期坚持',
    N,
    N,
    '#DIV/0!',
    '否',
    N,
  ],
  [N],
  ['说明：1.本表由县安委办汇总。', N],
  ['填表人：甲（演示）', N, N, '审核人：乙（演示）'],
]
