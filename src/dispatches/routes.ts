import {
  firstRow,
  idSchema,
  notFound,
  perform,
  scoped,
  serve,
  type Actor,
  type Call,
  type Command,
  type Queryable,
  type Route,
} from '#kernel/index.ts'
import { calendarOf } from '#deadlines/index.ts'
import { paperFile } from '#documents/index.ts'
import { disposition, type FileStore } from '#files/index.ts'
import { sheetFile } from '#sheets/index.ts'
import { dispatchCommands } from './commands.ts'
import { fullNames } from './issue-load.ts'
import * as queries from './queries.ts'
import * as slips from './slip-queries.ts'
import { archiveOf, numbersOf } from './registers.ts'
import { slipCommands } from './slip-commands.ts'
import { RETENTION_LABELS } from './texts.ts'
import * as words from './words.ts'
import { wordFileOf } from './word.ts'

type Signed = Call & { readonly actor: Actor }

async function read<T>(
  { runner, actor }: Signed,
  work: (client: Queryable, day: queries.Day) => Promise<T>,
): Promise<T> {
  const day = { today: runner.clock.today(), calendar: await calendarOf(runner.db.app) }
  return scoped(runner.db.app, actor.scope, (client) => work(client, day))
}

const isId = (id: string) => idSchema.safeParse(id).success

/** Papers that an office sends, over HTTP, on the store that keeps what was signed and sealed. */
export function dispatchRoutes(files: FileStore): readonly Route[] {
  return [...reading(files), ...registers, ...acts(files), ...slipRoutes(files)]
}

type Picked = Command<{ id: string; body: unknown }, never>

/** Serves an act on one row: the address names it, the body carries the rest. */
function actOn(
  face: Parameters<typeof serve>[0],
  pick: (call: Signed) => Command<never, never>,
): Route {
  return serve(face)(async (given, call) => {
    const { params, body } = given as unknown as { params: { id: string }; body: unknown }
    if (!isId(params.id)) return notFound
    const { runner, actor, key } = call
    return perform(runner, pick(call) as unknown as Picked, { id: params.id, body }, { actor, key })
  })
}

function acts(files: FileStore): readonly Route[] {
  const of = ({ runner }: Signed) => dispatchCommands(runner.db.app, files)
  return [
    serve(words.draftDispatch)(async ({ body }, call) =>
      perform(call.runner, of(call).draft, { body }, { actor: call.actor, key: call.key }),
    ),
    actOn(words.reviseDispatch, (call) => of(call).revise as never),
    actOn(words.submitDispatch, (call) => of(call).submit as never),
    actOn(words.checkDispatch, (call) => of(call).check as never),
    actOn(words.returnDispatch, (call) => of(call).return as never),
    actOn(words.consultDispatch, (call) => of(call).consult as never),
    actOn(words.presentDispatch, (call) => of(call).present as never),
    actOn(words.declineDispatch, (call) => of(call).decline as never),
    actOn(words.signDispatch, (call) => of(call).sign as never),
    actOn(words.sealDispatch, (call) => of(call).seal as never),
    actOn(words.distributeDispatch, (call) => of(call).distribute as never),
    actOn(words.archiveDispatch, (call) => of(call).archive as never),
    actOn(words.withdrawDispatch, (call) => of(call).withdraw as never),
    actOn(words.voidDispatch, (call) => of(call).void as never),
  ]
}

function reading(files: FileStore): readonly Route[] {
  return [
    serve(words.listDispatches)(async ({ query }, call) =>
      read(call, (client) => queries.listDispatches(client, call.actor, query)),
    ),
    serve(words.readDispatch)(async ({ params }, call) => {
      if (!isId(params.id)) return notFound
      const pool = call.runner.db.app
      const found = await read(call, (client, day) =>
        queries.dispatchDetail(pool, client, call.actor, params.id, day),
      )
      return found ?? notFound
    }),
    serve(words.dispatchDocument)(async ({ params, query }, call) => {
      if (!isId(params.id)) return notFound
      const found = await read(call, (client) =>
        queries.findDispatch(client, call.actor, params.id),
      )
      if (!found) return notFound
      const title = found.title ?? ''
      const as = { ...query, now: call.runner.clock.now() }
      if (found.document_hash !== null) {
        return paperFile(await files.read(found.document_hash), `${found.number} ${title}`, as)
      }
      const pool = call.runner.db.app
      const names = await fullNames(pool, found)
      const more = { names, date: call.runner.clock.today(), signer: null }
      return paperFile(await wordFileOf(pool, files, found, more), `${title}（草稿）`, as)
    }),
  ]
}

const registers: readonly Route[] = [
  serve(words.listNumbers)(async ({ query }, call) => {
    const year = query.year ?? thisYear(call)
    const series = await read(call, (client) => numbersOf(client, call.actor, year))
    return { year, series }
  }),
  serve(words.listArchive)(async ({ query }, call) => {
    const year = query.year ?? thisYear(call)
    return { year, ...(await read(call, (client) => archiveOf(client, call.actor, year))) }
  }),
  serve(words.archiveSheet)(async ({ query }, call) => {
    const year = query.year ?? thisYear(call)
    const found = await read(call, (client) => archiveOf(client, call.actor, year))
    return sheetOf(year, found, call.runner.clock.today())
  }),
]

function thisYear({ runner }: Signed): number {
  return Number(runner.clock.today().slice(0, 4))
}

const COLUMNS = [
  { title: '件号', width: 14, kind: 'text' },
  { title: '文号', width: 30, kind: 'text' },
  { title: '题名', width: 50, kind: 'text' },
  { title: '责任者', width: 30, kind: 'text' },
  { title: '成文日期', width: 14, kind: 'day' },
  { title: '保管期限', width: 10, kind: 'text' },
  { title: '归档日期', width: 14, kind: 'day' },
] as const

/** 归档目录 as a workbook. */
function sheetOf(
  year: number,
  { officeName, rows }: Awaited<ReturnType<typeof archiveOf>>,
  today: string,
) {
  const title = `${officeName}${year}年度发文归档目录`
  const listed = rows.map((row) => [
    row.piece,
    row.number,
    row.title,
    row.issuerName,
    row.signedOn,
    RETENTION_LABELS[row.retention],
    row.archivedOn,
  ])
  return sheetFile({ name: '归档目录', title, columns: COLUMNS, paper: 'A4' }, listed, {
    name: title,
    foot: `共${rows.length}件，制表日期${today}`,
  })
}

function slipRoutes(files: FileStore): readonly Route[] {
  const of = ({ runner }: Signed) => slipCommands(runner.db.app)
  const find = async (call: Signed, id: string) =>
    isId(id) ? read(call, (client) => slips.findSlip(client, call.actor, id)) : undefined
  return [
    serve(words.listArrived)(async ({ query }, call) =>
      read(call, (client, day) => slips.listArrived(client, call.actor, query, day)),
    ),
    serve(words.readSlip)(async ({ params }, call) => {
      if (!isId(params.id)) return notFound
      const found = await read(call, (client, day) =>
        slips.slipDetail(client, call.actor, params.id, day),
      )
      return found ?? notFound
    }),
    serve(words.slipDocument)(async ({ params, query }, call) => {
      const found = await find(call, params.id)
      if (!found || found.document_hash === null) return notFound
      const as = { ...query, now: call.runner.clock.now() }
      const name = `${found.number} ${found.title ?? ''}`
      return paperFile(await files.read(found.document_hash), name, as)
    }),
    serve(words.slipScan)(async ({ params }, call) => {
      const found = await find(call, params.id)
      if (!found || found.sealed_hash === null) return notFound
      return scanOf(call, files, found.sealed_hash, found.sealed_name ?? found.sealed_hash)
    }),
    actOn(words.answerSlip, (call) => of(call).answer as never),
    actOn(words.receiveSlip, (call) => of(call).receive as never),
    actOn(words.registerSlip, (call) => of(call).register as never),
    actOn(words.heedSlip, (call) => of(call).heed as never),
    actOn(words.recordSlip, (call) => of(call).record as never),
  ]
}

async function scanOf({ runner }: Signed, files: FileStore, hash: string, name: string) {
  const file = await firstRow<{ mime: string }>(
    runner.db.app,
    'select mime from evidence_file where hash = $1',
    [hash],
  )
  const body = await files.read(hash)
  return {
    download: {
      body,
      headers: {
        'content-type': file?.mime ?? 'application/octet-stream',
        'content-length': String(body.length),
        'content-disposition': disposition('attachment', name),
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    },
  }
}
