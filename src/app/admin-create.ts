import { randomBytes, randomInt } from 'node:crypto'
import type { PoolClient } from 'pg'
import { firstRow, isRefusal, newId, refuse, type Clock, type Refusal } from '#kernel/index.ts'
import { append, type Journal } from '#journal/index.ts'
import { findPlace, hashPassword, initialsOf, placeScope, type Role } from '#places/index.ts'
import { print, withProduct, type Json } from './command-line.ts'
import { deploymentKind } from './deployment.ts'
import type { Product } from './product.ts'

/** The three administrators: no right of one is also that of another, and nobody holds two. */
const ADMINISTRATORS = [
  { role: 'system_admin', title: '系统管理员', login: 'sysadmin' },
  { role: 'security_admin', title: '安全管理员', login: 'secadmin' },
  { role: 'audit_admin', title: '审计管理员', login: 'auditadmin' },
] as const satisfies readonly { role: Role; title: string; login: string }[]

/** The kinds of body that a deployment can be set up by. */
export const ROOT_KINDS = ['committee_office', 'department', 'government', 'audit'] as const
type RootKind = (typeof ROOT_KINDS)[number]

/** The body that the deployment is set up by. */
export type Root = { readonly name: string; readonly place: string; readonly kind: RootKind }

/** A sign-in that was made, with its first password, which is kept nowhere. */
export type FirstSignIn = {
  readonly role: Role
  readonly login: string
  readonly password: string
}

type Ground = Pick<Product, 'db'> & {
  readonly journal: Pick<Journal, 'origin'>
  readonly clock: Clock
}

/**
 * Makes an empty deployment a production one: its first body and the three administrators, each a
 * person with a post and an account that must change its password. Refuses a deployment that is a
 * demonstration, for one never becomes production, and one that was set up before.
 */
export async function createAdministrators(
  ground: Ground,
  root: Root,
): Promise<readonly FirstSignIn[] | Refusal> {
  const secrets = ADMINISTRATORS.map(() => firstPassword())
  const hashes = await Promise.all(secrets.map((secret) => hashPassword(secret)))
  const client = await ground.db.owner.connect()
  try {
    await client.query('begin')
    const verdict = await setUp(client, ground, root, hashes)
    await client.query(isRefusal(verdict) ? 'rollback' : 'commit')
    if (isRefusal(verdict)) return verdict
    return ADMINISTRATORS.map(({ role, login }, nth) => ({ role, login, password: secrets[nth]! }))
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

const CLAUSE = 'bihuan-house-rules#sign-in'

async function setUp(
  client: PoolClient,
  { journal, clock }: Ground,
  root: Root,
  hashes: readonly string[],
): Promise<Refusal | { readonly done: true }> {
  const now = clock.now()
  await client.query(
    `insert into deployment (key, value) values ('kind', 'production') on conflict do nothing`,
  )
  if ((await deploymentKind(client)) !== 'production') {
    return refuse('本数据目录是演示环境，不能转为正式使用；请另指定空的数据目录。', CLAUSE)
  }
  if (await firstRow(client, 'select 1 from account limit 1')) {
    return refuse('管理员已经建立，不能重复建立。', CLAUSE)
  }
  if (!(await findPlace(client, root.place))) {
    return refuse(`没有代码为 ${root.place} 的地区，请核对地区代码。`, CLAUSE)
  }
  const org = newId()
  await client.query(
    `insert into organization (id, name, initials, kind, place, valid_from)
     values ($1, $2, $3, $4, $5, $6)`,
    [org, root.name, initialsOf(root.name), root.kind, root.place, clock.today()],
  )
  const people = ADMINISTRATORS.map(() => newId())
  for (const [nth, person] of people.entries()) {
    const of = { org, place: root.place, person, hash: hashes[nth]!, releasedBy: people[1]! }
    await addAdministrator(client, ADMINISTRATORS[nth]!, of, clock)
  }
  await append(client, {
    v: 1,
    id: newId(),
    log: journal.origin,
    at: now,
    jur: root.place,
    act: 'deployment.create',
    actVersion: 1,
    actor: { post: null, person: null, onBehalfOf: null },
    subject: { kind: 'organization', id: org },
    basis: [],
    inputs: { place: root.place, kind: root.kind },
    decision: { administrators: people },
    effects: [],
    cause: null,
  })
  return { done: true }
}

type Administrator = {
  readonly org: string
  readonly place: string
  readonly person: string
  readonly hash: string
  /** The security administrator, who releases all three. */
  readonly releasedBy: string
}

async function addAdministrator(
  client: PoolClient,
  { role, title, login }: (typeof ADMINISTRATORS)[number],
  { org, place, person, hash, releasedBy }: Administrator,
  clock: Clock,
): Promise<void> {
  const [now, today, post, account] = [clock.now(), clock.today(), newId(), newId()]
  const scope = await placeScope(client, place)
  await client.query('insert into person (id, name, initials) values ($1, $2, $3)', [
    person,
    title,
    initialsOf(title),
  ])
  await client.query(
    `insert into post (id, org_id, role, title, place, scope_from, scope_to, scope_plus,
       scope_minus, valid_from, released_at, released_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      post,
      org,
      role,
      title,
      place,
      scope.from,
      scope.to,
      JSON.stringify(scope.plus),
      JSON.stringify(scope.minus),
      today,
      now,
      releasedBy,
    ],
  )
  await client.query(
    `insert into holding (id, post_id, person_id, kind, from_on, released_at, released_by)
     values ($1, $2, $3, 'regular', $4, $5, $6)`,
    [newId(), post, person, today, now, releasedBy],
  )
  await client.query(
    `insert into account (id, person_id, password_hash, must_change, password_changed_at,
       released_at, released_by) values ($1, $2, $3, true, $4, $4, $5)`,
    [account, person, hash, now, releasedBy],
  )
  await client.query('insert into login_name (login, account_id) values ($1, $2)', [login, account])
}

/** Letters and digits that are not taken for one another when copied by hand. */
const SIGNS = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789', '-+=@%'] as const

/** A random password of 16 signs, of every kind that a password has to have. */
function firstPassword(): string {
  const all = SIGNS.join('')
  const signs = [...SIGNS, ...Array.from({ length: 12 }, () => all)].map(
    (from) => from[randomInt(from.length)]!,
  )
  return signs
    .map((sign) => [randomBytes(8).toString('hex'), sign] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, sign]) => sign)
    .join('')
}

type Options = Json & {
  readonly name: string
  readonly place: string
  readonly kind?: string
}

/** `admin create`: prints the three sign-ins with their first passwords, once. */
export async function adminCreateCommand(options: Options): Promise<void> {
  const kind = ROOT_KINDS.find((one) => one === (options.kind ?? 'committee_office'))
  const name = options.name.trim()
  if (!kind || name === '' || name.length > 100) {
    process.stderr.write(
      kind ? '单位名称应为 1 至 100 个字。\n' : `单位类别可用：${ROOT_KINDS.join('、')}。\n`,
    )
    process.exitCode = 2
    return
  }
  const made = await withProduct(async ({ db, journal, runner }) => {
    const root = { name, place: options.place, kind }
    const done = await createAdministrators({ db, journal, clock: runner.clock }, root)
    await journal.sequencer.drain()
    return done
  })
  if (isRefusal(made)) {
    print({ ok: false, ...made }, false, options, [made.refused])
    return
  }
  print({ ok: true, administrators: made }, true, options, [
    '已建立正式环境。三个管理员的首次密码只显示这一次，首次登录须修改：',
    ...made.map(
      ({ role, login, password }) => `  ${login}  ${password}  （${TITLES[role] ?? role}）`,
    ),
  ])
}

const TITLES: Readonly<Record<string, string>> = Object.fromEntries(
  ADMINISTRATORS.map(({ role, title }) => [role, title]),
)
