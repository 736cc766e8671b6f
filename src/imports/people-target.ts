import { randomBytes } from 'node:crypto'
import { firstRow, perform, rows, type Actor, type Command, type Queryable } from '#kernel/index.ts'
import { createHolding, createPerson, createPost, hashPassword } from '#places/index.ts'
import type { TakeOverGround } from '#findings/index.ts'
import { NameMatcher, openDirectory, type Chosen } from './directory.ts'
import { outcomeOf } from './outcomes.ts'
import type { PersonRow } from './people-kind.ts'
import type { ImportProblem } from './report.ts'
import type { Agreed, Known, OpenTarget, Taken } from './target.ts'

/**
 * Opens the directory of people. Persons, posts, holdings and accounts all wait for the security
 * administrator's release; an account's password is nobody's until it is given anew there.
 */
export const openPeople: OpenTarget<PersonRow> = async (on, taking) => {
  const matcher = new NameMatcher(await openDirectory(on, taking.home))
  return {
    judge(row, chosen) {
      const problems: ImportProblem[] = []
      const org = orgOf(matcher, row, chosen, problems)
      // Without a body there is no post to hold: the name has to be settled first.
      if (org !== null) return problems
      return problems.map((problem) => ({ ...problem, severity: 'error' }))
    },
    offered: (id) => matcher.offered(id),
    known: (client, asked) => knownIn(client, matcher, asked),
    async take(ground, agreed) {
      const unknown = await hashPassword(randomBytes(24).toString('base64url'))
      const taken: Taken[] = []
      for (const one of agreed) {
        taken.push(await enter(ground, taking.actor, matcher, one, unknown))
      }
      return taken
    },
  }
}

function orgOf(
  matcher: NameMatcher,
  row: PersonRow,
  chosen: Chosen,
  problems: ImportProblem[],
): string | null {
  const kept = '请更正或者选定单位，单位未登记的先导入机构。'
  return matcher.body({ row, field: 'org', label: '单位', text: row.org, chosen, problems, kept })
}

async function knownIn(
  on: Queryable,
  matcher: NameMatcher,
  asked: readonly { readonly identity: string; readonly row: PersonRow }[],
): Promise<Map<string, Known>> {
  const found = await rows<{ name: string; org_id: string; role: string; id: string }>(
    on,
    `select n.name, p.org_id, p.role, n.id from person n
       join holding h on h.person_id = n.id join post p on p.id = h.post_id
      where n.name = any($1::text[]) and (h.to_on is null)`,
    [asked.map(({ row }) => row.name)],
  )
  const known = new Map<string, Known>()
  for (const { identity, row } of asked) {
    const org = orgOf(matcher, row, {}, [])
    const here = found.find(
      (one) => one.name === row.name && one.org_id === org && one.role === row.role,
    )
    if (here) known.set(identity, { at: null, id: here.id, changed: false })
  }
  return known
}

/** The person, the post unless there is one free of that name, and the holding: three acts. */
async function enter(
  ground: TakeOverGround,
  actor: Actor,
  matcher: NameMatcher,
  { row, key, chosen }: Agreed<PersonRow>,
  passwordHash: string,
): Promise<Taken> {
  const runner = { ...ground, journal: ground.journal.sink }
  const act = async <I>(command: Command<I, never>, input: I, what: string) =>
    outcomeOf(await perform(runner, command, input, { actor, key: `${key}:${what}` }))
  const body = matcher.bodyById(orgOf(matcher, row, chosen, []))
  if (!body) return { outcome: 'failed', say: '单位无法对应。', id: null }
  const from = row.from ?? ground.clock.today()
  const { name, phone, login } = row
  const person = await act(createPerson(passwordHash) as never, { name, phone, login }, 'person')
  if (person.id === null) return person
  const post = await postFor(ground, act, row, { ...body, from })
  if (post.id === null) {
    return { ...post, say: `人员已登记，岗位未能登记：${post.say}`, id: person.id }
  }
  const holding = await act(
    createHolding as never,
    { post: post.id, person: person.id, kind: 'regular', from },
    'holding',
  )
  if (holding.id !== null) return person
  return { ...holding, say: `人员和岗位已登记，任职未能登记：${holding.say}`, id: person.id }
}

async function postFor(
  ground: TakeOverGround,
  act: <I>(command: Command<I, never>, input: I, what: string) => Promise<Taken>,
  row: PersonRow,
  body: { readonly id: string; readonly place: string; readonly from: string },
): Promise<Taken> {
  const { role, title } = row
  const free = await firstRow<{ id: string }>(
    ground.db.app,
    `select p.id from post p where p.org_id = $1 and p.role = $2 and p.title = $3
        and p.valid_to is null and not exists (select 1 from holding h where h.post_id = p.id)
      order by p.id limit 1`,
    [body.id, role, title],
  )
  if (free) return { outcome: 'taken', say: null, id: free.id }
  const { id: org, place, from: validFrom } = body
  return act(createPost as never, { org, role, title, place, validFrom }, 'post')
}
