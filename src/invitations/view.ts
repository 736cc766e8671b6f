import type { Day } from '#deadlines/index.ts'
/** The one matter as whoever holds the link is shown it. */
import type { Pool, PoolClient } from 'pg'
import { findingDetail, findingTimeline } from '#findings/index.ts'
import { refusalOf } from '#findings/rules.ts'
import { STATE_LABELS } from '#findings/texts.ts'
import { taskDetail } from '#papers/index.ts'
import { taskRefusal } from '#papers/rules.ts'
import { TASK_STATE_LABELS } from '#papers/texts.ts'
import type { Holder } from './sessions.ts'
import type { LinkMatter } from './words.ts'

/** What is asked, by when, and what may be done about it now. Reads in the matter's own scope. */
export async function matterView(
  pool: Pool,
  client: PoolClient,
  holder: Holder,
  day: Day,
): Promise<LinkMatter | undefined> {
  return holder.row.matter_kind === 'finding'
    ? findingView(pool, client, holder, day)
    : taskView(pool, client, holder, day)
}

async function taskView(
  pool: Pool,
  client: PoolClient,
  { row, actor }: Holder,
  day: Day,
): Promise<LinkMatter | undefined> {
  const task = await taskDetail(pool, client, actor, row.matter_id, day)
  if (!task) return undefined
  const acts = ['receive', 'return', 'answer'] as const
  return {
    kind: 'office_task',
    revision: task.revision,
    number: task.number,
    title: task.title,
    content: task.content,
    issuerName: task.issuerName,
    orgName: task.orgName,
    name: row.name ?? '',
    dueOn: task.dueOn,
    stateName: TASK_STATE_LABELS[task.state],
    answer: task.answer,
    lacking:
      task.state === 'sent_back'
        ? (task.steps.find(({ act }) => act === 'send_back')?.note ?? null)
        : null,
    files: task.evidence.map(({ name }) => name ?? '附件'),
    acts: acts.map((act) => ({ act, refusal: taskRefusal(act, task, actor, task.limits) })),
  }
}

const SENT_BACK = ['send_back', 'recheck_fail']

async function findingView(
  pool: Pool,
  client: PoolClient,
  { row, actor }: Holder,
  day: Day,
): Promise<LinkMatter | undefined> {
  const finding = await findingDetail(pool, client, actor, row.matter_id, day)
  const steps = (await findingTimeline(client, actor, row.matter_id)) ?? []
  if (!finding) return undefined
  const viewer = { ...actor, party: null }
  const words = { receive: 'receive', return: 'return', plan: 'plan', answer: 'report' } as const
  const asked = finding.way.five === 'no' ? [] : (['plan'] as const)
  const last = steps.find(
    ({ act }) => act === 'report' || act === 'fill_report' || SENT_BACK.includes(act),
  )
  return {
    kind: 'finding',
    revision: finding.revision,
    number: finding.number,
    title: finding.title,
    content: finding.text,
    issuerName: finding.officeName,
    orgName: finding.rectifier?.orgName ?? '',
    name: row.name ?? '',
    dueOn: finding.dueOn,
    stateName: STATE_LABELS[finding.state],
    answer: steps.find(({ act }) => act === 'report' || act === 'fill_report')?.note ?? null,
    lacking: last && SENT_BACK.includes(last.act) ? last.note : null,
    files: finding.evidence.map(({ name }) => name ?? '附件'),
    acts: (['receive', 'return', ...asked, 'answer'] as const).map((act) => ({
      act,
      refusal: refusalOf(words[act], finding, viewer, finding.limits),
    })),
  }
}
