export { campaignCommands, type CampaignCommands } from './commands.ts'
export {
  beginDrawn,
  fallWith,
  hearAnswered,
  hearFinished,
  layProposed,
  openDuty,
  openGroup,
  openHost,
} from './follow.ts'
export { hearSignature, layFeedback, registerProblem } from './follow-feedback.ts'
export { campaignPaperRoutes } from './paper.ts'
export { routes } from './routes.ts'
export { CAMPAIGN_LEDGERS } from './tables.ts'
