/** The thread that makes one PDF file: it is given the Word file, answers once, and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { findFonts } from './fonts.ts'
import { drawPaper } from './pages.ts'
import { readPaper } from './read.ts'
import { TooMuch } from './shapes.ts'

/** What the thread answers: the file, or why there is none. */
export type Made =
  | { readonly kind: 'pdf'; readonly bytes: Uint8Array }
  | { readonly kind: 'no_font' }
  | { readonly kind: 'too_much'; readonly what: string }

const { word, made } = workerData as { word: Uint8Array; made: string }
parentPort!.postMessage(await make(), [])

async function make(): Promise<Made> {
  const fonts = findFonts()
  if (!fonts) return { kind: 'no_font' }
  try {
    const paper = await readPaper(Buffer.from(word))
    return { kind: 'pdf', bytes: await drawPaper(paper, fonts, new Date(made)) }
  } catch (error) {
    if (error instanceof TooMuch) return { kind: 'too_much', what: error.message }
    throw error
  }
}
