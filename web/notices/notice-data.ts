import { useQueryClient } from '@tanstack/react-query'
import type { NoticeKind, NoticeMoved } from '#bulletins/words.ts'
import { periodBefore, periodOf } from '#bulletins/rules.ts'
import { periodText } from '#bulletins/texts.ts'
import { legalToday } from '../parts/dates.ts'
import { say } from '../parts/say.tsx'

/** After an act on a notice: what was read is read again, and the server's sentence is told. */
export function useNoticeMoved(): (moved: NoticeMoved) => void {
  const client = useQueryClient()
  return (moved) => {
    say(moved.say)
    void client.invalidateQueries({ queryKey: ['notice', moved.id] })
    void client.invalidateQueries({ queryKey: ['notices'] })
    void client.invalidateQueries({ queryKey: ['notice-draft'] })
    void client.invalidateQueries({ queryKey: ['desk'] })
  }
}

const OFFERED = { month: 12, quarter: 8, half_year: 6 } as const satisfies Record<
  NoticeKind,
  number
>

/** The times that may be chosen, the present one first. */
export function periodsOf(kind: NoticeKind): readonly (readonly [string, string])[] {
  const found: [string, string][] = []
  let from = periodOf(kind, legalToday()).from
  while (found.length < OFFERED[kind]) {
    found.push([from, periodText(kind, from)])
    from = periodBefore(kind, from)
  }
  return found
}

/** 文号, 标题, 制发机关, 起止日期, 统计截止日, 依据, 公开属性: what a notice needs beside its figures. */
const FACTS = 8

/** How many fields a notice has; all of them are known. */
export function noticeFields(figures: number): number {
  return figures + FACTS
}
