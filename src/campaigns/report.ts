/** The four-part summary of a group and the notice of a campaign, written from records; pure. */
import type { CampaignDetail, FeedbackDetail, GroupDetail, Paragraph } from './words.ts'

/** What a sheet says: its points by layer, and each deduction with its reason. */
export type SheetTold = {
  readonly number: string
  readonly confirmed: boolean
  readonly complete: boolean
  readonly score: string
  readonly points: string
  readonly levels: readonly { readonly heading: string; readonly score: string }[]
  readonly deductions: readonly string[]
}

export type GroupFacts = {
  readonly group: GroupDetail
  readonly feedbacks: readonly FeedbackDetail[]
  readonly sheet: SheetTold | null
}

/**
 * 总结 of one group in the parts that the pack names: what was done, how the county stands with
 * what was found, what stands out, points and reasons. What records do not say is left to the group.
 */
export function groupReport(parts: readonly string[], facts: GroupFacts): Paragraph[] {
  const written = [whatWasDone(facts), howItStands(facts), whatStandsOut(facts), points(facts)]
  const headings = parts.length === written.length ? parts : DEFAULT_PARTS
  return headings.map((heading, nth) => ({
    heading: `${'一二三四'[nth]}、${heading}`,
    texts: written[nth] ?? [],
  }))
}

const DEFAULT_PARTS = ['检查的基本情况', '被检查县区整治开展情况', '工作亮点', '打分与扣分原因']

function whatWasDone({ group, feedbacks }: GroupFacts): string[] {
  const enterprises = group.itinerary.filter(({ kind }) => kind === 'enterprise')
  const days = group.itinerary.map(({ on }) => on)
  const when = days.length === 0 ? '' : `于${days[0]}至${days.at(-1)}`
  const lines = feedbacks.flatMap((one) => one.lines)
  return [
    `第${group.groupNo}专项行动组由${group.orgName}派出，共${group.staff.length}人，${when}对${group.hostName}所在县区开展检查，` +
      `行程${group.itinerary.length}项，其中企业${enterprises.length}家。`,
    `反馈交办清单${feedbacks.length}份，问题${lines.length}个，其中重大隐患${lines.filter(({ grade }) => grade === 'major').length}个。`,
  ]
}

function howItStands({ feedbacks }: GroupFacts): string[] {
  const lines = feedbacks.flatMap((one) => one.lines)
  const taken = lines.filter(({ finding }) => finding !== null)
  const closed = taken.filter(({ finding }) => finding?.closedAt != null)
  const disputed = feedbacks.filter(({ state }) => state === 'disputed')
  return [
    `县区已签收并列入台账${taken.length}个，已销号${closed.length}个，正在整改${taken.length - closed.length}个。`,
    ...lines.map(
      (line, nth) =>
        `${nth + 1}.${line.problem}（${line.subjectName}，${line.dueOn}前整改${line.finding ? `，${line.finding.number}` : ''}）`,
    ),
    ...disputed.map(({ number, hostNote }) => `${number}被检查方有异议：${hostNote ?? ''}`),
  ]
}

function whatStandsOut({ group }: GroupFacts): string[] {
  const { helps } = group
  if (helps.length === 0) return ['（由检查组填写。）']
  const taken = helps.filter(({ state }) => state === 'taken_up').length
  return [
    `开展帮扶${helps.length}次，已采纳${taken}条。`,
    ...helps.map(({ enterprise, advice }) => `${enterprise}：${advice}`),
    '（其他亮点由检查组填写。）',
  ]
}

function points({ sheet }: GroupFacts): string[] {
  if (sheet === null) return ['尚无打分表。']
  const state = sheet.complete ? (sheet.confirmed ? '已确认' : '尚未确认') : '尚有未评项目'
  const levels = sheet.levels.map(({ heading, score }) => `${heading}${score}分`).join('，')
  return [
    `打分表${sheet.number}得分${sheet.score}分（满分${sheet.points}分，${state}）：${levels}。`,
    ...(sheet.deductions.length === 0 ? ['没有扣分。'] : sheet.deductions),
  ]
}

/** 情况通报 of a campaign: what the groups did and found, without an order by points. */
export function campaignReport(
  campaign: CampaignDetail,
  sheets: readonly (SheetTold & { readonly county: string })[],
): Paragraph[] {
  const over = campaign.groups.filter(({ state }) => state === 'finished').length
  const problems = campaign.feedbacks.reduce((sum, { lines }) => sum + lines, 0)
  const scored = sheets.filter(({ complete }) => complete)
  const late = campaign.duties.filter((one) => one.late)
  return [
    {
      heading: '一、总体情况',
      texts: [
        `${campaign.title}自${campaign.fromOn}起，${campaign.units}个单位参加，抽签分为${campaign.groups.length}个组，已结束检查${over}个组。`,
        `反馈交办清单${campaign.feedbacks.length}份，问题${problems}个；帮扶${campaign.helps.length}次。`,
      ],
    },
    {
      heading: '二、打分情况',
      texts: [
        `已评完${scored.length}个县区，未评完${campaign.groups.length - scored.length}个。`,
        ...scored.map(
          ({ county, score, levels }) =>
            `${county}：${score}分（${levels.map((one) => `${one.heading}${one.score}`).join('，')}）`,
        ),
      ],
    },
    {
      heading: '三、报送情况',
      texts: [
        `应报送${campaign.owed}件，已收存${campaign.received}件。`,
        ...late.map(({ orgName, title, dueOn }) => `${orgName}未按期（${dueOn}前）${title}。`),
      ],
    },
  ]
}
