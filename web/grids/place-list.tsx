import { GRID_SHOW_TITLES, LEVEL_TITLES, PLACE_SHOW_TITLES } from '#grids/texts.ts'
import {
  countGrid,
  countSponsoredPlaces,
  listGrid,
  listSponsoredPlaces,
  type GridShow,
  type PlaceRow,
  type PlaceShow,
} from '#grids/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import type { ListSpec, Query } from '../parts/list/list-words.ts'
import { SeatText } from './seat-text.tsx'

const lists = {
  places: {
    part: 'place_leader',
    label: '包联领导',
    shows: PLACE_SHOW_TITLES,
    levels: ['county', 'township', 'village'],
  },
  cells: {
    part: 'grid_member',
    label: '人员和责任',
    shows: GRID_SHOW_TITLES,
    levels: ['township', 'village'],
  },
} as const

/** The places with their 包联 leaders, or the cells of the grid with members and duties. */
export function placeSpec(
  tab: keyof typeof lists,
  open: (jur: string) => void,
): ListSpec<PlaceRow> {
  const list = lists[tab]
  return {
    id: `grids-${tab}`,
    title: '包联网格',
    unit: '个',
    filters: [
      { name: 'place', label: '地区', kind: 'place', width: 180 },
      {
        name: 'level',
        label: '层级',
        kind: 'one',
        width: 120,
        all: '全部层级',
        options: list.levels.map((level) => [level, LEVEL_TITLES[level]] as const),
      },
      {
        name: 'show',
        label: '范围',
        kind: 'one',
        width: 200,
        all: list.shows.all,
        options: Object.entries(list.shows).filter(([show]) => show !== 'all'),
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
      { key: 'name', label: '地区', fixed: true, cell: (row) => row.placeName },
      { key: 'level', label: '层级', first: true, cell: (row) => LEVEL_TITLES[row.level] },
      {
        key: 'seats',
        label: list.label,
        first: true,
        cell: (row) => (
          <SeatText
            seats={row.seats}
            part={list.part}
            none={tab === 'cells' ? '无人员' : '未明确'}
          />
        ),
      },
      {
        key: 'act',
        label: '操作',
        last: true,
        cell: (row) => (
          <Button small weight="quiet" onClick={() => open(row.jur)}>
            分工<span className="vh">：{row.name}</span>
          </Button>
        ),
      },
    ],
    keyOf: (row) => row.jur,
    nameOf: (row) => row.name,
    card: (row) => (
      <button type="button" className="mcard" onClick={() => open(row.jur)}>
        <span className="l1 sm muted">{LEVEL_TITLES[row.level]}</span>
        <span className="l2 block">{row.placeName}</span>
        <span className="sm block">
          <SeatText
            seats={row.seats}
            part={list.part}
            none={tab === 'cells' ? '无人员' : '未明确'}
          />
        </span>
      </button>
    ),
    read: async ({ after, ...filter }) => {
      const query = { limit: 50, ...(after ? { cursor: after } : {}) }
      const page =
        tab === 'cells'
          ? await call(listGrid, { query: { ...query, ...cellsAsked(filter) } })
          : await call(listSponsoredPlaces, { query: { ...query, ...placesAsked(filter) } })
      return { rows: page.items, next: page.next, previous: null }
    },
    count: (filter) =>
      tab === 'cells'
        ? call(countGrid, { query: cellsAsked(filter) })
        : call(countSponsoredPlaces, { query: placesAsked(filter) }),
    empty: '没有可以分工的地区。',
  }
}

function asked({ place, level, mine }: Query) {
  return {
    ...(mine === 'yes' ? { mine: 'yes' as const } : {}),
    ...(place ? { place } : {}),
    ...(level ? { level: level as PlaceRow['level'] } : {}),
  }
}

function cellsAsked(filter: Query) {
  return { ...asked(filter), ...(filter.show ? { show: filter.show as GridShow } : {}) }
}

function placesAsked(filter: Query) {
  return { ...asked(filter), ...(filter.show ? { show: filter.show as PlaceShow } : {}) }
}
