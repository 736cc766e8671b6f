import { cleanText } from '#sheets/index.ts'

/** 〔2026〕 in any brackets, 第 or none, the serial with or without its zeros, 号 or none. */
const NUMBER = /^(.+?)[〔[［(（【{｛﹝〖]((?:19|20)\d\d)[〕\]］)）】}｝﹞〗]第?0*(\d{1,9})号?$/

/**
 * The forms in which our ledger may hold a number that somebody retyped: as it is written, and in
 * the form of GB/T 9704 with hexagonal brackets and a serial of four digits.
 */
export function numberForms(text: string): string[] {
  const written = cleanText(text).replaceAll(/\s/g, '')
  const [, office, year, serial] = NUMBER.exec(written) ?? []
  if (!office || !year || !serial) return [written]
  const number = `〔${year}〕${serial.padStart(4, '0')}号`
  const narrow = office.replaceAll('（', '(').replaceAll('）', ')')
  const wide = office.replaceAll('(', '（').replaceAll(')', '）')
  return [...new Set([written, ...[office, narrow, wide].map((name) => `${name}${number}`)])]
}
