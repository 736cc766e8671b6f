import { firstRow, rows, type Actor, type Queryable } from '#kernel/index.ts'
import { findMatter, type Found } from './matters.ts'
import { linkOf } from './decide.ts'
import { keeps, linkState, makingRefusal } from './rules.ts'
import type { InvitationRecord } from './tables.ts'
import type { LinkAct, LinkList, LinkRow, MatterKind } from './words.ts'

type Listed = InvitationRecord & {
  readonly org_name: string
  readonly issuer_name: string
  readonly done: boolean
}

/**
 * The links of a matter, the newest first; undefined where the matter is not seen. Who has nothing
 * to do with its links is told that there are none.
 */
export async function linksOf(
  client: Queryable,
  actor: Actor,
  { kind, matter: id }: { readonly kind: MatterKind; readonly matter: string },
  today: string,
): Promise<LinkList | undefined> {
  const matter = await findMatter(client, actor, kind, id)
  if (!matter) return undefined
  const keeper = keeps(matter, actor)
  const found = keeper ? await listed(client, matter) : []
  const steps = keeper ? await stepsOf(client, matter) : []
  return {
    rows: found.map((row) => view(row, matter, steps, today)),
    matter: {
      kind,
      number: matter.number,
      title: matter.title,
      orgName: (await bodyName(client, matter.org)) ?? '',
      dueOn: matter.dueOn,
    },
    refusal: makingRefusal(matter, actor),
    keeper,
  }
}

function listed(client: Queryable, { jur, id }: Found): Promise<Listed[]> {
  return rows<Listed>(
    client,
    `select i.*, coalesce(o.short_name, o.name) as org_name,
        coalesce(b.short_name, b.name) as issuer_name,
        exists (select 1 from paper_step s where s.jur = i.jur and s.subject_id = i.matter_id
            and s.person = i.id and s.act = 'answer')
          or exists (select 1 from finding_step s where s.jur = i.jur
            and s.finding_id = i.matter_id and s.person = i.id and s.act = 'report') as done
      from invitation i join organization o on o.id = i.org
      left join organization b on b.id = i.owner_org
      where i.jur = $1 and i.matter_id = $2 order by i.id desc limit 100`,
    [jur, id],
  )
}

type Step = LinkRow['steps'][number] & { readonly invitation: string }

function stepsOf(client: Queryable, { jur, id }: Found): Promise<Step[]> {
  return rows<Step>(
    client,
    `select s.id, s.invitation_id as invitation, s.act, s.at, coalesce(p.name, r.label) as who
      from invitation_step s left join person p on p.id = s.person
      left join link_receiver r on r.id = s.person
      where s.jur = $1 and s.matter_id = $2 order by s.at desc, s.id desc limit 1000`,
    [jur, id],
  )
}

function view(row: Listed, matter: Found, all: readonly Step[], today: string): LinkRow {
  const steps = all.filter(({ invitation }) => invitation === row.id)
  const latest = steps.find(({ act }) => ASKED.includes(act))
  return {
    id: row.id,
    revision: row.revision,
    state: linkState(linkOf(row), matter, { today, done: row.done }),
    orgName: row.org_name,
    name: row.name ?? '',
    phone: row.phone ?? '',
    issuerName: row.issuer_name,
    endsOn: row.ends_on,
    openedAt: row.opened_at,
    devices: row.devices,
    asking: latest?.act === 'ask',
    revokedReason: row.revoked_reason,
    steps: steps.map(({ invitation: _, ...step }) => step),
  }
}

/** Acts that say whether somebody waits for a code. */
const ASKED: readonly LinkAct[] = ['ask', 'code', 'sms', 'verify', 'other_device', 'renew']

async function bodyName(client: Queryable, org: string | null): Promise<string | undefined> {
  if (org === null) return undefined
  const found = await firstRow<{ name: string }>(
    client,
    'select coalesce(short_name, name) as name from organization where id = $1',
    [org],
  )
  return found?.name
}
