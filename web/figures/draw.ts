import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use as equip, type EChartsCoreOption } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import type { ChartSpec, Tone } from './chart-words.ts'

equip([
  BarChart,
  LineChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  CanvasRenderer,
])

/** INTERFACE §11: told apart without colour too, by pattern and by line. */
const COLOURS = ['#1D4B80', '#E69F00', '#009E73', '#CC79A7'] as const
const LINES = ['solid', 'dashed', 'dotted', 'dashed'] as const
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond'] as const
const DECALS = [
  { symbol: 'none' },
  { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: Math.PI / 4, color: '#fff' },
  { symbol: 'circle', symbolSize: 0.5, color: '#fff' },
  { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [4, 3], color: '#fff' },
]

export type Drawn = ReturnType<typeof draw>

/** Draws a chart into an element and answers how to point at it and how to take it away. */
export function draw(
  element: HTMLElement,
  spec: ChartSpec,
  onOpen: (series: number, index: number) => void,
) {
  const chart = init(element, null, { renderer: 'canvas' })
  chart.setOption(optionOf(spec, element))
  chart.on('click', ({ seriesIndex, dataIndex }) => {
    if (typeof seriesIndex === 'number' && typeof dataIndex === 'number')
      onOpen(seriesIndex, dataIndex)
  })
  const watch = new ResizeObserver(() => {
    chart.resize()
    chart.setOption(optionOf(spec, element))
  })
  watch.observe(element)
  return {
    point(seriesIndex: number, dataIndex: number) {
      chart.dispatchAction({ type: 'downplay' })
      chart.dispatchAction({ type: 'highlight', seriesIndex, dataIndex })
      chart.dispatchAction({ type: 'showTip', seriesIndex, dataIndex })
    },
    leave() {
      chart.dispatchAction({ type: 'downplay' })
      chart.dispatchAction({ type: 'hideTip' })
    },
    end() {
      watch.disconnect()
      chart.dispose()
    },
  }
}

function optionOf(spec: ChartSpec, element: HTMLElement): EChartsCoreOption {
  const font = getComputedStyle(element).fontFamily
  const across = spec.kind === 'lines'
  const names = {
    type: 'category',
    data: [...spec.axis],
    inverse: !across,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: '#8A94A3' } },
    axisLabel: { color: '#4B5563', fontSize: 13, hideOverlap: across },
  }
  const numbers = {
    type: 'value',
    min: 0,
    minInterval: 1,
    splitLine: { lineStyle: { color: '#E3E7EC' } },
    axisLabel: { color: '#5F6B7A' },
  }
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  return {
    animation: !still,
    animationDuration: 120,
    textStyle: { fontFamily: font, fontSize: 13 },
    aria: { enabled: false },
    grid: { left: 8, right: across ? 64 : 48, top: 36, bottom: 8, containLabel: true },
    legend: {
      top: 0,
      left: 0,
      itemWidth: 28,
      ...(across ? {} : { icon: 'rect' }),
      textStyle: { color: '#1F2937' },
    },
    tooltip: {
      trigger: 'item',
      renderMode: 'richText',
      formatter: ({
        name,
        seriesName,
        value,
      }: {
        name: string
        seriesName: string
        value: number
      }) => `${name}\n${seriesName} ${value} 条`,
    },
    xAxis: across ? names : numbers,
    yAxis: across ? numbers : names,
    series: spec.series.map((one) => ({ ...seriesOf(spec, one.tone), ...dataOf(one, across) })),
  }
}

/** A bar of nothing would still draw its edge; a line goes through zero. */
function dataOf({ name, values }: ChartSpec['series'][number], across: boolean) {
  return { name, data: values.map(({ count }) => (count === 0 && !across ? '-' : count)) }
}

function seriesOf(spec: ChartSpec, tone: Tone) {
  const colour = COLOURS[tone]
  if (spec.kind === 'lines') {
    return {
      type: 'line',
      symbol: SYMBOLS[tone],
      symbolSize: 8,
      lineStyle: { color: colour, type: LINES[tone], width: 2 },
      itemStyle: { color: colour },
      endLabel: { show: true, formatter: '{a} {c}', color: '#1F2937' },
    }
  }
  const stacked = spec.kind === 'stacked'
  return {
    type: 'bar',
    barMaxWidth: 22,
    ...(stacked ? { stack: 'all' } : {}),
    itemStyle: { color: colour, decal: DECALS[tone], borderColor: '#fff', borderWidth: 1 },
    label: {
      show: true,
      position: stacked ? 'inside' : 'right',
      color: '#1F2937',
      ...(stacked ? { backgroundColor: '#fff', padding: [1, 3], borderRadius: 2 } : {}),
      formatter: ({ value }: { value: number }) => (value === 0 ? '' : String(value)),
    },
  }
}
