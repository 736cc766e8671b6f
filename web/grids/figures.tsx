import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { getCoverage, type Coverage, type Share } from '#grids/words.ts'
import { call } from '../parts/api.ts'
import { timeOnly } from '../parts/dates.ts'
import { Failed, Loading } from '../parts/page-state.tsx'
import type { Tab as AnyTab } from './tabs.tsx'

/** The tabs that have figures: what looks alike is a list only. */
type Tab = Exclude<AnyTab, 'duplicates'>

/** The figures of the tab: each number opens exactly its records. */
export function Figures(props: { readonly tab: Tab; readonly place: string | undefined }) {
  const { place } = props
  const found = useQuery({
    queryKey: ['coverage', place],
    queryFn: () => call(getCoverage, { query: place ? { place } : {} }),
  })
  if (found.isPending) return <Loading lines={2} />
  if (found.isError) return <Failed error={found.error} retry={() => void found.refetch()} />
  return (
    <dl className="cover noprint" aria-label={`${timeOnly(found.data.at)} 统计`}>
      {FIGURES[props.tab](found.data).map((figure) => (
        <div key={figure.label}>
          <dt>{figure.label}</dt>
          <dd>
            <Value {...figure} tab={props.tab} place={place} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

type Figure = {
  readonly label: string
  /** Which list the number opens. */
  readonly show: string
} &
  /** Where a whole falls into three, what is missing is a figure of its own: gap is null. */
  (
    | { readonly share: Share; readonly whole: string; readonly gap: string | null }
    | { readonly count: number; readonly unit: string }
  )

const FIGURES: Readonly<Record<Tab, (data: Coverage) => readonly Figure[]>> = {
  sponsors: (data) => [
    {
      label: '重点企业明确联系人',
      share: data.keyContacts,
      show: 'key_contacted',
      whole: 'key',
      gap: 'key_no_contact',
    },
    {
      label: '重点高危企业联合包保',
      share: data.joint,
      show: 'joint_covered',
      whole: 'joint',
      gap: 'joint_gap',
    },
    {
      label: '重点高危以外企业明确包联责任人',
      share: data.others,
      show: 'others_covered',
      whole: 'others',
      gap: 'others_gap',
    },
    {
      label: '企业明确联系人',
      share: data.contacts,
      show: 'contacted',
      whole: 'all',
      gap: 'no_contact',
    },
    { label: '高危企业无人负责', count: data.uncovered, unit: '家', show: 'uncovered' },
  ],
  places: (data) => [
    {
      label: '地区明确包联领导',
      share: data.places,
      show: 'covered',
      whole: 'all',
      gap: 'gap',
    },
  ],
  cells: (data) => [
    { label: '网格已配人员', share: data.cells, show: 'covered', whole: 'all', gap: 'no_member' },
    { label: '责任有空缺', count: data.dutyGaps, unit: '个', show: 'duty_gap' },
    { label: '责任有重叠', count: data.overlaps, unit: '个', show: 'overlap' },
  ],
  supervisors: (data) => [
    {
      label: '监管部门唯一',
      share: data.supervisors,
      show: 'supervised_once',
      whole: 'all',
      gap: null,
    },
    { label: '无监管部门', count: data.unsupervised, unit: '家', show: 'supervised_none' },
    { label: '监管部门重复', count: data.supervisedTwice, unit: '家', show: 'supervised_twice' },
  ],
}

type At = { readonly tab: Tab; readonly place: string | undefined }

function Value(props: Figure & At) {
  const at = { tab: props.tab, place: props.place }
  if ('count' in props)
    return (
      <>
        <Opening {...at} show={props.show} n={props.count} /> {props.unit}
      </>
    )
  const { share } = props
  const gap = share.of - share.n
  return (
    <>
      {percent(share)}
      <Opening {...at} show={props.show} n={share.n} />/
      <Opening {...at} show={props.whole} n={share.of} />
      {gap > 0 && props.gap !== null && (
        <span className="sm">
          {' '}
          未落实 <Opening {...at} show={props.gap} n={gap} />
        </span>
      )}
    </>
  )
}

/** A number that opens its records. */
function Opening({ tab, place, show, n }: At & { readonly show: string; readonly n: number }) {
  const search = {
    ...(tab === 'sponsors' ? {} : { tab }),
    ...(place ? { place } : {}),
    ...(show === 'all' ? {} : { show }),
  }
  return (
    <Link to="/grids" search={search} resetScroll={false}>
      {n.toLocaleString('en-US')}
    </Link>
  )
}

function percent({ n, of }: Share): string {
  if (of === 0) return ''
  return `${String(Math.round((n / of) * 1000) / 10)}%，`
}
