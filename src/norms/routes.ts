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
import { placeOfBody } from '#places/index.ts'
import { readOnDay } from '#deadlines/index.ts'
import { sheetFile, type WrittenRow } from '#sheets/index.ts'
import { normCommands } from './commands.ts'
import { reviewersIn } from './load.ts'
import * as queries from './queries.ts'
import { CLEAN_LABELS, NORM_KIND_LABELS, NORM_STATE_LABELS } from './texts.ts'
import * as words from './words.ts'

const { commandsOf, actOn } = actsOf(normCommands)

/** Normative documents over HTTP. */
export const normRoutes: readonly Route[] = [
  serve(words.listNorms)(async ({ query }, call) =>
    query.after && !isId(query.after)
      ? { rows: [], next: null }
      : readOwn(call, (client) => queries.listNorms(client, call.actor, query)),
  ),
  serve(words.normSheet)(async (_given, call) => {
    const found = await readOwn(call, (client) => queries.cleaningList(client, call.actor))
    return sheetOf(found, await nameOf(call), call.runner.clock.today())
  }),
  serve(words.readCleaning)(async (_given, call) => ({
    officeName: await nameOf(call),
    rows: await readOwn(call, (client) => queries.cleaningList(client, call.actor)),
  })),
  serve(words.readReviewers)(async (_given, { runner, actor }) => {
    const place = await placeOfBody(runner.db.app, actor.org)
    const today = runner.clock.today()
    return { rows: place === undefined ? [] : await reviewersIn(runner.db.app, place, today) }
  }),
  serve(words.readNorm)(async ({ params: { id } }, call) => {
    if (!isId(id)) return notFound
    const found = await readOnDay(call, (client, day) =>
      queries.normDetail(client, call.actor, id, day),
    )
    return found ?? notFound
  }),
  serve(words.registerNorm)(async ({ body }, { runner, actor, key }) =>
    perform(runner, commandsOf(runner.db.app).registerNorm, { body }, { actor, key }),
  ),
  actOn(words.reviseNorm, (of) => of.reviseNorm),
  actOn(words.submitNorm, (of) => of.submitNorm),
  actOn(words.reviewNorm, (of) => of.reviewNorm),
  actOn(words.deliberateNorm, (of) => of.deliberateNorm),
  actOn(words.issueNorm, (of) => of.issueNorm),
  actOn(words.fileNorm, (of) => of.fileNorm),
  actOn(words.publishNorm, (of) => of.publishNorm),
  actOn(words.cleanNorm, (of) => of.cleanNorm),
  actOn(words.voidNorm, (of) => of.voidNorm),
]

async function nameOf({ runner, actor }: Signed): Promise<string> {
  const own = await firstRow<{ name: string }>(
    runner.db.app,
    'select name from organization where id = $1',
    [actor.org],
  )
  return own?.name ?? ''
}

/** The result of the clean-up as a workbook. */
function sheetOf(found: readonly words.NormRow[], office: string, today: string) {
  const title = `${office}规范性文件清理结果`
  const rows: WrittenRow[] = found.map((one, index) => [
    String(index + 1),
    one.number,
    one.title,
    NORM_KIND_LABELS[one.kind],
    one.issuedOn,
    one.validFrom,
    one.validUntil,
    NORM_STATE_LABELS[one.state],
    one.cleaned ? CLEAN_LABELS[one.cleaned] : '未清理',
    one.cleanedOn,
    one.cleanReason,
  ])
  return sheetFile(
    {
      name: '清理结果',
      title,
      paper: 'A4',
      columns: [
        { title: '序号', width: 6, kind: 'number' },
        { title: '文号', width: 24, kind: 'text' },
        { title: '标题', width: 44, kind: 'text' },
        { title: '种类', width: 8, kind: 'text' },
        { title: '成文日期', width: 12, kind: 'day' },
        { title: '施行日期', width: 12, kind: 'day' },
        { title: '有效期至', width: 12, kind: 'day' },
        { title: '状态', width: 10, kind: 'text' },
        { title: '清理结果', width: 10, kind: 'text' },
        { title: '清理日期', width: 12, kind: 'day' },
        { title: '理由', width: 36, kind: 'text' },
      ],
    },
    rows,
    { name: `${title}${today}`, foot: `共${rows.length}件，截至${today}` },
  )
}
