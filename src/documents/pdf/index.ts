import { Worker } from 'node:worker_threads'
import { refuse, type Refusal } from '#kernel/index.ts'
import type { Made } from './worker.ts'

export { findFonts } from './fonts.ts'

const CLAUSE = 'bihuan-house-rules#documents'

/** How much work one file may take, and how many files may wait for theirs. */
const LIMITS = { milliseconds: 60_000, memoryMegabytes: 768, waiting: 20 } as const

const NO_FONT =
  '本机没有中文字体，不能生成PDF，Word文件可照常下载。由管理员安装思源宋体（Debian、Ubuntu系统安装fonts-noto-cjk），或者以BIHUAN_FONTS指明存放中文字体的文件夹后重试。'

/** What a PDF names as its maker, as its writer puts words: UTF-16 after a mark. */
const MAKER = Buffer.concat([Buffer.from('feff', 'hex'), Buffer.from('闭环', 'utf16le').swap16()])

/** Whether a PDF was made by this product and by nothing since. */
export function madeHere(pdf: Buffer): boolean {
  return pdf.includes(MAKER)
}

let waiting = 0
let last: Promise<unknown> = Promise.resolve()

/**
 * The PDF of a filled Word file, made in a thread of its own, one after the other: text that can be
 * taken out again, the fonts' used characters in the file. Refused where no Chinese font is on the
 * machine, and where a file needs more work than one may.
 */
export async function pdfOf(word: Buffer, made: string): Promise<Buffer | Refusal> {
  if (waiting >= LIMITS.waiting) return refuse('正在生成的PDF较多，请稍后再下载。', CLAUSE)
  waiting += 1
  const before = last
  const mine = before.then(() => inThread(word, made))
  last = mine.catch(() => undefined)
  try {
    return answerOf(await mine)
  } finally {
    waiting -= 1
  }
}

function answerOf(told: Made): Buffer | Refusal {
  if (told.kind === 'pdf') return Buffer.from(told.bytes)
  if (told.kind === 'no_font') return refuse(NO_FONT, CLAUSE)
  return refuse(`文书${told.what}，不生成PDF，下载Word文件后另行处理。`, CLAUSE)
}

function inThread(word: Buffer, made: string): Promise<Made> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { word, made },
    resourceLimits: { maxOldGenerationSizeMb: LIMITS.memoryMegabytes, stackSizeMb: 4 },
  })
  return new Promise<Made>((resolve, reject) => {
    const over = (what: string) => resolve({ kind: 'too_much', what })
    const timer = setTimeout(() => over('排版时间过长'), LIMITS.milliseconds)
    worker.on('message', resolve)
    worker.on('error', (error: Error & { code?: string }) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? over('篇幅过大') : reject(error),
    )
    worker.on('exit', () => {
      clearTimeout(timer)
      reject(new Error('the thread of a PDF file ended without an answer'))
    })
  }).finally(() => void worker.terminate())
}
