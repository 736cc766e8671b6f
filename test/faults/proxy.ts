import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import type { Connection } from '#kernel/index.ts'

/** What the wire does: as it should, nothing in either direction, or a fault at the next commit. */
export type Wire = 'whole' | 'silent' | 'cut before commit' | 'cut after commit'

/** A wire between a pool and PostgreSQL that tests can break. */
export type Proxy = {
  /** The same database, reached through the wire. */
  readonly connection: Connection
  set(wire: Wire): void
  /** Cuts every connection at once. */
  cut(): void
  close(): Promise<void>
}

type Pair = { readonly client: Socket; readonly server: Socket; lastWords: boolean }

/** Puts a wire before the database of a connection URL (TCP or a socket's folder). */
export async function proxyTo(url: string): Promise<Proxy> {
  const address = new URL(url)
  const host = decodeURIComponent(address.hostname)
  const port = Number(address.port || 5432)
  const at = host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port }
  let wire: Wire = 'whole'
  const pairs = new Set<Pair>()
  const end = (pair: Pair) => {
    pairs.delete(pair)
    pair.client.destroy()
    pair.server.destroy()
  }
  const listener = createServer((client) => {
    const pair: Pair = { client, server: connect(at), lastWords: false }
    pairs.add(pair)
    for (const socket of [pair.client, pair.server]) {
      socket.on('error', () => end(pair)).on('close', () => end(pair))
    }
    client.on('data', (piece) => {
      const commits = piece.includes('Q\0\0\0\x0bcommit\0')
      if (wire === 'silent') return
      if (commits && wire === 'cut before commit') end(pair)
      else pair.server.write(piece)
      if (commits && wire === 'cut after commit') pair.lastWords = true
    })
    // The answer to the commit arrived here, so it was done; nobody is told.
    pair.server.on('data', (piece) => {
      if (pair.lastWords) end(pair)
      else if (wire !== 'silent') client.write(piece)
    })
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const through = new URL(url)
  through.hostname = '127.0.0.1'
  through.port = String((listener.address() as AddressInfo).port)
  return {
    connection: { connectionString: through.toString() },
    set: (next) => void (wire = next),
    cut: () => [...pairs].forEach(end),
    async close() {
      ;[...pairs].forEach(end)
      await new Promise((resolve) => listener.close(resolve))
    },
  }
}
