/**
 * Starts the program with what an earlier start compiled: that halves the time until it answers.
 * A folder that cannot be written costs the gain and nothing else.
 */
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/compiled'))
await import('./program.ts')
