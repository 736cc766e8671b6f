/** Somebody waits for a code: that stands on the desk of the body that made the link. */
import {
  firstRow,
  params,
  within,
  type Circumstances,
  type Command,
  type Effect,
} from '#kernel/index.ts'
import { cancelDeadline, lockDeadlines, startDeadline, type Deadline } from '#deadlines/index.ts'
import { CLAUSES } from './rules.ts'
import type { MatterKind } from './words.ts'

type Waiting = {
  readonly id: string
  readonly jur: string
  readonly owner_org: string
  readonly demo: boolean
  readonly matter_kind: MatterKind
  readonly matter_id: string
  readonly title: string | null
  readonly number: string
  /** What happened to the link last; a code that was shown meanwhile leaves nobody waiting. */
  readonly last: string
}
type Loaded = { readonly link: Waiting; readonly before: readonly Deadline[] }

const PAGES = { office_task: '/tasks/', finding: '/findings/' } as const

/**
 * Lays “出示验证码” on the desk, due today, after a code was asked for; an earlier one falls away.
 * Performed by a reaction, since whoever acts by a link writes on nobody's desk but by the matter.
 */
export const callForCode: Command<{ readonly link: string }, Loaded> = {
  act: 'link.call',
  version: 1,
  async load(client, { link: id }, at) {
    const { param, values } = params()
    const link = await firstRow<Waiting>(
      client,
      `select i.id, i.jur, i.owner_org, i.demo, i.matter_kind, i.matter_id,
          coalesce(t.title, f.title) as title, coalesce(t.number, f.number) as number,
          (select s.act from invitation_step s where s.jur = i.jur and s.matter_id = i.matter_id
              and s.invitation_id = i.id order by s.at desc, s.id desc limit 1) as last
        from invitation i
        left join office_task t on t.jur = i.jur and t.id = i.matter_id
        left join finding f on f.jur = i.jur and f.id = i.matter_id
        where i.id = ${param(id)}::uuid and ${within(at.actor.scope, 'i', param)} for update of i`,
      values,
    )
    if (!link) return undefined
    return { link, before: await waitingOf(client, link) }
  },
  decide({ link, before }, _input, at) {
    return {
      jur: link.jur,
      subject: { kind: 'invitation', id: link.id },
      effects: [
        ...before.map((row) => cancelDeadline(row, at.today)),
        ...(link.last === 'ask' ? [startOf(link, at)] : []),
      ],
      basis: [],
      inputs: {},
      decision: { act: 'call' },
      answer: { id: link.id },
    }
  },
}

function startOf(link: Waiting, at: Circumstances): Effect {
  return startDeadline({
    id: at.newId(),
    jur: link.jur,
    owner: { org: link.owner_org, party: null, demo: link.demo },
    subject: { kind: 'invitation', id: link.id },
    kind: 'code',
    label: '出示验证码',
    title: link.title,
    number: link.number,
    route: PAGES[link.matter_kind] + link.matter_id,
    basis: CLAUSES.links,
    startedOn: at.today,
    dueOn: at.today,
    unit: 'workingDays',
  })
}

/** What stands on the desk because of this link; read by offices, and locked under the link. */
export function waitingOf(
  client: Parameters<typeof lockDeadlines>[0],
  { jur, id }: { readonly jur: string; readonly id: string },
): Promise<Deadline[]> {
  return lockDeadlines(client, { jur, kind: 'invitation', id })
}
