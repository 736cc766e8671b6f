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
  },
): DocumentData {
  return {
    number: more.number ?? '（草稿，签发时编号）',
    title: content.title,
    office: content.officeName,
    date: dayText(more.date),
    publicity: PUBLICITY_LABELS[more.publicity],
    correction: paragraphs(correctionText(more.corrects)),
    sections: content.sections.map(sectionData),
    remark: paragraphs(more.remark),
    basis: content.clauseTitle,
    asOf: dayText(content.asOf),
  }
}

function sectionData(section: Section, index: number): DocumentData {
  return {
    heading: `${ORDER[index]}、${section.heading}`,
    paragraphs: section.paragraphs.map((parts) => ({ text: parts.map(shown).join('') })),
    tables: section.table ? [tableData(section.table)] : [],
  }
}

function tableData({ columns, rows }: NonNullable<Section['table']>): DocumentData {
  const numbered = (letter: string, texts: readonly string[]) =>
    Object.fromEntries(texts.map((text, index) => [`${letter}${index + 1}`, text]))
  return {
    first: columns[0] ?? '',
    ...numbered('c', columns.slice(1)),
    rows: rows.map(({ label, cells }) => ({ label, ...numbered('v', cells.map(shown)) })),
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
