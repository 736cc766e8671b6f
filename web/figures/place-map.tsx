import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { nameOf } from '#bulletins/texts.ts'
import { readMap, type FigureRow, type Figures, type PlaceMapDrawing } from '#bulletins/words.ts'
import { call } from '../parts/api.ts'
import { searchOf } from './number.tsx'

/** Light to dark, and from the third on with a pattern: how much of the worst a place has. */
const SHADES = ['#EAF1F9', '#FBE9C6', 'url(#map-lines)', 'url(#map-cross)'] as const

/** The places below on a schematic map: overdue by area, each area opening its records. */
export function PlaceMap(props: {
  readonly figures: Figures
  readonly page: '/overview' | '/statistics'
}) {
  const { figures } = props
  const found = useQuery({
    queryKey: ['figures', 'map', figures.place],
    staleTime: 600_000,
    queryFn: () => call(readMap, { query: { place: figures.place } }),
  })
  const { map, say } = found.data ?? { map: null, say: null }
  if (say) return <p className="muted sm">{say}</p>
  if (!map) return null
  const drawn = new Set(map.areas.map(({ place }) => place))
  const missing = figures.places.filter((row) => !drawn.has(row.key))
  return (
    <figure className="map">
      <Drawing map={map} figures={figures} />
      <figcaption className="xs muted">
        <ul>
          {SHADES.map((fill, at) => (
            <li key={fill} className="key">
              <svg viewBox="0 0 28 16" aria-hidden="true">
                <rect width="28" height="16" fill={fill} />
              </svg>
              {KEYS[at]}
            </li>
          ))}
        </ul>
        {map.schematic ? `示意图：${map.source}。` : `${map.source}。审图号：${map.approval}。`}
        {missing.length > 0 && (
          <>
            图上未绘：
            {missing.map((row, at) => (
              <span key={row.key}>
                {at > 0 && '、'}
                <Link to="/findings" search={searchOf(row.overdue.opens)}>
                  {nameOf(row, figures.placeName)}（逾期 {row.overdue.count}）
                </Link>
              </span>
            ))}
            。
          </>
        )}
      </figcaption>
    </figure>
  )
}

const KEYS = ['没有逾期', '不到最多的三分之一', '三分之一至三分之二', '三分之二以上']

function Drawing({ map, figures }: { readonly map: PlaceMapDrawing; readonly figures: Figures }) {
  const rows = new Map(figures.places.map((row) => [row.key, row]))
  const most = Math.max(1, ...figures.places.map((row) => row.overdue.count))
  return (
    <svg
      viewBox={`-6 -6 ${map.width + 12} ${map.height + 12}`}
      role="group"
      aria-label={`${map.title}示意图，各地逾期条数`}
    >
      <Patterns />
      {map.areas.map(({ place, path, x, y }) => {
        const row = rows.get(place)
        if (!row) return <path key={place} d={path} fill="#F0F2F5" />
        return (
          <Area key={place} row={row} fill={SHADES[shadeOf(row.overdue.count, most)]!}>
            <path d={path} />
            <text x={x} y={y - 4} aria-hidden="true">
              {row.name}
            </text>
            <text x={x} y={y + 22} className="n" aria-hidden="true">
              {row.overdue.count}
            </text>
          </Area>
        )
      })}
    </svg>
  )
}

function Area(props: {
  readonly row: FigureRow
  readonly fill: string
  readonly children: React.ReactNode
}) {
  const { row, fill } = props
  const navigate = useNavigate()
  return (
    <a
      href={`/findings?${row.overdue.opens}`}
      aria-label={`${row.name}${row.overdue.count} 条逾期`}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        void navigate({ to: '/findings', search: searchOf(row.overdue.opens) })
      }}
    >
      <g fill={fill}>{props.children}</g>
    </a>
  )
}

function shadeOf(count: number, most: number): number {
  if (count === 0) return 0
  return Math.min(3, Math.floor((count / most) * 3) + 1)
}

function Patterns() {
  return (
    <defs>
      <pattern id="map-lines" width="10" height="10" patternUnits="userSpaceOnUse">
        <rect className="plain" width="10" height="10" fill="#F6D48D" />
        <path className="plain" d="M0 10 10 0" stroke="#B57B00" />
      </pattern>
      <pattern id="map-cross" width="10" height="10" patternUnits="userSpaceOnUse">
        <rect className="plain" width="10" height="10" fill="#E69F00" />
        <path className="plain" d="M0 10 10 0M0 0 10 10" stroke="#8A5A00" />
      </pattern>
    </defs>
  )
}
