import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import {
  AGE_LABELS,
  GRADE_LABELS,
  MARK_LABELS,
  ORIGIN_LABELS,
  PLAN_LABELS,
  SECTOR_LABELS,
  STATE_LABELS,
} from '#findings/texts.ts'
import {
  countFindings,
  listFindings,
  listViews,
  MONEY_UNITS,
  saveView,
  type FindingFilter,
  type FindingRow,
} from '#findings/words.ts'
import { ExportButton } from '../exports/export-button.tsx'
import { call } from '../parts/api.ts'
import { ButtonLink } from '../parts/button.tsx'
import { ListPage } from '../parts/list/list-page.tsx'
import type { Filter, ListSpec, Options, Query, View } from '../parts/list/list-words.ts'
import { useRole } from '../parts/session.ts'
import { ImportLink } from '../imports/import-link.tsx'
import { Bulk } from './bulk.tsx'
import { FindingCard, findingColumns } from './ledger-columns.tsx'

/** 问题隐患台账; for an enterprise its 整改任务. */
export function LedgerPage() {
  const query = useSearch({ from: '/inside/findings' })
  const navigate = useNavigate({ from: '/findings' })
  const role = useRole()
  const client = useQueryClient()
  const kept = useQuery({
    queryKey: ['findings', 'views'],
    queryFn: () => call(listViews, {}),
    retry: false,
  })
  const own = role === 'safety_officer'
  const spec: ListSpec<FindingRow> = {
    id: 'findings',
    title: own ? '整改任务' : '问题隐患台账',
    unit: '条',
    columns: findingColumns,
    filters: own ? filters.filter((filter) => filter.kind !== 'place') : filters,
    sorts: [
      ['due', '在办在前，期限近的在前'],
      ['newest', '新登记的在前'],
    ],
    views: [
      ...givenViews,
      ...(kept.data?.views ?? []).map((view) => ({
        id: view.id,
        label: view.shared && !view.mine ? `共用：${view.name}` : `我的视图：${view.name}`,
        query: Object.fromEntries(new URLSearchParams(view.query)),
      })),
    ],
    keyOf: (row) => row.id,
    nameOf: (row) => row.number,
    card: (row) => <FindingCard row={row} />,
    read: (given, signal) => call(listFindings, { query: asked(given), signal }),
    count: (given) => call(countFindings, { query: asked(given) }),
    whole: (shown) => <ExportButton {...shown} />,
    actions: (
      <>
        <ImportLink kind="findings" label="导入台账" />{' '}
        <ButtonLink to="/findings/new" weight="solid" icon="plus">
          登记隐患
        </ButtonLink>
      </>
    ),
    onSaveView: async (name, given, shared) => {
      const text = new URLSearchParams(given).toString()
      await call(saveView, { body: { name, query: text, shared } })
      await client.invalidateQueries({ queryKey: ['findings', 'views'] })
    },
    empty: '台账尚无记录。',
    ...(own ? {} : { bulk: (rows, clear) => <Bulk rows={rows} onDone={clear} /> }),
  }
  return (
    <ListPage
      spec={spec}
      query={query}
      onQuery={(next) => void navigate({ search: next, resetScroll: false })}
    />
  )
}

type Lists = 'sector' | 'grade' | 'state' | 'origin' | 'has'

/** The address holds plain words; what the server does not know it refuses by field. */
function asked(query: Query) {
  return query as Omit<FindingFilter, Lists> & Readonly<Record<Lists, string | undefined>>
}

const options = (labels: Readonly<Record<string, string>>): Options => Object.entries(labels)

const states: Options = [
  ['registered', '已登记（待交办）'],
  ['returned', '已登记（退办）'],
  ['handed_over', STATE_LABELS.handed_over],
  ['rectifying', STATE_LABELS.rectifying],
  ['reported', '待复查（待初验）'],
  ['accepted', STATE_LABELS.accepted],
  ['recheck_failed', STATE_LABELS.recheck_failed],
  ['passed', STATE_LABELS.passed],
  ['pending_approval', '待审批（销号）'],
  ['struck_off', STATE_LABELS.struck_off],
  ['void', STATE_LABELS.void],
  ['merged', STATE_LABELS.merged],
]

const money = {
  kind: 'one',
  width: 140,
  more: true,
  all: '不限',
  options: MONEY_UNITS.map((unit) => [unit, `以${unit}计`] as const),
} as const

const filters: readonly Filter[] = [
  { name: 'q', label: '关键词', kind: 'words', placeholder: '两个字起，或首字母' },
  { name: 'place', label: '地区', kind: 'place', width: 160 },
  {
    name: 'sector',
    label: '行业',
    kind: 'many',
    width: 140,
    all: '全部行业',
    options: options(SECTOR_LABELS),
  },
  {
    name: 'grade',
    label: '级别',
    kind: 'one',
    width: 112,
    all: '全部级别',
    options: options(GRADE_LABELS),
  },
  { name: 'state', label: '状态', kind: 'many', width: 136, all: '全部状态', options: states },
  {
    name: 'due',
    label: '当前期限',
    kind: 'one',
    width: 140,
    all: '全部期限',
    options: [
      ['overdue', '逾期'],
      ['today', '今日到期'],
      ['soon', '3个工作日内'],
      ['open', '在办'],
      ['ended', '已办结'],
    ],
  },
  {
    name: 'origin',
    label: '来源',
    kind: 'many',
    width: 160,
    more: true,
    all: '全部来源',
    options: options(ORIGIN_LABELS),
  },
  { name: 'foundFrom', label: '发现日期起', kind: 'date', width: 160, more: true },
  { name: 'foundTo', label: '发现日期止', kind: 'date', width: 160, more: true },
  { name: 'handedFrom', label: '交办日期起', kind: 'date', width: 160, more: true },
  { name: 'handedTo', label: '交办日期止', kind: 'date', width: 160, more: true },
  { name: 'endedFrom', label: '办结日期起', kind: 'date', width: 160, more: true },
  { name: 'endedTo', label: '办结日期止', kind: 'date', width: 160, more: true },
  { name: 'stoppedFrom', label: '责令停产停业日期起', kind: 'date', width: 160, more: true },
  { name: 'stoppedTo', label: '责令停产停业日期止', kind: 'date', width: 160, more: true },
  {
    name: 'counted',
    label: '统计口径',
    kind: 'one',
    width: 200,
    more: true,
    all: '不限',
    options: [
      ['all', '计入统计（不含作废、并入）'],
      ['own', '计入销号率（另不含接收存量）'],
    ],
  },
  {
    name: 'age',
    label: '存续时间',
    kind: 'one',
    width: 160,
    more: true,
    all: '不限',
    options: options(AGE_LABELS),
  },
  { name: 'org', label: '有关单位', kind: 'body', width: 200, more: true },
  { name: 'line', label: '行业主管部门', kind: 'body', width: 200, more: true },
  {
    name: 'reach',
    label: '地区范围',
    kind: 'one',
    width: 140,
    more: true,
    all: '本级及下级',
    options: [['own', '仅本级']],
  },
  { ...money, name: 'fundsUnit', label: '计划资金' },
  { ...money, name: 'spentUnit', label: '支出资金' },
  {
    name: 'role',
    label: '本单位身份',
    kind: 'one',
    width: 160,
    more: true,
    all: '不限',
    options: [
      ['office', '交办单位'],
      ['rectifier', '整改单位'],
      ['sector', '行业监管'],
      ['territory', '属地'],
      ['rechecker', '复查单位'],
    ],
  },
  {
    name: 'has',
    label: '五落实',
    kind: 'many',
    width: 160,
    more: true,
    all: '不限',
    options: options(PLAN_LABELS),
  },
  {
    name: 'mark',
    label: '标记',
    kind: 'one',
    width: 200,
    more: true,
    all: '不限',
    options: options(MARK_LABELS).filter(([code]) => !code.startsWith('subject.')),
  },
]

const givenViews: readonly View[] = [
  { id: 'all', label: '全部', query: {} },
  { id: 'open', label: '在办', query: { due: 'open' } },
  { id: 'overdue', label: '逾期', query: { due: 'overdue' }, late: true },
  { id: 'major', label: '重大隐患', query: { grade: 'major' } },
  { id: 'listed', label: '挂牌督办', query: { mark: 'listed' } },
  { id: 'recheck', label: '待复查', query: { state: 'accepted' } },
  { id: 'done', label: '已销号', query: { state: 'struck_off' } },
]
