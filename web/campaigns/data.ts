import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import {
  listCampaignPacks,
  listCampaigns,
  readCampaign,
  readConcern,
  readDuty,
  readFeedback,
  readGroup,
  readHost,
  readNotice,
  type CampaignMoved,
  type CampaignViewer,
} from '#campaigns/words.ts'
import { call } from '../parts/api.ts'
import { useSaidForm, type SaidOptions } from '../parts/said-form.ts'
import { useSession } from '../parts/session.ts'

/** How often a page asks while others draw or groups come into being. */
const ASK_AGAIN_MS = 2000

/** Everything of campaigns that concerns the acting body. */
export function useCampaigns() {
  return useQuery({ queryKey: ['campaigns'], queryFn: () => call(listCampaigns, {}) })
}

/** The packs that a campaign may be organized after, with the counties that could take part. */
export function useCampaignPacks() {
  return useSuspenseQuery({
    queryKey: ['campaigns', 'packs'],
    queryFn: () => call(listCampaignPacks, {}),
  }).data
}

/** One campaign; read again while it is being drawn and until every group has come into being. */
export function useCampaign(id: string) {
  return useSuspenseQuery({
    queryKey: ['campaigns', 'one', id],
    queryFn: () => call(readCampaign, { params: { id } }),
    refetchInterval: ({ state: { data } }) =>
      data?.state === 'drawing' || (data?.state === 'running' && data.groups.length < data.units)
        ? ASK_AGAIN_MS
        : false,
  })
}

export function useGroup(id: string) {
  return useSuspenseQuery({
    queryKey: ['campaigns', 'group', id],
    queryFn: () => call(readGroup, { params: { id } }),
  })
}

export function useHost(id: string) {
  return useSuspenseQuery({
    queryKey: ['campaigns', 'host', id],
    queryFn: () => call(readHost, { params: { id } }),
  })
}

export function useDuty(id: string) {
  return useSuspenseQuery({
    queryKey: ['campaigns', 'duty', id],
    queryFn: () => call(readDuty, { params: { id } }),
  })
}

export function useConcern(id: string) {
  return useSuspenseQuery({
    queryKey: ['campaigns', 'concern', id],
    queryFn: () => call(readConcern, { params: { id } }),
  })
}

export function useFeedback(id: string) {
  return useSuspenseQuery({
    queryKey: ['campaigns', 'feedback', id],
    queryFn: () => call(readFeedback, { params: { id } }),
  })
}

export function useNotice(id: string) {
  return useSuspenseQuery({
    queryKey: ['campaigns', 'notice', id],
    queryFn: () => call(readNotice, { params: { id } }),
  })
}

/** Who looks, in the words of the rules. */
export function useCampaignViewer(): CampaignViewer {
  const { post } = useSession()
  return { org: post?.org ?? '', role: post?.role ?? '' }
}

/** A form of one act on a campaign or on what belongs to one. */
export function useCampaignForm<V extends object>(options: SaidOptions<V, CampaignMoved>) {
  return useSaidForm<V, CampaignMoved>(['campaigns', 'desk', 'draw', 'findings'], options)
}
