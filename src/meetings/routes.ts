import {
  actsOf,
  covers,
  firstRow,
  isId,
  isRefusal,
  notFound,
  params,
  perform,
  readOwn,
  serve,
  within,
  type Command,
  type Route,
  type Signed,
} from '#kernel/index.ts'
import { dayOf, readOnDay } from '#deadlines/index.ts'
import { officeTemplate, paperFile, render } from '#documents/index.ts'
import type { FileFormat } from '#documents/words.ts'
import type { FileStore } from '#files/index.ts'
import { paperCommands, type Source } from '#papers/index.ts'
import type { PaperMoved } from '#papers/words.ts'
import { meetingCommands, type MeetingCommands } from './commands.ts'
import { bodiesOf } from './load.ts'
import * as queries from './queries.ts'
import { abolishedRefusal } from './rules.ts'
import { committeeRoutes } from './committee-routes.ts'
import { tellAll } from './tell.ts'
import { minutesData, signInData } from './word.ts'
import * as words from './words.ts'

const { commandsOf, actOn } = actsOf(meetingCommands)

/** The same for an act of which every body that was asked must be told. */
function telling(
  face: Parameters<typeof serve>[0],
  pick: (commands: MeetingCommands) => unknown,
): Route {
  return serve(face)(async (given, { runner, actor, key }) => {
    const { params: named, body } = given as unknown as { params: { id: string }; body: unknown }
    if (!isId(named.id)) return notFound
    const command = pick(commandsOf(runner.db.app)) as Command<{ id: string; body: unknown }, never>
    const outcome = await perform(runner, command, { id: named.id, body }, { actor, key })
    if ('done' in outcome) await tellAll(runner, { meeting: named.id, actor, key })
    return outcome
  })
}

/** Meetings of committees, over HTTP. */
export function meetingRoutes(files: FileStore): readonly Route[] {
  return [...committeeRoutes, ...reading, ...acting, ...tasking, ...filesOf(files)]
}

const reading: readonly Route[] = [
  serve(words.listMeetings)(async ({ query }, call) =>
    readOwn(call, (client) => queries.listMeetings(client, call.actor, query)),
  ),
  serve(words.readMeeting)(async ({ params: { id } }, call) => {
    if (!isId(id)) return notFound
    const found = await readOnDay(call, (client, day) =>
      queries.meetingDetail(client, call.actor, id, day),
    )
    return found ?? notFound
  }),
  serve(words.listInvitations)(async (_given, call) => ({
    rows: await readOwn(call, (client) => queries.listInvitations(client, call.actor)),
  })),
  serve(words.readInvitation)(async ({ params: { id } }, call) => {
    if (!isId(id)) return notFound
    const day = await dayOf(call)
    return (await queries.invitationDetail(call.runner, call.actor, id, day)) ?? notFound
  }),
  serve(words.listMonths)(async (_given, call) => ({
    rows: await readOnDay(call, (client, day) => queries.listMonths(client, call.actor, day)),
  })),
]

const acting: readonly Route[] = [
  serve(words.planMeeting)(async ({ body }, { runner, actor, key }) =>
    perform(runner, commandsOf(runner.db.app).planMeeting, { body }, { actor, key }),
  ),
  serve(words.openMonth)(async ({ body }, { runner, actor, key }) =>
    perform(runner, commandsOf(runner.db.app).openMonth, { body }, { actor, key }),
  ),
  actOn(words.reviseMeeting, (of) => of.reviseMeeting),
  telling(words.callMeeting, (of) => of.callMeeting),
  telling(words.adjournMeeting, (of) => of.adjournMeeting),
  telling(words.cancelMeeting, (of) => of.cancelMeeting),
  actOn(words.enterAttendance, (of) => of.enterAttendance),
  telling(words.holdMeeting, (of) => of.holdMeeting),
  actOn(words.draftMinutes, (of) => of.draftMinutes),
  actOn(words.signMinutes, (of) => of.signMinutes),
  actOn(words.acknowledgeNotice, (of) => of.acknowledgeNotice),
  actOn(words.excuseNotice, (of) => of.excuseNotice),
  actOn(words.attendMeeting, (of) => of.attendMeeting),
  actOn(words.sumUpMonth, (of) => of.sumUpMonth),
  actOn(words.voidMonth, (of) => of.voidMonth),
]

const tasking: readonly Route[] = [
  serve(words.decisionTasks)(async ({ params: { id }, body }, call) => {
    const found = isId(id) ? await decisionFor(call, id) : undefined
    if (!found) return notFound
    const about = `依据：${found.minutes_number}第${found.item}项议定事项。`
    const source = { kind: 'meeting', id, state: 'signed', number: found.minutes_number }
    const matter = { text: found.text ?? '', dueOn: found.due_on, about, source }
    return tasksFor(call, { ...matter, orgs: body.orgs })
  }),
  serve(words.monthTasks)(async ({ params: { id, item } }, call) => {
    const months = await readOnDay(call, (client, day) =>
      queries.listMonths(client, call.actor, day),
    )
    const month = months.find((one) => one.id === id)
    const planned = month?.items.find((one) => one.id === item)
    if (!month || !planned) return notFound
    return tasksFor(call, {
      text: planned.text,
      dueOn: planned.dueOn,
      about: `依据：${month.title}（${month.authority}）。`,
      source: { kind: 'theme_month', id: item, state: month.state, number: month.number },
      orgs: planned.orgs.map(({ org }) => org),
    })
  }),
]

type DecisionFound = {
  readonly item: number
  readonly text: string | null
  readonly due_on: string
  readonly minutes_number: string
}

/** A decision of signed minutes of the actor's own office. */
function decisionFor(call: Signed, id: string): Promise<DecisionFound | undefined> {
  const { param, values } = params()
  return readOwn(call, (client) =>
    firstRow<DecisionFound>(
      client,
      `select d.item, d.text, d.due_on, d.minutes_number from meeting_decision d
        where d.id = ${param(id)}::uuid and ${within(call.actor.scope, 'd', param)}
          and d.owner_org = ${param(call.actor.org)}::uuid`,
      values,
    ),
  )
}

type Matter = {
  readonly text: string
  readonly dueOn: string
  readonly about: string
  readonly source: Source
  readonly orgs: readonly string[]
}

/** One draft of a task for each body; a body that cannot be given one is named, others stand. */
async function tasksFor(call: Signed, { text, dueOn, about, source, orgs }: Matter) {
  const { runner, actor, key } = call
  const today = runner.clock.today()
  const known = new Map(
    (await bodiesOf(runner.db.app, orgs, today)).map((one) => [one.id, one] as const),
  )
  const command = paperCommands(runner.db.app).draftTask
  const tasks: PaperMoved[] = []
  const failed: { org: string; say: string }[] = []
  for (const org of orgs) {
    const body = known.get(org)
    if (!body || !covers(actor.scope, body.place)) {
      failed.push({ org, say: '该单位不在本级管辖范围内。' })
      continue
    }
    if (body.abolished) {
      failed.push({ org, say: abolishedRefusal(body.name, body.successorName).refused })
      continue
    }
    const task = { title: text.slice(0, 200), content: `${text}\n${about}`, dueOn }
    const to = { org, person: null, part: 'lead' as const }
    const outcome = await perform(
      runner,
      command,
      { body: { ...task, incoming: null, to }, from: source },
      { actor, key: `${key}:${org}` },
    )
    if ('done' in outcome) tasks.push(outcome.done as PaperMoved)
    else failed.push({ org, say: isRefusal(outcome) ? outcome.refused : '未能拟任务，请重试。' })
  }
  const not = failed.length > 0 ? `，${failed.length}个单位未能拟任务` : ''
  return { tasks, failed, say: `已拟任务${tasks.length}项，核对后下达${not}。` }
}

function filesOf(files: FileStore): readonly Route[] {
  return [
    serve(words.signInSheet)(async ({ params: { id }, query }, call) => {
      const found = isId(id) ? await meetingOf(call, id) : undefined
      if (!found) return notFound
      const of = { form: 'meeting_sign_in', ...query } as const
      return fill(call, files, of, signInData(found), `${found.title}签到表`)
    }),
    serve(words.minutesFile)(async ({ params: { id }, query }, call) => {
      const meeting = isId(id) ? await meetingOfMinutes(call, id) : undefined
      const found = meeting ? await meetingOf(call, meeting) : undefined
      const minutes = found?.minutesRows.find((one) => one.id === id)
      if (!found || !minutes) return notFound
      const name = `${found.title}会议纪要${minutes.number ?? '（草稿）'}`
      const of = { form: 'meeting_minutes', ...query } as const
      return fill(call, files, of, minutesData(found, minutes), name)
    }),
  ]
}

function meetingOf(call: Signed, id: string): Promise<words.MeetingDetail | undefined> {
  return readOnDay(call, (client, day) => queries.meetingDetail(client, call.actor, id, day))
}

async function meetingOfMinutes(call: Signed, id: string): Promise<string | undefined> {
  const { param, values } = params()
  const row = await readOwn(call, (client) =>
    firstRow<{ meeting_id: string }>(
      client,
      `select n.meeting_id from meeting_minutes n
        where n.id = ${param(id)}::uuid and ${within(call.actor.scope, 'n', param)}`,
      values,
    ),
  )
  return row?.meeting_id
}

async function fill(
  { runner, actor }: Signed,
  files: FileStore,
  of: { readonly form: 'meeting_sign_in' | 'meeting_minutes'; readonly format?: FileFormat },
  data: Parameters<typeof render>[1],
  name: string,
) {
  const template = await officeTemplate(runner.db.app, files, { org: actor.org, form: of.form })
  const word = await render(template, data)
  return paperFile(word, name, { format: of.format, now: runner.clock.now() })
}
