// Performs acts on a ground until it is killed, and prints every act that was answered, one line
// of JSON each, after the answer:  node test/faults/writer.ts LANES  < ground.json
import { readFileSync } from 'node:fs'
import { live, openLife, type Ground } from './life.ts'

const lanes = Number(process.argv[2] ?? 3)
const life = await openLife(JSON.parse(readFileSync(0, 'utf8')) as Ground)
life.journal.sequencer.start()
process.stdout.write('open\n')
// A pipe is written before the call returns, so a line that was printed outlives the process.
const tell = (ack: object) => process.stdout.write(`${JSON.stringify(ack)}\n`)
await Promise.all(Array.from({ length: lanes }, () => live(life, tell)))
