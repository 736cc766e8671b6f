import { join } from 'node:path'
import {
  firstRow,
  newId,
  rows,
  scoped,
  scopeOf,
  type Actor,
  type Database,
  type Route,
} from '#kernel/index.ts'
import { lawRoutes } from '#law/index.ts'
import { packRoutes } from '#packs/index.ts'
import { lineageOf, may, routes as placeRoutes } from '#places/index.ts'
import { fileRoutes, openFileStore } from '#files/index.ts'
import { jobRoutes, nightRoutes } from '#jobs/index.ts'
import { routes as deadlineRoutes } from '#deadlines/index.ts'
import { routes as handoverRoutes } from '#handovers/index.ts'
import { messageRoutes } from '#messages/index.ts'
import { routes as subjectRoutes } from '#enterprises/index.ts'
import { routes as gridRoutes } from '#grids/index.ts'
import { findingDocumentRoutes, routes as findingRoutes } from '#findings/index.ts'
import { routes as scoringRoutes } from '#scoring/index.ts'
import { routes as oversightRoutes } from '#oversight/index.ts'
import { exportRoutes } from '#exports/index.ts'
import { documentRoutes } from '#documents/index.ts'
import { figureRoutes, noticeRoutes } from '#bulletins/index.ts'
import { linkRoutes, type SendCode } from '#invitations/index.ts'
import { dispatchRoutes } from '#dispatches/index.ts'
import { routes as paperRoutes } from '#papers/index.ts'
import { campaignPaperRoutes, routes as campaignRoutes } from '#campaigns/index.ts'
import { routes as progressRoutes } from '#progress/index.ts'
import { routes as warningRoutes, warningPaperRoutes } from '#warnings/index.ts'
import { meetingRoutes } from '#meetings/index.ts'
import { normRoutes } from '#norms/index.ts'
import { routes as supervisionRoutes, supervisionPaperRoutes } from '#supervision/index.ts'
import { importRoutes } from '#imports/index.ts'
import { routes as drawRoutes } from '#draws/index.ts'
import { routes as lookbackRoutes } from '#lookbacks/index.ts'
import { journalRoutes } from '#journal/index.ts'
import { NIGHT_WORK } from './jobs.ts'
import { LEDGERS, ROOT, type Product } from './product.ts'

/** Every face that this deployment serves, module by module. */
export async function routesOf(product: Product): Promise<readonly Route[]> {
  const files = await openFileStore(product.dataDir)
  return [
    ...placeRoutes,
    ...deadlineRoutes,
    ...handoverRoutes,
    ...messageRoutes(product.messages),
    ...jobRoutes(product.jobs),
    ...nightRoutes(product.jobs, NIGHT_WORK),
    ...fileRoutes(files),
    ...subjectRoutes,
    ...exportRoutes(product.jobs),
    ...gridRoutes,
    ...findingRoutes,
    ...findingDocumentRoutes(files),
    ...scoringRoutes,
    ...documentRoutes(files),
    ...noticeRoutes(files, product.jobs),
    ...paperRoutes,
    ...linkRoutes(files, codeBySms(product)),
    ...dispatchRoutes(files),
    ...meetingRoutes(files),
    ...normRoutes,
    ...packRoutes,
    ...oversightRoutes,
    ...supervisionRoutes,
    ...supervisionPaperRoutes(files),
    ...figureRoutes([join(product.dataDir, 'maps'), join(ROOT, 'seeds/maps')]),
    ...importRoutes({ jobs: product.jobs, dataDir: product.dataDir }),
    ...drawRoutes,
    ...lookbackRoutes,
    ...progressRoutes,
    ...campaignRoutes,
    ...campaignPaperRoutes(files),
    ...warningRoutes,
    ...warningPaperRoutes(files),
    ...lawRoutes({
      demo: await isDemonstration(product.db),
      lineage: async (on, place) => (await lineageOf(on, place)).toReversed(),
    }),
    ...journalRoutes({
      ledgers: LEDGERS,
      keysDir: join(product.dataDir, 'keys'),
      reach: (actor) => (may(actor.role, 'journal.read') ? scopeOf('0') : actor.scope),
      concerns: (actor) => findingsOfParty(product.db, actor),
      maySee: (actor, subject) => partyMaySee(product.db, actor, subject),
    }),
  ]
}

/** How a link's one-time code leaves: by the SMS gateway, or not at all where none is set up. */
function codeBySms({ messages }: Product): SendCode | undefined {
  const gateway = messages.channels.adapters.find(({ channel }) => channel === 'sms')
  if (!gateway) return undefined
  return async (phone, text) => (await gateway.send({ id: newId(), phone, text })).handed
}

/** Whether this deployment is a demonstration, in which invented packs hold beside the real ones. */
async function isDemonstration(db: Database): Promise<boolean> {
  const kind = await firstRow<{ value: string }>(
    db.owner,
    `select value from deployment where key = 'kind'`,
  )
  return kind?.value === 'demo'
}

/** How many of a party's findings its list of acts looks at. */
const MOST_CONCERNS = 500

async function findingsOfParty(db: Database, actor: Actor): Promise<string[]> {
  if (actor.scope.party === null) return []
  const found = await scoped(db.app, actor.scope, (client) =>
    rows<{ id: string }>(
      client,
      'select id from finding where party_id = $1 order by id desc limit $2',
      [actor.scope.party, MOST_CONCERNS],
    ),
  )
  return found.map(({ id }) => id)
}

/** What a party has of its own outside its places: its findings, and what it exported of them. */
const OF_PARTY: Readonly<Record<string, string>> = {
  finding: 'select 1 from finding where id = $1 and party_id = $2',
  finding_export: 'select 1 from finding_export where id = $1 and party_id = $2',
}

/** Whether a party sees a row of its own, and so the receipts of its acts. */
async function partyMaySee(
  db: Database,
  actor: Actor,
  subject: { readonly kind: string; readonly id: string },
): Promise<boolean> {
  const statement = OF_PARTY[subject.kind]
  if (statement === undefined || actor.scope.party === null) return false
  return scoped(db.app, actor.scope, async (client) => {
    return (await firstRow(client, statement, [subject.id, actor.scope.party])) !== undefined
  })
}
