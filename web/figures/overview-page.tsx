import { useNavigate, useSearch } from '@tanstack/react-router'
import { Link } from '@tanstack/react-router'
import type { Dimension } from '#bulletins/texts.ts'
import { Empty } from '../parts/page-state.tsx'
import type { SpanKind } from './charts.ts'
import { FiguresFrame } from './frame.tsx'
import { PlaceMap } from './place-map.tsx'
import { Part } from './part.tsx'
import { SpanChoice } from './span-choice.tsx'

/** What a leader is shown, in this order. */
const SHOWN = [
  'places',
  'sectors',
  'ages',
  'trend',
  'grades',
  'money',
] as const satisfies Dimension[]

/** 总览: what is late, where, and whether it is being put right. */
export function OverviewPage() {
  const search = useSearch({ from: '/inside/overview' })
  const navigate = useNavigate({ from: '/overview' })
  const spans: SpanKind = search['span'] === 'weeks' ? 'weeks' : 'months'
  return (
    <FiguresFrame title="总览" page="/overview" search={search}>
      {(figures) =>
        figures.total.counted.count === 0 ? (
          <div className="card">
            <Empty
              act={
                <Link to="/findings" className="btn o">
                  查看台账
                </Link>
              }
            >
              {figures.placeName}台账尚无记录。
            </Empty>
          </div>
        ) : (
          SHOWN.map((by) => (
            <Part
              key={by}
              by={by}
              figures={figures}
              spans={spans}
              page="/overview"
              before={by === 'places' && <PlaceMap figures={figures} page="/overview" />}
              choice={
                by === 'trend' && (
                  <SpanChoice
                    value={spans}
                    onChange={(span) =>
                      void navigate({ search: { ...search, span }, resetScroll: false })
                    }
                  />
                )
              }
            />
          ))
        )
      }
    </FiguresFrame>
  )
}
