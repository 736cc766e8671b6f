import * as z from 'zod'

/** A part of a summary: its heading and what stands under it. */
export const paragraphSchema = z.strictObject({ heading: z.string(), texts: z.array(z.string()) })
export type Paragraph = z.output<typeof paragraphSchema>

const report = {
  title: z.string(),
  number: z.string(),
  org: z.string(),
  orgName: z.string(),
  parts: z.array(paragraphSchema),
}
/** 总结 of a group; `sheet` is the score sheet that its figures come from. */
export const groupReport = z.strictObject({ ...report, sheet: z.string().nullable() })
export type GroupReport = z.output<typeof groupReport>
/** 情况通报 of a campaign. */
export const campaignReport = z.strictObject(report)
export type CampaignReport = z.output<typeof campaignReport>
