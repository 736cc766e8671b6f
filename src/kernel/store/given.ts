import pg from 'pg'
import { StoreRefused, reasonOf } from './refused.ts'

export type ServerFacts = {
  readonly version: number
  readonly encoding: string
  readonly ctype: string
}

/** Says what is wrong with a given server, or undefined: PostgreSQL ≥ 15, UTF8, UTF-8 LC_CTYPE. */
export function judgeServer(facts: ServerFacts): StoreRefused | undefined {
  if (facts.version < 150_000) {
    const major = Math.floor(facts.version / 10_000)
    return new StoreRefused(
      `DATABASE_URL 指向的服务器是 PostgreSQL ${major}；须使用 15 以上版本。`,
      `The server of DATABASE_URL is PostgreSQL ${major}; 15 or later is needed.`,
    )
  }
  if (facts.encoding !== 'UTF8') {
    return new StoreRefused(
      `DATABASE_URL 指向的数据库编码是 ${facts.encoding}；请建立编码为 UTF8 的数据库。`,
      `The database of DATABASE_URL is encoded in ${facts.encoding}; UTF8 is needed.`,
    )
  }
  if (!/utf-?8/i.test(facts.ctype)) {
    return new StoreRefused(
      `DATABASE_URL 指向的数据库 LC_CTYPE 是 ${facts.ctype}；请以 C.UTF-8 或 zh_CN.UTF-8 建立数据库。`,
      `LC_CTYPE of the database is ${facts.ctype}; create it with C.UTF-8 or another UTF-8 locale.`,
    )
  }
  return undefined
}

/** Connects to the given server and refuses it with a sentence unless it can hold the store. */
export async function checkGiven(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    throw new StoreRefused(
      '无法连接 DATABASE_URL 指定的数据库服务器；请检查地址、用户、密码和服务器是否已启动。',
      `Cannot connect to the server of DATABASE_URL: ${reasonOf(error)}`,
    )
  }
  try {
    const { rows } = await client.query<ServerFacts>(
      `select current_setting('server_version_num')::int as version,
              pg_encoding_to_char(d.encoding) as encoding,
              coalesce(case d.datlocprovider when 'b' then to_jsonb(d) ->> 'datlocale' end,
                       d.datctype) as ctype
         from pg_database d where d.datname = current_database()`,
    )
    const refused = rows[0] && judgeServer(rows[0])
    if (refused) throw refused
  } finally {
    await client.end()
  }
}
