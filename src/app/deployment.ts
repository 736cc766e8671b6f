import { firstRow, type Queryable } from '#kernel/index.ts'

/** What the deployment is, `demo` or `production`; undefined while nothing was set up in it. */
export async function deploymentKind(on: Queryable): Promise<string | undefined> {
  const row = await firstRow<{ value: string }>(
    on,
    `select value from deployment where key = 'kind'`,
  )
  return row?.value
}
