import { createReadStream } from 'node:fs'
import { basename, resolve } from 'node:path'
import { isRefusal, systemClock, type Actor } from '#kernel/index.ts'
import { postsOf, signInWith, signOutOf, standingOf, switchPostTo } from '#places/index.ts'
import { bringList, importFolder, ImportRefused, readAs, type ImportKind } from '#imports/index.ts'
import { kindsOf } from '#imports/rules.ts'
import { print, withProduct, type Json } from './command-line.ts'
import { bytesOf, problemLines, sentencesOf } from './import-findings.ts'
import type { Product } from './product.ts'

type Options = Json & {
  readonly dryRun?: boolean
  readonly login?: string
  readonly agree?: boolean
  readonly keepCodesBecause?: string
}

/**
 * `import enterprises|organizations|people FILE`: a list comes in as the acts of a person who is
 * entitled to it and signs in for it (`--login`, the password in BIHUAN_PASSWORD). What is in doubt
 * stops it unless `--agree`; with `--dry-run` nobody signs in and the file is only read.
 */
export function importListOf(kind: ImportKind) {
  return async (path: string, options: Options): Promise<void> => {
    const bytes = await bytesOf(resolve(path))
    const name = basename(path)
    if (options.dryRun) {
      const report = await readAs(kind, { name, bytes }, systemClock.today())
      return print(report, report.ok, options, sentencesOf(report))
    }
    const report = await withProduct((product) =>
      signedIn(product, options.login, kind, async (actor) => {
        const { runner, journal, dataDir } = product
        const file = { name, stream: () => createReadStream(resolve(path)) }
        const agreement = {
          agreed: options.agree ?? false,
          keepCodesBecause: options.keepCodesBecause?.trim() || null,
        }
        const ground = { runner, folder: importFolder(dataDir) }
        const came = await bringList(ground, actor, kind, file, agreement)
        await journal.sequencer.drain()
        return came
      }),
    )
    print(report, report.ok, options, [
      report.say,
      ...problemLines(report.problems),
      ...(report.outcomes === null && report.problems.length > 0
        ? ['请在“导入”页面的同一份草稿中核对后再次运行；已经核对无误的，加 --agree 再次运行。']
        : []),
    ])
  }
}

/** Signs a person in for one work, at a post that may bring in this kind, and out again. */
async function signedIn<T>(
  { runner }: Product,
  login: string | undefined,
  kind: ImportKind,
  work: (actor: Actor) => Promise<T>,
): Promise<T> {
  const password = process.env.BIHUAN_PASSWORD
  if (login === undefined || password === undefined || password === '') {
    throw new ImportRefused(
      '名录由有权的人员导入：请用 --login 指明账号，并以环境变量 BIHUAN_PASSWORD 提供密码；只试读的，用 --dry-run。',
    )
  }
  const opened = await signInWith(runner, { login, password, address: null })
  if (isRefusal(opened)) throw new ImportRefused(opened.refused)
  const { token } = opened
  try {
    const first = await standingOf(runner, token)
    const posts = first ? await postsOf(runner.db.app, first.person, runner.clock.today()) : []
    const post = posts.find(({ role }) => kindsOf(role).includes(kind))
    if (first && post && first.actor && first.actor.post !== post.id) {
      await switchPostTo(runner, first, post.id)
    }
    const actor = (await standingOf(runner, token))?.actor
    if (!actor)
      throw new ImportRefused('该账号尚不能办理：请先登录并更改初始密码，或者核对其岗位。')
    return await work(actor)
  } finally {
    await signOutOf(runner, token)
  }
}
