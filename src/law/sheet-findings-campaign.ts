import type { Pack } from './formats.ts'
import type { Found } from './sheet-findings.ts'

/** In what a campaign contradicts itself: groups, dates, and industries that nobody leads. */
export function campaignFindings(pack: Pack): Found[] {
  if (pack.campaign === undefined) return []
  return [...groups(pack.campaign), ...dates(pack.campaign), ...leads(pack.campaign)]
}

type Campaign = NonNullable<Pack['campaign']>

function found(code: string, at: string, path: readonly PropertyKey[], message: string): Found {
  return { code, at, part: 'campaign', path, message }
}

/** Nobody inspects itself, everybody inspects once and is inspected once, no two each other. */
function groups({ groups }: Campaign): Found[] {
  return groups.flatMap(({ group, inspector, inspected }, index) => {
    const path = ['groups', index]
    const wrong: Found[] = []
    const say = (code: string, message: string) =>
      wrong.push(found(code, `group-${group}`, path, `第${group}组：${message}`))
    if (inspector === inspected) say('group-self', `${inspector}检查本身`)
    const before = groups.slice(0, index)
    if (before.some((one) => one.group === group)) say('group-repeated', '组号重复')
    if (before.some((one) => one.inspected === inspected))
      say('group-twice', `${inspected}被检查两次`)
    if (before.some((one) => one.inspector === inspector))
      say('group-twice', `${inspector}检查两处`)
    if (before.some((one) => one.inspector === inspected && one.inspected === inspector)) {
      say('group-pair', `${inspector}与${inspected}互查`)
    }
    if (!groups.some((one) => one.inspected === inspector)) {
      say('group-unseen', `${inspector}无人检查`)
    }
    return wrong
  })
}

function dates({ campaign, milestones }: Campaign): Found[] {
  return milestones.flatMap(({ key, on, from, to, event }, index) => {
    const path = ['milestones', index]
    if (from !== undefined && to !== undefined && to < from) {
      return [found('milestone-order', key, path, `${key} 的起止日期颠倒`)]
    }
    const ends = on ?? to
    if (ends === undefined && event === undefined) {
      return [found('milestone-open', key, path, `${key} 既无日期也无起算事由`)]
    }
    if (ends === undefined || (ends >= campaign.from && ends <= campaign.to)) return []
    return [found('milestone-outside', key, path, `${key} 的日期 ${ends} 不在行动期间内`)]
  })
}

function leads({ industries }: Campaign): Found[] {
  return industries.flatMap(({ name, lead }, index) =>
    lead === null
      ? [found('lead-missing', name, ['industries', index, 'lead'], `${name}没有写明牵头部门`)]
      : [],
  )
}
