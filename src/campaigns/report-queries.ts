/** What the summaries of a group and of a campaign are written from. */
import type { Pool } from 'pg'
import { itself, scoped, type Actor, type Queryable } from '#kernel/index.ts'
import type { Day } from '#deadlines/index.ts'
import { sheetsOfSet, type Filled } from '#scoring/index.ts'
import { feedbackDetail } from './feedback-queries.ts'
import { campaignPack } from './load.ts'
import { campaignDetail, groupDetail } from './queries.ts'
import { campaignReport, groupReport, type SheetTold } from './report.ts'
import type { CampaignReport, FeedbackDetail, GroupReport } from './words.ts'

type Reader = { readonly pool: Pool; readonly actor: Actor; readonly day: Day }

/** The sheets of a campaign that the actor has to do with, read past places as scoring does. */
function sheetsOf({ pool, actor, day }: Reader, set: { pack: string; of: string }) {
  return scoped(pool, itself('0').scope, (client) => sheetsOfSet(pool, client, actor, set, day))
}

/** 总结 of one group, for the group and for the office; undefined for anybody else. */
export async function groupSummary(
  reader: Reader,
  client: Queryable,
  id: string,
): Promise<GroupReport | undefined> {
  const { pool, actor, day } = reader
  const group = await groupDetail(pool, client, actor, id, day)
  if (!group) return undefined
  const feedbacks: FeedbackDetail[] = []
  for (const { id: one, state } of group.feedbacks) {
    const found =
      state === 'void' || state === 'draft'
        ? undefined
        : await feedbackDetail(pool, client, actor, one, day)
    if (found) feedbacks.push(found)
  }
  const set = { pack: group.pack, of: group.campaign }
  const sheet = (await sheetsOf(reader, set)).find(({ record }) => record.source_id === id)
  const pack = await campaignPack(pool, group.pack)
  const facts = { group, feedbacks, sheet: sheet ? toldOf(sheet) : null }
  return {
    title: `第${group.groupNo}专项行动组工作总结`,
    number: group.number,
    orgName: group.orgName,
    org: group.org,
    sheet: sheet?.record.id ?? null,
    parts: groupReport(pack?.campaign.summaryParts ?? [], facts),
  }
}

/** 情况通报 of a campaign, for the office that organizes it. */
export async function campaignSummary(
  reader: Reader,
  client: Queryable,
  id: string,
): Promise<CampaignReport | undefined> {
  const { pool, actor, day } = reader
  const campaign = await campaignDetail(pool, client, actor, id, day)
  if (!campaign) return undefined
  const sheets = await sheetsOf(reader, { pack: campaign.pack.id, of: id })
  const told = sheets.map((one) => ({ ...toldOf(one), county: one.row.subjectName }))
  return {
    title: `${campaign.title}情况通报`,
    number: campaign.number,
    orgName: campaign.ownerName,
    org: campaign.ownerOrg,
    parts: campaignReport(campaign, told),
  }
}

function toldOf({ row, answers, pack }: Filled): SheetTold {
  const { levels, points } = pack.scoring.sheet
  const criteria = new Map(
    pack.scoring.categories.flatMap(({ items }) =>
      items.flatMap((item) => item.criteria.map((one) => [one.key, one] as const)),
    ),
  )
  return {
    number: row.number,
    confirmed: row.state === 'confirmed',
    complete: row.figures.complete,
    score: row.figures.score,
    points,
    levels: levels.map(({ level, heading }) => ({
      heading: heading.replace(/^[一二三四五]、/u, ''),
      score: row.figures.levels[level] ?? '0',
    })),
    deductions: answers.flatMap(({ item, deductions }) =>
      deductions.map(({ criterion, clause, times, reason }) => {
        const found = criteria.get(criterion)?.clauses[clause - 1]
        const many = times > 1 ? `，${times}次` : ''
        return `第${item}项${found ? `“${found.label}”，每次扣${found.points}分` : ''}${many}：${reason}`
      }),
    ),
  }
}
