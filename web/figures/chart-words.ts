import type { FigureNumber } from '#bulletins/words.ts'

/** What a chart shows: plain data, so that the table beneath it and the reader get the same. */
export type ChartSpec = {
  /** bars from zero, bars on each other, or lines over time. */
  readonly kind: 'bars' | 'stacked' | 'lines'
  /** The finding as a sentence. */
  readonly title: string
  readonly axis: readonly string[]
  readonly series: readonly {
    readonly name: string
    readonly tone: Tone
    readonly values: readonly FigureNumber[]
  }[]
}

/** Which of the colours and patterns of INTERFACE §11 a series has. */
export type Tone = 0 | 1 | 2 | 3

/** Everything that can be pointed at, series by series along the axis. */
export function pointsOf(spec: ChartSpec) {
  return spec.axis.flatMap((name, index) =>
    spec.series.map((one, series) => ({
      series,
      index,
      of: one.values[index]!,
      text: `${name}，${one.name} ${one.values[index]!.count} 条`,
    })),
  )
}

/** The words that stand for a chart where it cannot be seen. */
export function describe(spec: ChartSpec): string {
  const series = spec.series.map(({ name }) => name).join('、')
  return `${spec.title} 图示${series}，单位：条。左右键逐项查看，回车打开记录；数据见图下表格。`
}
