import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useId, useRef, useState } from 'react'
import { describe, pointsOf, type ChartSpec } from './chart-words.ts'
import type { Drawn } from './draw.ts'
import { searchOf } from './number.tsx'

/**
 * A chart whose every bar and point opens its records: by pointer, or with the keyboard, left and
 * right from one to the next and Enter to open. The drawing comes in a part of its own.
 */
export function Chart(props: { readonly spec: ChartSpec; readonly table: string }) {
  const { spec } = props
  const navigate = useNavigate()
  const hint = useId()
  const here = useRef<HTMLDivElement>(null)
  const drawn = useRef<Drawn>(null)
  const [at, setAt] = useState<number | null>(null)
  const [lost, setLost] = useState(false)
  const points = pointsOf(spec)
  const open = useCallback(
    (opens: string) => void navigate({ to: '/findings', search: searchOf(opens) }),
    [navigate],
  )
  // Drawn anew when what it says changes, not whenever the page is.
  const said = JSON.stringify(spec)
  useEffect(() => {
    const told = JSON.parse(said) as ChartSpec
    let gone = false
    const begin = async () => {
      const { draw } = await import('./draw.ts')
      if (gone || !here.current) return
      drawn.current = draw(here.current, told, (series, index) => {
        const of = told.series[series]?.values[index]
        if (of) open(of.opens)
      })
    }
    begin().catch(() => setLost(true))
    return () => {
      gone = true
      drawn.current?.end()
      drawn.current = null
    }
  }, [said, open])
  const move = (to: number) => {
    const next = Math.max(0, Math.min(points.length - 1, to))
    const point = points[next]
    if (!point) return
    setAt(next)
    drawn.current?.point(point.series, point.index)
  }
  const pressed = (event: React.KeyboardEvent) => {
    const moves: Readonly<Record<string, number>> = {
      ArrowRight: (at ?? -1) + 1,
      ArrowDown: (at ?? -1) + 1,
      ArrowLeft: (at ?? 1) - 1,
      ArrowUp: (at ?? 1) - 1,
      Home: 0,
      End: points.length - 1,
    }
    const to = moves[event.key]
    if (to !== undefined) {
      event.preventDefault()
      move(to)
    }
    const point = at === null ? undefined : points[at]
    if (event.key === 'Enter' && point) open(point.of.opens)
  }
  if (lost) return <p className="muted sm">图未能载入，数据见表格。</p>
  return (
    <div className="chart noprint">
      <div
        ref={here}
        className={spec.kind === 'lines' ? 'canvas lines' : 'canvas'}
        style={spec.kind === 'lines' ? undefined : { height: 64 + spec.axis.length * 34 }}
        role="application"
        aria-roledescription="图"
        aria-label={spec.title}
        aria-describedby={hint}
        tabIndex={0}
        onKeyDown={pressed}
        onBlur={() => {
          setAt(null)
          drawn.current?.leave()
        }}
      />
      <p className="vh" id={hint}>
        {describe(spec)}
      </p>
      <p className="vh" role="status">
        {at === null ? '' : (points[at]?.text ?? '')}
      </p>
      <a className="twin sm" href={`#${props.table}`}>
        看表格
      </a>
    </div>
  )
}
