import { download } from '../parts/download.ts'
import { sentenceOf } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'

/** Fetches the offline receipt of one act. */
export async function downloadReceipt(act: string, name: string): Promise<void> {
  try {
    await download(`/api/journal/receipts/${act}`, `${name} 存证回执.json`)
  } catch (error) {
    say(sentenceOf(error), 'red')
  }
}
