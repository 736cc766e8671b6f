import { firstRow } from '#kernel/index.ts'
import { originAt, portOf } from './address.ts'
import { print, withProduct, type Json } from './command-line.ts'
import { loadDemo, DEMO_SIGN_IN } from './demo.ts'
import type { Product } from './product.ts'

/** What the deployment is; undefined while its data folder is empty. */
async function kindOf({ db }: Product): Promise<string | undefined> {
  const row = await firstRow<{ value: string }>(
    db.owner,
    `select value from deployment where key = 'kind'`,
  )
  return row?.value
}

/** Loads the demonstration into an empty deployment and says how to sign in to one. */
export async function ensureDemo(
  product: Product,
  say: (sentence: string) => void,
  port: number,
): Promise<boolean> {
  const kind = await kindOf(product)
  if (kind === 'production') return false
  if (kind === undefined) {
    say('数据目录为空，正在载入演示数据（全部虚构）……')
    await loadDemo(product, originAt(port))
  }
  for (const line of DEMO_SIGN_IN) say(line)
  return true
}

/** `demo load`: only into an empty deployment. */
export async function loadDemoCommand(options: Json): Promise<void> {
  const loaded = await withProduct(async (product) => {
    if ((await kindOf(product)) !== undefined) return false
    await loadDemo(product, originAt(portOf(process.env.PORT)))
    return true
  })
  const line = loaded ? '已载入演示数据。' : '本数据目录已在使用，演示数据只能载入空目录。'
  print({ ok: loaded }, loaded, options, [line])
}
