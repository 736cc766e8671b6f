import net from 'node:net'

export type Reply = { readonly status: number; readonly head: string; readonly body: Buffer }

/**
 * One kept-alive HTTP connection that asks one thing at a time. It costs the bench a fraction of
 * what node:http would, so that on few cores the servers are measured and not their client.
 */
export class Wire {
  private readonly socket: net.Socket
  private readonly host: string
  private buffer: Buffer = Buffer.alloc(0)
  private waiting: { done: (reply: Reply) => void; failed: (error: Error) => void } | undefined

  private constructor(socket: net.Socket, host: string) {
    this.socket = socket
    this.host = host
    socket.setNoDelay(true)
    socket.on('data', (chunk) => this.read(chunk))
    socket.on('error', (error) => this.waiting?.failed(error))
    socket.on('close', () => this.waiting?.failed(new Error('the server hung up')))
  }

  /** Connects to an address such as http://127.0.0.1:8640. */
  static open(url: string): Promise<Wire> {
    const { hostname, port, host } = new URL(url)
    return new Promise((resolve, reject) => {
      const socket = net.connect(Number(port), hostname, () => resolve(new Wire(socket, host)))
      socket.once('error', reject)
    })
  }

  /** Asks and answers; the body may be a value, sent as JSON. */
  ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Reply> {
    const text = body === undefined ? undefined : JSON.stringify(body)
    const lines = [`${method} ${path} HTTP/1.1`, `host: ${this.host}`]
    for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`)
    if (text !== undefined) {
      lines.push('content-type: application/json', `content-length: ${Buffer.byteLength(text)}`)
    }
    return new Promise((done, failed) => {
      this.waiting = { done, failed }
      this.socket.write(`${lines.join('\r\n')}\r\n\r\n${text ?? ''}`)
    })
  }

  close(): void {
    this.waiting = undefined
    this.socket.destroy()
  }

  private read(chunk: Buffer): void {
    this.buffer = this.buffer.length === 0 ? chunk : Buffer.concat([this.buffer, chunk])
    const end = this.buffer.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = this.buffer.toString('latin1', 0, end)
    const body = bodyOf(head, this.buffer.subarray(end + 4))
    if (!body) return
    this.buffer = Buffer.alloc(0)
    const { waiting } = this
    this.waiting = undefined
    waiting?.done({ status: Number(head.slice(9, 12)), head, body })
  }
}

/** The body once it is whole, by its length or its chunks. */
function bodyOf(head: string, rest: Buffer): Buffer | undefined {
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
  if (length !== undefined) {
    return rest.length < Number(length) ? undefined : rest.subarray(0, Number(length))
  }
  if (!/\r\ntransfer-encoding: chunked/i.test(head)) return rest
  const parts: Buffer[] = []
  for (let at = 0; ;) {
    const end = rest.indexOf('\r\n', at)
    if (end < 0) return undefined
    const size = Number.parseInt(rest.toString('latin1', at, end), 16)
    if (rest.length < end + 4 + size) return undefined
    if (size === 0) return Buffer.concat(parts)
    parts.push(rest.subarray(end + 2, end + 2 + size))
    at = end + 4 + size
  }
}
