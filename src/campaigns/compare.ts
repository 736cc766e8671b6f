/** How much of a plan stands word for word in its superior's text; pure. */
import type { Compared } from './words.ts'

/** Shorter pieces are headings and set phrases: that they agree says nothing. */
const LEAST_LETTERS = 8
const EXAMPLES = 5

/**
 * The sentences of a subordinate text that stand in the superior's too, letters alone compared.
 * The share is evidence for whoever reads both; it is no verdict.
 */
export function compareTexts(own: string, superior: string): Compared {
  const known = new Set(sentencesOf(superior).map(lettersOf))
  const told = sentencesOf(own).filter((one) => lettersOf(one).length >= LEAST_LETTERS)
  const equal = told.filter((one) => known.has(lettersOf(one)))
  return {
    sentences: told.length,
    equal: equal.length,
    percent: told.length === 0 ? 0 : Math.round((equal.length * 100) / told.length),
    examples: [...new Set(equal)].slice(0, EXAMPLES),
  }
}

function sentencesOf(text: string): string[] {
  return text
    .split(/[。；;！!？?\n\r]+/u)
    .map((one) => one.trim())
    .filter((one) => one.length > 0)
}

function lettersOf(sentence: string): string {
  return sentence.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
}
