const PORT = 8640

/** The port that was asked for; refuses what is none. */
export function portOf(text: string | undefined): number {
  if (text === undefined || text === '') return PORT
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new Error(`PORT 应为 0 至 65535 的整数，现为“${text}”。`)
}

/** The address of the product where it was set up by `BIHUAN_URL`. */
export function originSetUp(): string | null {
  const set = process.env.BIHUAN_URL
  return set !== undefined && URL.canParse(set) ? new URL(set).origin : null
}

/** Where the product is read that serves on a port of this machine. */
export function originAt(port: number): string {
  return originSetUp() ?? `http://127.0.0.1:${port}`
}
