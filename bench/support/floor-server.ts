/**
 * What everything is measured against: node:http and pg with nothing between them. It knows no
 * user, checks nothing, filters nothing and keeps no chain.
 */
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import pg from 'pg'
import { insertFinding } from './plain-rows.ts'

const pool = new pg.Pool({ connectionString: process.env.FLOOR_DATABASE ?? '', max: 16 })
const server = createServer((request, response) => {
  answer(request).then(
    (value) => send(200, value),
    (error: Error) => send(500, { error: error.message }),
  )
  function send(status: number, value: unknown): void {
    const body = Buffer.from(JSON.stringify(value))
    response.writeHead(status, {
      'content-type': 'application/json',
      'content-length': body.length,
    })
    response.end(body)
  }
})
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as { port: number }).port })
})
process.once('disconnect', () => process.exit(0))

async function answer(request: IncomingMessage): Promise<unknown> {
  if (request.method === 'GET') return ask(new URL(request.url ?? '/', 'http://floor'))
  const body = JSON.parse(await textOf(request)) as Record<string, string>
  const { text, values, id } = insertFinding(body, randomBytes)
  await pool.query({ name: 'insert', text, values })
  return { id }
}

/** Runs the statement that the bench hands over at start, with the address's values. */
async function ask({ pathname, searchParams }: URL): Promise<unknown> {
  const statements = JSON.parse(process.env.FLOOR_STATEMENTS ?? '{}') as Record<string, string>
  const text = statements[pathname.slice(1)]
  if (text === undefined) throw new Error(`no statement ${pathname}`)
  const { rows } = await pool.query(text, searchParams.getAll('v'))
  return { rows }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
