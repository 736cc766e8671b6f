import { useQueries } from '@tanstack/react-query'
import { getOrganization, type PostView } from '#places/words.ts'
import {
  ANSWERING_ROLES,
  proposeParties,
  type FindingRow,
  type PartyProposal,
} from '#findings/words.ts'
import { call } from '../../parts/api.ts'
import { queries } from '../../parts/queries.ts'
import type { PartyInput } from './party-field.tsx'

/** The parties and the sponsor that are proposed. */
export type Proposal = Omit<PartyProposal, 'dueOn'>

const NOTHING: Proposal = {
  rectifier: null,
  sectorParty: null,
  territory: null,
  rechecker: null,
  sponsor: null,
}
/** For more than these a person chooses: asking for each would keep the form waiting. */
const MOST = 20

/**
 * What the server proposes for all of the findings alike, or null while it is being asked. Where
 * the proposals differ, or none can be had, nothing is proposed.
 */
export function useProposal(ids: readonly string[]): Proposal | null {
  return useQueries({
    queries: (ids.length > MOST ? [] : ids).map(asked),
    combine: (all) =>
      all.some((one) => one.isPending) ? null : common(all.map((one) => one.data ?? NOTHING)),
  })
}

function asked(id: string) {
  return {
    queryKey: ['finding', id, 'parties'],
    queryFn: () => call(proposeParties, { params: { id } }),
    retry: false,
  }
}

/**
 * Until when each finding is to be put right when it is handed over today, null where that is not
 * known; or null while it is being asked.
 */
export function useDueDates(rows: readonly FindingRow[]): readonly (string | null)[] | null {
  return useQueries({
    queries: rows.map(({ id }) => asked(id)),
    combine: (all) =>
      all.some((one) => one.isPending) ? null : all.map((one) => one.data?.dueOn ?? null),
  })
}

function common(all: readonly Proposal[]): Proposal {
  const [first = NOTHING, ...others] = all
  const shared = (field: Exclude<keyof Proposal, 'sponsor'>) =>
    others.every((one) => one[field]?.org === first[field]?.org) ? first[field] : null
  return {
    rectifier: shared('rectifier'),
    sectorParty: shared('sectorParty'),
    territory: shared('territory'),
    rechecker: shared('rechecker'),
    sponsor: others.every((one) => one.sponsor?.name === first.sponsor?.name)
      ? first.sponsor
      : null,
  }
}

/** A proposed party as a start for the form, marked as the machine's. */
export function proposedInput(party: PartyProposal['rectifier']): PartyInput | null {
  if (!party) return null
  const name = party.name ?? ''
  return { org: party.org, orgName: party.orgName, name, filled: name, proposed: true }
}

/** Who holds a post of the body regularly today, in the order of who answers for it; or nobody. */
export async function firstHolder(org: string): Promise<string> {
  const body = await queries
    .fetchQuery({
      queryKey: ['organization', org],
      queryFn: () => call(getOrganization, { params: { id: org } }),
    })
    .catch(() => null)
  return body ? holderIn(body.posts) : ''
}

function holderIn(posts: readonly PostView[]): string {
  for (const role of ANSWERING_ROLES) {
    for (const post of posts.filter((one) => one.role === role && one.released)) {
      const holder = post.holders.find(({ kind }) => kind === 'regular')
      if (holder) return holder.name
    }
  }
  return ''
}
