/** Whom a paper names, as these bodies stand today. */
import type { PoolClient } from 'pg'
import type { Circumstances } from '#kernel/index.ts'
import { abolishedBodies, bodiesOf, type Abolished } from '#places/index.ts'
import type { Body } from '#places/rules.ts'
import type { Circle } from './decide-draft.ts'
import type { Handing } from './decide-issue.ts'
import { meetingPlace, outsideNames } from './load.ts'
import type { SeenDispatch } from './seen.ts'
import type { SlipPart } from './words.ts'

/** The bodies that a text names. */
export async function circleOf(
  client: PoolClient,
  given: {
    readonly jur: string
    readonly own: string
    readonly issuer: string
    readonly to: readonly string[]
    readonly copies: readonly string[]
  },
  at: Circumstances,
): Promise<Circle> {
  const named = [...given.to, ...given.copies]
  const found = await bodiesOf(client, [given.own, given.issuer, ...named], [], at.today)
  const abolished = await abolishedBodies(client, [given.issuer, ...named], at.today)
  const of = (id: string) => found.find((body) => body.id === id)
  const known = (ids: readonly string[]) => ids.map(of).filter((body) => body !== undefined)
  return {
    own: of(given.own),
    issuer: of(given.issuer),
    to: known(given.to),
    copies: known(given.copies),
    abolished,
    unreached: unreachedOf(given.jur, known(named), at),
  }
}

function unreachedOf(jur: string, bodies: readonly Body[], { actor }: Circumstances): string[] {
  return bodies.filter((to) => meetingPlace(jur, to, actor.scope) === null).map(({ name }) => name)
}

type Handed = {
  readonly handings: readonly Handing[]
  readonly abolished: readonly Abolished[]
  readonly unreached: readonly string[]
}

/** Whom a paper goes to today: bodies within the product, and those outside by their names. */
export async function handingsOf(
  client: PoolClient,
  { record }: SeenDispatch,
  at: Circumstances,
): Promise<Handed> {
  const circle = await circleOf(
    client,
    {
      jur: record.jur,
      own: record.owner_org,
      issuer: record.issuer_org,
      to: record.to_orgs,
      copies: record.copy_orgs,
    },
    at,
  )
  const inside = (part: SlipPart, bodies: readonly Body[]) =>
    bodies.map(({ id }): Handing => ({ part, org: id, name: null }))
  const outside = (part: SlipPart, text: string | null) =>
    outsideNames(text).map((name): Handing => ({ part, org: null, name }))
  return {
    handings: [
      ...inside('to', circle.to),
      ...outside('to', record.to_outside),
      ...inside('copy', circle.copies),
      ...outside('copy', record.copy_outside),
    ],
    abolished: circle.abolished,
    unreached: circle.unreached,
  }
}
