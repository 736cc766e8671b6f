import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { cpuOf, cpuOfServer } from './processes.ts'

/** The floor: a bare server in a process of its own, on the same PostgreSQL. */
export type Floor = {
  readonly url: string
  readonly cpu: () => { readonly server: number; readonly postgres: number }
  readonly stop: () => Promise<void>
}

/** Starts it on a database; `statements` are the selects it answers, by path. */
export async function startFloor(
  database: string,
  postmaster: number,
  statements: Readonly<Record<string, string>> = {},
): Promise<Floor> {
  const child = fork(join(import.meta.dirname, 'floor-server.ts'), [], {
    env: {
      ...process.env,
      FLOOR_DATABASE: database,
      FLOOR_STATEMENTS: JSON.stringify(statements),
    },
  })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  const { pid = 0 } = child
  return {
    url: `http://127.0.0.1:${port}`,
    cpu: () => ({ server: cpuOf(pid), postgres: cpuOfServer(postmaster) }),
    async stop() {
      child.disconnect()
      await once(child, 'exit')
    },
  }
}
