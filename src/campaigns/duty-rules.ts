/** What may become of what is owed, of help, and of what the inspected side says; pure. */
import { refuse, type Refusal } from '#kernel/refusal.ts'
import { authority, CLAUSES } from './campaign-rules.ts'
import type * as words from './words.ts'

export type DutyFacts = {
  readonly org: string
  readonly orgName: string
  readonly ownerOrg: string
  readonly ownerName: string
  readonly state: words.DutyState
}

/** Why a deliverable may not be sent, received or sent back now, or null. */
export function dutyRefusal(
  act: 'submit' | 'receive' | 'sendBack',
  viewer: words.CampaignViewer,
  facts: DutyFacts,
): Refusal | null {
  const by =
    act === 'submit'
      ? { org: facts.org, name: facts.orgName }
      : { org: facts.ownerOrg, name: facts.ownerName }
  const no = authority(act, viewer, by)
  if (no) return no
  if (facts.state === 'received') return refuse('该件已经收存。', CLAUSES.campaigns)
  if (facts.state === 'void') return refuse('专项行动已经作废。', CLAUSES.campaigns)
  if (act === 'submit') {
    return facts.state === 'submitted' ? refuse('已经报送，等待收存。', CLAUSES.campaigns) : null
  }
  if (facts.state === 'submitted') return null
  return refuse(
    facts.state === 'advance' ? '盖章件尚未报送，收到后再收存。' : '对方尚未报送。',
    CLAUSES.campaigns,
  )
}

/** Why a sealed version cannot be taken for one, or null: a seal needs its scan. */
export function sealRefusal(sealed: boolean, files: number): Refusal | null {
  return sealed && files === 0
    ? refuse('报送盖章件的，请附盖章件扫描件。', CLAUSES.campaigns)
    : null
}

/** Why an office may not answer a concern, or null. */
export function concernRefusal(
  viewer: words.CampaignViewer,
  facts: { readonly ownerOrg: string; readonly ownerName: string; readonly state: string },
): Refusal | null {
  const no = authority('answer', viewer, { org: facts.ownerOrg, name: facts.ownerName })
  if (no) return no
  return facts.state === 'answered' ? refuse('已经答复。', CLAUSES.campaigns) : null
}

/** Why the outcome of help cannot be entered, or null. */
export function helpRefusal(
  viewer: words.CampaignViewer,
  facts: { readonly org: string; readonly orgName: string; readonly state: string },
): Refusal | null {
  const no = authority('help', viewer, { org: facts.org, name: facts.orgName })
  if (no) return no
  return facts.state === 'given' ? null : refuse('帮扶结果已经登记。', CLAUSES.campaigns)
}
