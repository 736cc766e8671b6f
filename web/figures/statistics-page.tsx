import { useNavigate, useSearch } from '@tanstack/react-router'
import { DIMENSION_LABELS, type Dimension } from '#bulletins/texts.ts'
import type { SpanKind } from './charts.ts'
import { FiguresFrame } from './frame.tsx'
import { Part } from './part.tsx'
import { PlaceMap } from './place-map.tsx'
import { SpanChoice } from './span-choice.tsx'

const DIMENSIONS = Object.keys(DIMENSION_LABELS) as readonly Dimension[]

/** 统计: the ledger by one dimension at a time. */
export function StatisticsPage() {
  const search = useSearch({ from: '/inside/statistics' })
  const navigate = useNavigate({ from: '/statistics' })
  const by = DIMENSIONS.find((one) => one === search['by']) ?? 'places'
  const spans: SpanKind = search['span'] === 'months' ? 'months' : 'weeks'
  const set = (more: Record<string, string>) =>
    void navigate({ search: { ...search, ...more }, resetScroll: false })
  const tabs = (
    <nav className="tabs noprint" aria-label="按什么统计">
      {DIMENSIONS.map((one) => (
        <button
          key={one}
          type="button"
          aria-current={one === by ? 'page' : undefined}
          onClick={() => set({ by: one })}
        >
          {DIMENSION_LABELS[one]}
        </button>
      ))}
    </nav>
  )
  return (
    <FiguresFrame title="统计" page="/statistics" search={search} tabs={tabs}>
      {(figures) =>
        by === 'lines' && figures.lines === null ? (
          <p className="card bd muted">
            条线按部门统计，部门在市、县两级；选择一个市或县即可查看。
          </p>
        ) : (
          <Part
            by={by}
            figures={figures}
            spans={spans}
            page="/statistics"
            before={by === 'places' && <PlaceMap figures={figures} page="/statistics" />}
            choice={
              by === 'trend' && <SpanChoice value={spans} onChange={(span) => set({ span })} />
            }
          />
        )
      }
    </FiguresFrame>
  )
}
