import type * as z from 'zod'
import { covers, firstRow, partyScope, refuse } from '#kernel/index.ts'
import { adminCommand, lockOrganization } from './admin.ts'
import type * as words from './admin-words.ts'
import { CLAUSES } from './clauses.ts'
import { initialsOf } from './initials.ts'
import { findPlace, placeScope } from './places.ts'

type Body<F extends { readonly body: z.ZodType }> = z.output<F['body']>

/** Enters an organization in a place of the administrator's scope. */
export const createOrganization = adminCommand<Body<typeof words.createOrganization>>({
  act: 'organization.create',
  right: 'organizations.manage',
  work: async (client, input, at) => {
    const place = await findPlace(client, input.place)
    if (!place || !covers(at.actor.scope, place.jur)) return undefined
    const id = at.newId()
    await client.query(
      `insert into organization (id, name, short_name, initials, kind, place, lines, parent_id,
         credit_code, valid_from, demo)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        id,
        input.name,
        input.shortName ?? null,
        initialsOf(input.name),
        input.kind,
        input.place,
        input.lines,
        input.parent ?? null,
        input.creditCode ?? null,
        input.validFrom,
        at.actor.demo,
      ],
    )
    return {
      jur: input.place,
      subject: { kind: 'organization', id },
      decision: { name: input.name, kind: input.kind, validFrom: input.validFrom },
      answer: { id },
    }
  },
})

/** Records that one body took over from another, and ends the old one where it is dissolved. */
export const succeedOrganization = adminCommand<
  Body<typeof words.succeedOrganization> & { readonly id: string }
>({
  act: 'organization.succeed',
  right: 'organizations.manage',
  work: async (client, input, at) => {
    const [first, second] = [input.id, input.successor].toSorted()
    const locked = [
      await lockOrganization(client, at.actor, first!),
      await lockOrganization(client, at.actor, second!),
    ]
    const old = locked.find((org) => org?.id === input.id)
    if (!old || locked.some((org) => org === undefined)) return undefined
    if (input.id === input.successor) {
      return refuse('承接机构应当是另一个机构。', CLAUSES.posts)
    }
    const known = await firstRow(
      client,
      `select 1 from organization_succession
        where predecessor_id = any($1::uuid[]) and successor_id = any($1::uuid[])`,
      [[input.id, input.successor]],
    )
    if (known) return refuse('这两个机构之间的承接关系已经登记。', CLAUSES.posts)
    const id = at.newId()
    await client.query(
      `insert into organization_succession (id, predecessor_id, successor_id, kind, on_date, basis)
       values ($1, $2, $3, $4, $5, $6)`,
      [id, input.id, input.successor, input.kind, input.on, input.basis ?? null],
    )
    if (input.kind !== 'transferred') {
      await client.query(
        `update organization set valid_to = $2, revision = revision + 1
          where id = $1 and valid_to is null and valid_from < $2::date`,
        [input.id, input.on],
      )
    }
    return {
      jur: old.place,
      subject: { kind: 'organization', id: input.id },
      decision: { successor: input.successor, kind: input.kind, on: input.on },
      answer: { id },
    }
  },
})

/** Enters a director's post, or a member unit or office with its liaison person. */
export const joinCommittee = adminCommand<
  Body<typeof words.joinCommittee> & { readonly id: string }
>({
  act: 'committee.join',
  right: 'organizations.manage',
  work: async (client, input, at) => {
    const committee = await lockOrganization(client, at.actor, input.id)
    if (!committee) return undefined
    if (committee.kind !== 'committee') {
      return refuse('只有委员会才设主任、副主任和成员单位。', CLAUSES.posts)
    }
    const unit = input.part === 'member_unit' || input.part === 'office'
    if (unit ? !input.org || input.post : !input.post || input.org) {
      return refuse(
        unit ? '成员单位和办公室应当填写机构。' : '主任、副主任应当填写岗位。',
        CLAUSES.posts,
      )
    }
    const id = at.newId()
    await client.query(
      `insert into committee_member (id, committee_id, part, post_id, org_id, liaison_person_id,
           valid_from) values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        id,
        input.id,
        input.part,
        input.post ?? null,
        input.org ?? null,
        input.liaison ?? null,
        input.validFrom,
      ],
    )
    return {
      jur: committee.place,
      subject: { kind: 'organization', id: input.id },
      decision: { part: input.part, post: input.post ?? null, org: input.org ?? null },
      answer: { id },
    }
  },
})

/** Enters a post; its scope follows from its place, or from its enterprise. Waits for release. */
export const createPost = adminCommand<Body<typeof words.createPost>>({
  act: 'post.create',
  right: 'organizations.manage',
  work: async (client, input, at) => {
    const org = await lockOrganization(client, at.actor, input.org)
    const place = await findPlace(client, input.place)
    if (!org || !place || !covers(at.actor.scope, place.jur)) return undefined
    const ofEnterprise = org.kind === 'enterprise' || org.kind === 'soe_group'
    if (ofEnterprise !== (input.role === 'safety_officer')) {
      return refuse('企业只设安全管理岗位，安全管理岗位也只设在企业。', CLAUSES.posts)
    }
    const scope = ofEnterprise ? partyScope(org.id) : await placeScope(client, input.place)
    const id = at.newId()
    await client.query(
      `insert into post (id, org_id, role, title, place, scope_from, scope_to, scope_plus,
         scope_minus, party_org, valid_from, demo)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        id,
        org.id,
        input.role,
        input.title,
        input.place,
        scope.from,
        scope.to,
        JSON.stringify(scope.plus),
        JSON.stringify(scope.minus),
        scope.party,
        input.validFrom,
        at.actor.demo,
      ],
    )
    return {
      jur: org.place,
      subject: { kind: 'post', id },
      decision: { org: org.id, role: input.role, place: input.place },
      answer: { id },
    }
  },
})
