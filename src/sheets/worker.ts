/** The thread that reads one file: it is given the bytes, sends events, and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { detect } from './detect.ts'
import { readXlsx } from './read-xlsx.ts'
import { SheetRefused } from './refused.ts'
import { Sink } from './sink.ts'
import type { SheetFault, SheetLimits } from './words.ts'

/** How the thread answers at its end. */
export type Ending =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; fault: SheetFault; message: string }

const port = parentPort!
const { bytes: given, limits } = workerData as { bytes: ArrayBuffer; limits: SheetLimits }

const sink = new Sink(limits, (event) => port.postMessage(event, []))
port.on('message', () => sink.taken())
port.postMessage(await readAll(), [])
port.close()

async function readAll(): Promise<Ending> {
  try {
    const bytes = Buffer.from(given)
    const { format, entries } = detect(bytes, limits)
    if (format === 'xlsx') await readXlsx(bytes, entries, limits, sink)
    else if (format === 'csv') await (await import('./read-csv.ts')).readCsv(bytes, sink)
    else await (await import('./read-whole.ts')).readWhole(bytes, format, sink)
    return { kind: 'done' }
  } catch (error) {
    if (!(error instanceof SheetRefused)) throw error
    return { kind: 'refused', fault: error.fault, message: error.message }
  }
}
