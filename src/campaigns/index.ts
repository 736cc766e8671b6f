export { campaignCommands, type CampaignCommands } from './commands.ts'
export {
  beginDrawn,
  fallWith,
  hearAnswered,
  hearFinished,
  hearSignature,
  layFeedback,
  layProposed,
  openDuty,
  openGroup,
  openHost,
  registerProblem,
} from './follow.ts'
export { campaignPaperRoutes } from './paper.ts'
export { routes } from './routes.ts'
export { CAMPAIGN_LEDGERS } from './tables.ts'
