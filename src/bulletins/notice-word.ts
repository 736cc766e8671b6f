import type { DocumentData } from '#documents/index.ts'
import { correctionText, dayText, PUBLICITY_LABELS } from './notice-texts.ts'
import type { NoticeContent, Part, Publicity, Section } from './notice-words.ts'

const ORDER = '一二三四五六七八九十'

/** What a Word template of a notice is filled with. */
export function noticeData(
  content: NoticeContent,
  more: {
    readonly number: string | null
    readonly publicity: Publicity
    readonly remark: string | null
    readonly corrects: string | null
    readonly date: string
    /** Where the records behind a figure are listed; null while nothing is frozen. */
    readonly opens: ((figure: string) => string) | null
  },
): DocumentData {
  return {
    number: more.number ?? '（草稿，签发时编号）',
    title: content.title,
    office: content.officeName,
    date: dayText(more.date),
    publicity: PUBLICITY_LABELS[more.publicity],
    correction: paragraphs(correctionText(more.corrects)),
    sections: content.sections.map((section, index) => sectionData(section, index, more.opens)),
    remark: paragraphs(more.remark),
    basis: content.clauseTitle,
    asOf: dayText(content.asOf),
  }
}

type Opens = ((figure: string) => string) | null

/** Where a figure of an issued notice opens the list of its records, for a Word file to lead to. */
export function figureAddress(origin: string | null, id: string): Opens {
  if (origin === null) return null
  return (figure) => `${origin}/notices/${id}/figures?key=${encodeURIComponent(figure)}`
}

function pieceOf(part: Part, opens: Opens) {
  const target = typeof part === 'string' || opens === null ? null : opens(part.figure)
  return { text: shown(part), target }
}

function sectionData(section: Section, index: number, opens: Opens): DocumentData {
  return {
    heading: `${ORDER[index]}、${section.heading}`,
    paragraphs: section.paragraphs.map((parts) => ({
      text: { pieces: parts.map((part) => pieceOf(part, opens)) },
    })),
    tables: section.table ? [tableData(section.table, opens)] : [],
  }
}

function tableData({ columns, rows }: NonNullable<Section['table']>, opens: Opens): DocumentData {
  const numbered = (letter: string, texts: readonly DocumentData[string][]) =>
    Object.fromEntries(texts.map((text, index) => [`${letter}${index + 1}`, text]))
  return {
    first: columns[0] ?? '',
    ...numbered('c', columns.slice(1)),
    rows: rows.map(({ label, cells }) => ({
      label,
      ...numbered(
        'v',
        cells.map((cell) => ({ pieces: [pieceOf(cell, opens)] })),
      ),
    })),
  }
}

/** A piece of a sentence as it reads. */
export function shown(part: Part): string {
  return typeof part === 'string' ? part : part.show
}

function paragraphs(text: string | null): DocumentData[] {
  if (text === null) return []
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ text: line.trim() }))
}
