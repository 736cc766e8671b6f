import { Link } from '@tanstack/react-router'
import { SECTOR_LABELS } from '#findings/texts.ts'
import { ENTERPRISE_SHOW_TITLES, TIER_LABELS } from '#grids/texts.ts'
import {
  countEnterprises,
  listEnterprises,
  type EnterpriseRow,
  type EnterpriseShow,
} from '#grids/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import type { Column, ListSpec, Query } from '../parts/list/list-words.ts'
import { SeatText } from './seat-text.tsx'

const sectors: Readonly<Record<string, string>> = SECTOR_LABELS

const name: Column<EnterpriseRow> = {
  key: 'name',
  label: '企业',
  kind: 'name',
  fixed: true,
  cell: (row) => (
    <Link to="/subjects/$id" params={{ id: row.id }}>
      {row.name ?? '（保密）'}
    </Link>
  ),
}
const tier: Column<EnterpriseRow> = {
  key: 'tier',
  label: '类别',
  first: true,
  cell: (row) => (row.tier ? TIER_LABELS[row.tier] : <span className="muted">一般</span>),
}
const place: Column<EnterpriseRow> = {
  key: 'place',
  label: '地区',
  first: true,
  cell: (row) => row.placeName,
}
const supervisor: Column<EnterpriseRow> = {
  key: 'supervisor',
  label: '监管部门',
  first: true,
  cell: (row) => <SeatText seats={row.seats} part="supervisor" none="无" />,
}
const contact: Column<EnterpriseRow> = {
  key: 'contact',
  label: '联系人',
  first: true,
  cell: (row) => <SeatText seats={row.seats} part="contact" />,
}

/** Who is sponsored by whom: a key high-risk enterprise by two together, another by one. */
function Sponsors({ row }: { readonly row: EnterpriseRow }) {
  const held = row.seats.filter((seat) =>
    ['city_head', 'county_leader', 'sponsor'].includes(seat.part),
  )
  if (row.tier !== 'key_high_risk') {
    if (held.length === 0) return <span className="lack">未明确</span>
    return (
      <>
        {held.map((seat) => (
          <SeatText key={seat.id} seats={[seat]} part={seat.part} />
        ))}
      </>
    )
  }
  return (
    <>
      <SeatText seats={row.seats} part="city_head" none="市级部门未明确" />
      <SeatText seats={row.seats} part="county_leader" none="县级领导未明确" />
    </>
  )
}

const columns = {
  sponsors: [
    name,
    tier,
    {
      key: 'sponsors',
      label: '包保、包联',
      first: true,
      cell: (row: EnterpriseRow) => <Sponsors row={row} />,
    },
    contact,
    place,
    supervisor,
  ],
  supervisors: [
    name,
    supervisor,
    place,
    {
      key: 'sector',
      label: '行业',
      first: true,
      cell: (row: EnterpriseRow) => sectors[row.sector] ?? row.sector,
    },
    tier,
    contact,
  ],
} as const satisfies Record<string, readonly Column<EnterpriseRow>[]>

const SHOWS = {
  sponsors: [
    'key',
    'high_risk',
    'joint',
    'others',
    'contacted',
    'no_contact',
    'key_contacted',
    'key_no_contact',
    'joint_covered',
    'joint_gap',
    'others_covered',
    'others_gap',
    'uncovered',
  ],
  supervisors: ['supervised_once', 'supervised_none', 'supervised_twice'],
} as const satisfies Record<string, readonly EnterpriseShow[]>

/** The enterprises with their sponsors and contacts, or with their supervising departments. */
export function enterpriseSpec(
  tab: keyof typeof columns,
  open: (id: string) => void,
): ListSpec<EnterpriseRow> {
  return {
    id: `grids-${tab}`,
    title: '包联网格',
    unit: '家',
    filters: [
      { name: 'q', label: '企业名称', kind: 'words', placeholder: '名称、拼音首字母' },
      { name: 'place', label: '地区', kind: 'place', width: 180 },
      {
        name: 'show',
        label: '范围',
        kind: 'one',
        width: 240,
        all: '全部企业',
        options: SHOWS[tab].map((show) => [show, ENTERPRISE_SHOW_TITLES[show]] as const),
      },
      {
        name: 'mine',
        label: '负责人',
        kind: 'one',
        width: 120,
        all: '全部人员',
        options: [['yes', '本人负责']],
      },
    ],
    views: [],
    columns: [
      ...columns[tab],
      {
        key: 'act',
        label: '操作',
        last: true,
        cell: (row) => (
          <Button small weight="quiet" onClick={() => open(row.id)}>
            分工<span className="vh">：{row.name}</span>
          </Button>
        ),
      },
    ],
    keyOf: (row) => row.id,
    nameOf: (row) => row.name ?? '',
    card: (row) => (
      <button type="button" className="mcard" onClick={() => open(row.id)}>
        <span className="l1 sm muted">
          {row.tier ? TIER_LABELS[row.tier] : '一般企业'} · {row.placeName}
        </span>
        <span className="l2 block">{row.name}</span>
        {tab === 'sponsors' && (
          <span className="sm block">
            包联：
            <Sponsors row={row} />
          </span>
        )}
        {tab === 'sponsors' && (
          <span className="sm block">
            联系人：
            <SeatText seats={row.seats} part="contact" />
          </span>
        )}
        {tab === 'supervisors' && (
          <span className="sm block">
            监管部门：
            <SeatText seats={row.seats} part="supervisor" none="无" />
          </span>
        )}
      </button>
    ),
    read: async ({ after, ...filter }) => {
      const page = await call(listEnterprises, {
        query: { ...asked(filter), limit: 50, ...(after ? { cursor: after } : {}) },
      })
      return { rows: page.items, next: page.next, previous: null }
    },
    count: (filter) => call(countEnterprises, { query: asked(filter) }),
    empty: '尚无企业档案。',
  }
}

function asked({ q, place: jur, show, mine }: Query) {
  return {
    ...(mine === 'yes' ? { mine: 'yes' as const } : {}),
    ...(q ? { q } : {}),
    ...(jur ? { place: jur } : {}),
    ...(show ? { show: show as EnterpriseShow } : {}),
  }
}
