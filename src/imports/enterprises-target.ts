import type { Pool } from 'pg'
import { params, perform, rows, scoped, within, type Actor } from '#kernel/index.ts'
import { codeDoubt } from '#enterprises/rules.ts'
import { registrationSchema } from '#enterprises/words.ts'
import { registerSubject } from '#enterprises/index.ts'
import type { TakeOverGround } from '#findings/index.ts'
import { NameMatcher, openDirectory, type Chosen } from './directory.ts'
import type { EnterpriseRow } from './enterprises-kind.ts'
import { outcomeOf } from './outcomes.ts'
import type { ImportProblem } from './report.ts'
import type { Agreed, Known, OpenTarget, Taken, TakeOptions } from './target.ts'

/** Opens the archive of enterprises: known by code, and where there is none by name and place. */
export const openEnterprises: OpenTarget<EnterpriseRow> = async (on, taking) => {
  const matcher = new NameMatcher(await openDirectory(on, taking.home))
  return {
    judge(row, chosen) {
      const problems: ImportProblem[] = []
      placeOf(matcher, row, chosen, problems)
      return problems
    },
    offers: (id) => matcher.offers(id),
    known: (pool, asked) => knownIn(pool, taking.actor, matcher, asked),
    async take(ground, agreed, options) {
      const taken: Taken[] = []
      for (const one of agreed) {
        taken.push(await register(ground, taking.actor, matcher, one, options))
      }
      return taken
    },
  }
}

function placeOf(
  matcher: NameMatcher,
  row: EnterpriseRow,
  chosen: Chosen,
  problems: ImportProblem[],
): string {
  const asked = {
    row,
    field: 'place',
    label: '地区',
    text: row.place ?? undefined,
    chosen,
    problems,
    kept: '按本级地区登记。',
  }
  return matcher.place(asked) ?? matcher.directory.home
}

/** Subjects of these names within the actor's places; a name that nobody asks for finds none. */
async function namesHere(
  on: Pool,
  { scope }: Actor,
  names: readonly string[],
): Promise<{ readonly name: string; readonly jur: string; readonly subject_id: string }[]> {
  if (names.length === 0) return []
  const { param, values } = params()
  const where = `s.name = any(${param(names)}::text[]) and ${within(scope, 's', param)}`
  return scoped(on, scope, (client) =>
    rows(client, `select s.name, s.jur, s.id as subject_id from subject s where ${where}`, values),
  )
}

async function knownIn(
  on: Pool,
  actor: Actor,
  matcher: NameMatcher,
  asked: readonly { readonly identity: string; readonly row: EnterpriseRow }[],
): Promise<Map<string, Known>> {
  const codes = asked.flatMap(({ row }) => (row.code === null ? [] : [row.code]))
  const names = asked.flatMap(({ row }) => (row.code === null ? [row.name] : []))
  const byCode = await rows<{ code: string; subject_id: string }>(
    on,
    'select code, subject_id from subject_code where code = any($1::text[])',
    [codes],
  )
  const byName = await namesHere(on, actor, names)
  const known = new Map<string, Known>()
  for (const { identity, row } of asked) {
    const here =
      row.code === null
        ? byName.find(({ name, jur }) => name === row.name && jur === placeOf(matcher, row, {}, []))
        : byCode.find(({ code }) => code === row.code)
    if (here) known.set(identity, { at: null, id: here.subject_id, changed: false })
  }
  return known
}

async function register(
  ground: TakeOverGround,
  actor: Actor,
  matcher: NameMatcher,
  { row, key, chosen }: Agreed<EnterpriseRow>,
  { keepCodesBecause }: TakeOptions,
): Promise<Taken> {
  const doubtful = row.code !== null && codeDoubt(row.code) !== null
  const given = registrationSchema.safeParse({
    jur: placeOf(matcher, row, chosen, []),
    kind: row.subjectKind,
    name: row.name,
    creditCode: row.code,
    sector: row.sector,
    address: row.address,
    keepCodeBecause: doubtful ? keepCodesBecause : null,
  })
  if (!given.success) {
    const say = given.error.issues[0]?.message ?? '内容不正确'
    return { outcome: 'failed', say, id: null }
  }
  const runner = { ...ground, journal: ground.journal.sink }
  return outcomeOf(await perform(runner, registerSubject, given.data, { actor, key }))
}
