import type { Pool, PoolClient } from 'pg'

const ignore = () => undefined

/**
 * Runs `work` in one transaction of the owner; an error rolls back and is thrown on. The loss of
 * the connection between two statements surfaces at the next one, not as an uncaught event.
 */
export async function transaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  begin = 'begin',
): Promise<T> {
  const client = await pool.connect()
  client.on('error', ignore)
  let broken: Error | undefined
  try {
    await client.query(begin)
    const answer = await work(client)
    await client.query('commit')
    return answer
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => (broken = failure))
    throw error
  } finally {
    client.off('error', ignore)
    client.release(broken)
  }
}
