import { randomInt } from 'node:crypto'
import type { PoolClient } from 'pg'
import type * as z from 'zod'
import { firstRow, refuse, rows, type Circumstances } from '#kernel/index.ts'
import { adminCommand, lockOrganization } from './admin.ts'
import type * as words from './admin-words.ts'
import { CLAUSES } from './clauses.ts'
import { initialsOf } from './initials.ts'
import { homeOf } from './places.ts'
import { judgeFamilies } from './rights.ts'
import type { Role } from './vocabulary.ts'

type Body<F extends { readonly body: z.ZodType }> = z.output<F['body']>

/**
 * Enters a person and, where a login name is given, an account that waits for its release. The
 * hash of the first password stays out of the submission, so that nothing of it is kept twice.
 */
export function createPerson(passwordHash: string) {
  return adminCommand<Body<typeof words.createPerson>>({
    act: 'person.create',
    right: 'people.manage',
    work: async (client, input, at) => {
      const id = at.newId()
      await client.query(
        'insert into person (id, name, initials, phone, demo) values ($1, $2, $3, $4, $5)',
        [id, input.name, initialsOf(input.name), input.phone ?? null, at.actor.demo],
      )
      let account: string | null = null
      if (input.login) {
        account = at.newId()
        await client.query(
          `insert into account (id, person_id, password_hash, must_change, password_changed_at,
             demo) values ($1, $2, $3, true, $4, $5)`,
          [account, id, passwordHash, at.now, at.actor.demo],
        )
        const taken = await rows(
          client,
          `insert into login_name (login, account_id) values ($1, $2)
           on conflict do nothing returning login`,
          [input.login, account],
        )
        if (taken.length === 0) return refuse('该账号名称已被使用，请另取一个。', CLAUSES.signIn)
      }
      return {
        jur: await homeOf(client, at.actor),
        subject: { kind: 'person', id },
        decision: { account },
        answer: { id, account },
      }
    },
  })
}

/** A first password that its owner must change: 16 characters of four kinds, none look alike. */
export function firstPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  const random = Array.from({ length: 13 }, () => letters[randomInt(letters.length)]).join('')
  return `${random}-A7`
}

/** Roles of the posts that a person holds or is to hold from a day on, whether released or not. */
export async function rolesHeld(
  client: PoolClient,
  person: string,
  from: string,
  except: string | null,
): Promise<Role[]> {
  const found = await rows<{ role: Role }>(
    client,
    `select p.role from holding h join post p on p.id = h.post_id
      where h.person_id = $1 and (h.to_on is null or h.to_on >= $2::date)
        and ($3::uuid is null or h.id <> $3)`,
    [person, from, except],
  )
  return found.map((row) => row.role)
}

/** Lets a person hold a post; waits for release. The person's row is the lock of all holdings. */
export const createHolding = adminCommand<Body<typeof words.createHolding>>({
  act: 'holding.create',
  right: 'people.manage',
  work: async (client, input, at) => {
    const post = await firstRow<{ role: Role; org_id: string }>(
      client,
      'select role, org_id from post where id = $1',
      [input.post],
    )
    const org = post && (await lockOrganization(client, at.actor, post.org_id))
    const person = await firstRow(client, 'select 1 from person where id = $1 for update', [
      input.person,
    ])
    if (!post || !org || !person) return undefined
    if ((input.kind === 'stand_in') !== Boolean(input.standingInFor)) {
      return refuse('代行职责（AB角）应当写明代谁办理。', CLAUSES.posts)
    }
    if (input.standingInFor === input.person) {
      return refuse('代行职责的人应当是本人以外的同事。', CLAUSES.posts)
    }
    if (input.to && input.to < input.from) {
      return refuse('任职的截止日期应当不早于起始日期。', CLAUSES.posts)
    }
    const families = judgeFamilies(
      await rolesHeld(client, input.person, input.from, null),
      post.role,
    )
    if (families) return families
    return insertHolding(client, input, at, org.place)
  },
})

async function insertHolding(
  client: PoolClient,
  input: Body<typeof words.createHolding>,
  at: Circumstances,
  place: string,
) {
  const id = at.newId()
  await client.query(
    `insert into holding (id, post_id, person_id, kind, standing_in_for, from_on, to_on, demo)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      id,
      input.post,
      input.person,
      input.kind,
      input.standingInFor ?? null,
      input.from,
      input.to ?? null,
      at.actor.demo,
    ],
  )
  return {
    jur: place,
    subject: { kind: 'holding', id },
    decision: { post: input.post, person: input.person, kind: input.kind, from: input.from },
    answer: { id },
  }
}

/** Ends a holding on its last day; the body hands over what was still to be done (handovers). */
export const endHolding = adminCommand<Body<typeof words.endHolding> & { readonly id: string }>({
  act: 'holding.end',
  right: 'people.manage',
  work: async (client, input, at) => {
    const held = await firstRow<{ from_on: string; to_on: string | null; org_id: string }>(
      client,
      `select h.from_on, h.to_on, p.org_id from holding h join post p on p.id = h.post_id
        where h.id = $1 for update of h`,
      [input.id],
    )
    const org = held && (await lockOrganization(client, at.actor, held.org_id))
    if (!held || !org) return undefined
    if (held.to_on !== null && held.to_on <= input.on) {
      return refuse(`该任职已于${held.to_on}结束。`, CLAUSES.posts)
    }
    if (input.on < held.from_on) {
      return refuse('任职的截止日期应当不早于起始日期。', CLAUSES.posts)
    }
    await client.query('update holding set to_on = $2, revision = revision + 1 where id = $1', [
      input.id,
      input.on,
    ])
    return {
      jur: org.place,
      subject: { kind: 'holding', id: input.id },
      decision: { on: input.on },
      answer: { id: input.id },
    }
  },
})
