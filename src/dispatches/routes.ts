import {
  actsOf,
  firstRow,
  isId,
  notFound,
  perform,
  readOwn,
  serve,
  type Route,
  type Signed,
} from '#kernel/index.ts'
import { readOnDay } from '#deadlines/index.ts'
import { paperFile } from '#documents/index.ts'
import { disposition, type FileStore } from '#files/index.ts'
import { sheetFile } from '#sheets/index.ts'
import { dispatchCommands } from './commands.ts'
import { namesOnPaper } from './issue-load.ts'
import * as queries from './queries.ts'
import * as slips from './slip-queries.ts'
import { archiveOf, numbersOf } from './registers.ts'
import { slipCommands } from './slip-commands.ts'
import { RETENTION_LABELS } from './texts.ts'
import * as words from './words.ts'
import { wordFileOf } from './word.ts'

/** Papers that an office sends, over HTTP, on the store that keeps what was signed and sealed. */
export function dispatchRoutes(files: FileStore): readonly Route[] {
  return [...reading(files), ...registers, ...acts(files), ...slipRoutes(files)]
}

function acts(files: FileStore): readonly Route[] {
  const { commandsOf, actOn } = actsOf((pool) => dispatchCommands(pool, files))
  return [
    serve(words.draftDispatch)(async ({ body }, { runner, actor, key }) =>
      perform(runner, commandsOf(runner.db.app).draft, { body }, { actor, key }),
    ),
    actOn(words.reviseDispatch, (of) => of.revise),
    actOn(words.submitDispatch, (of) => of.submit),
    actOn(words.checkDispatch, (of) => of.check),
    actOn(words.returnDispatch, (of) => of.return),
    actOn(words.consultDispatch, (of) => of.consult),
    actOn(words.presentDispatch, (of) => of.present),
    actOn(words.declineDispatch, (of) => of.decline),
    actOn(words.signDispatch, (of) => of.sign),
    actOn(words.sealDispatch, (of) => of.seal),
    actOn(words.distributeDispatch, (of) => of.distribute),
    actOn(words.archiveDispatch, (of) => of.archive),
    actOn(words.withdrawDispatch, (of) => of.withdraw),
    actOn(words.voidDispatch, (of) => of.void),
  ]
}

function reading(files: FileStore): readonly Route[] {
  return [
    serve(words.listDispatches)(async ({ query }, call) =>
      readOwn(call, (client) => queries.listDispatches(client, call.actor, query)),
    ),
    serve(words.readDispatch)(async ({ params }, call) => {
      if (!isId(params.id)) return notFound
      const pool = call.runner.db.app
      const found = await readOnDay(call, (client, day) =>
        queries.dispatchDetail(pool, client, call.actor, params.id, day),
      )
      return found ?? notFound
    }),
    serve(words.dispatchDocument)(async ({ params, query }, call) => {
      if (!isId(params.id)) return notFound
      const found = await readOwn(call, (client) =>
        queries.findDispatch(client, call.actor, params.id),
      )
      if (!found) return notFound
      const title = found.title ?? ''
      const as = { ...query, now: call.runner.clock.now() }
      if (found.document_hash !== null) {
        return paperFile(await files.read(found.document_hash), `${found.number} ${title}`, as)
      }
      const pool = call.runner.db.app
      const names = await namesOnPaper(pool, found)
      const more = { names, date: call.runner.clock.today(), signer: null }
      return paperFile(await wordFileOf(pool, files, found, more), `${title}（草稿）`, as)
    }),
  ]
}

const registers: readonly Route[] = [
  serve(words.listNumbers)(async ({ query }, call) => {
    const year = query.year ?? thisYear(call)
    const series = await readOwn(call, (client) => numbersOf(client, call.actor, year))
    return { year, series }
  }),
  serve(words.listArchive)(async ({ query }, call) => {
    const year = query.year ?? thisYear(call)
    return { year, ...(await readOwn(call, (client) => archiveOf(client, call.actor, year))) }
  }),
  serve(words.archiveSheet)(async ({ query }, call) => {
    const year = query.year ?? thisYear(call)
    const found = await readOwn(call, (client) => archiveOf(client, call.actor, year))
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
  const { actOn } = actsOf(slipCommands)
  const find = async (call: Signed, id: string) =>
    isId(id) ? readOwn(call, (client) => slips.findSlip(client, call.actor, id)) : undefined
  return [
    serve(words.listArrived)(async ({ query }, call) =>
      readOnDay(call, (client, day) => slips.listArrived(client, call.actor, query, day)),
    ),
    serve(words.readSlip)(async ({ params }, call) => {
      if (!isId(params.id)) return notFound
      const found = await readOnDay(call, (client, day) =>
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
    actOn(words.answerSlip, (of) => of.answer),
    actOn(words.receiveSlip, (of) => of.receive),
    actOn(words.registerSlip, (of) => of.register),
    actOn(words.heedSlip, (of) => of.heed),
    actOn(words.recordSlip, (of) => of.record),
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
