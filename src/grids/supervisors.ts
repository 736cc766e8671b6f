import type { PoolClient } from 'pg'
import {
  covers,
  firstRow,
  isRefusal,
  params,
  rows,
  within,
  type Circumstances,
  type Command,
  type Effect,
} from '#kernel/index.ts'
import { decided, endEffect } from './commands.ts'
import { findAim, lockCurrent, lockSeats, seatOf, type Aim } from './load.ts'
import { judgeEnd, judgeListing, judgeSupervisor, type SupervisorGround } from './rules.ts'
import type { AssignmentRow, KeyRow } from './tables.ts'
import { TIER_LABELS } from './texts.ts'
import type { End, ListKey, Settle, Supervise } from './words.ts'

type Supervising = {
  readonly aim: Aim
  readonly current: readonly AssignmentRow[]
  readonly names: ReadonlyMap<string, string>
  readonly body: (SupervisorGround['body'] & { readonly name: string }) | null
}

async function supervising(
  client: PoolClient,
  given: Supervise,
  at: Circumstances,
): Promise<Supervising | undefined> {
  const aim = await findAim(client, { place: null, subject: given.subject }, at.actor)
  if (!aim) return undefined
  await lockSeats(client, aim.jur, [seatOf('supervisor', aim.subject)])
  const current = await lockCurrent(client, aim, 'supervisor')
  const bodies = await rows<{ id: string; name: string; kind: string; place: string }>(
    client,
    `select id, coalesce(short_name, name) as name, kind, place from organization
      where id = any($1::uuid[]) and valid_from <= $2::date
        and (valid_to is null or valid_to > $2::date or id = any($3::uuid[]))`,
    [[given.org, ...current.map(({ org }) => org)], at.today, current.map(({ org }) => org)],
  )
  return {
    aim,
    current,
    names: new Map(bodies.map(({ id, name }) => [id, name])),
    body: bodies.find(({ id }) => id === given.org) ?? null,
  }
}

function groundOf({ aim, current, names, body }: Supervising): SupervisorGround {
  return {
    target: aim.target,
    body,
    current: current.map(({ id, org, settled }) => ({
      id,
      org,
      orgName: names.get(org) ?? '另一部门',
      settled,
    })),
  }
}

/** 登记监管部门: a department says that it supervises an enterprise; a second one comes to light. */
export const declareSupervisor: Command<Supervise, Supervising> = {
  act: 'supervisor.declare',
  version: 1,
  load: supervising,
  decide(loaded, given, at) {
    const refusal = judgeSupervisor({ org: given.org }, groundOf(loaded), at.actor)
    if (isRefusal(refusal)) return refusal
    const { aim, body, current } = loaded
    const others = current.length > 0 ? '现有多个监管部门，待安委会办公室明确。' : ''
    return decided(aim, [supervisorEffect(aim, given, false, at)], {
      inputs: { org: given.org, before: current.map(({ org }) => org) },
      say: `已登记${body?.name ?? ''}为${aim.name}的监管部门。${others}`,
    })
  },
}

/** 明确监管部门: one department alone; every other declaration is ended in the same act. */
export const settleSupervisor: Command<Settle, Supervising> = {
  act: 'supervisor.settle',
  version: 1,
  load: supervising,
  decide(loaded, given, at) {
    const refusal = judgeSupervisor(given, groundOf(loaded), at.actor)
    if (isRefusal(refusal)) return refusal
    const { aim, body, current } = loaded
    const name = body?.name ?? ''
    const ended = current.map((row) => endEffect(row, `已明确由${name}监管`, at))
    return decided(aim, [supervisorEffect(aim, given, true, at), ...ended], {
      inputs: { org: given.org, before: current.map(({ org }) => org) },
      say: `已明确${aim.name}由${name}监管。`,
    })
  },
}

function supervisorEffect(aim: Aim, given: Supervise, settled: boolean, at: Circumstances): Effect {
  return {
    kind: 'assignment',
    jur: aim.jur,
    id: at.newId(),
    revision: 1,
    owner: { org: at.actor.org, party: aim.party, demo: at.actor.demo },
    set: {
      part: 'supervisor',
      subject: aim.subject,
      org: given.org,
      basis: given.basis,
      fromOn: at.today,
      settled,
      assignedAt: at.now,
      assignedPerson: at.actor.person,
    },
  }
}

type Listing = { readonly aim: Aim; readonly current: KeyRow | null }

/** 列入重点、高危企业: another tier replaces the one before. */
export const listKey: Command<ListKey, Listing> = {
  act: 'key_enterprise.list',
  version: 1,
  async load(client, given, at) {
    const aim = await findAim(client, { place: null, subject: given.subject }, at.actor)
    if (!aim) return undefined
    await lockSeats(client, aim.jur, [seatOf('tier', aim.subject)])
    const current = await firstRow<KeyRow>(
      client,
      'select * from key_enterprise where jur = $1 and subject_id = $2 and ended_on is null for update',
      [aim.jur, given.subject],
    )
    return { aim, current: current ?? null }
  },
  decide({ aim, current }, given, at) {
    const refusal = judgeListing(given, { target: aim.target, current }, at.actor)
    if (isRefusal(refusal)) return refusal
    const made: Effect = {
      kind: 'key_enterprise',
      jur: aim.jur,
      id: at.newId(),
      revision: 1,
      owner: { org: at.actor.org, party: aim.party, demo: at.actor.demo },
      set: {
        subject: given.subject,
        tier: given.tier,
        basis: given.basis,
        fromOn: at.today,
        replaces: given.replaces,
      },
    }
    const ended = current ? [endKeyEffect(current, `改列${TIER_LABELS[given.tier]}`, at)] : []
    return decided(aim, [made, ...ended], {
      inputs: { tier: given.tier, before: current?.tier ?? null },
      say: `已将${aim.name}列为${TIER_LABELS[given.tier]}。`,
    })
  },
}

function endKeyEffect(row: KeyRow, reason: string, at: Circumstances): Effect {
  return {
    kind: 'key_enterprise',
    jur: row.jur,
    id: row.id,
    revision: row.revision + 1,
    set: { endedOn: at.today, endReason: reason },
  }
}

/** 移出名单, with its reason. */
export const delistKey: Command<{ readonly id: string; readonly body: End }, KeyRow> = {
  act: 'key_enterprise.delist',
  version: 1,
  async load(client, { id }, at) {
    const { param, values } = params()
    const found = await firstRow<KeyRow>(
      client,
      `select k.* from key_enterprise k where k.id = ${param(id)}::uuid
          and ${within(at.actor.scope, 'k', param)}`,
      values,
    )
    if (!found || !covers(at.actor.scope, found.jur)) return undefined
    await lockSeats(client, found.jur, [seatOf('tier', found.subject_id)])
    return firstRow<KeyRow>(
      client,
      'select * from key_enterprise where jur = $1 and id = $2 for update',
      [found.jur, id],
    )
  },
  decide(row, { body }, at) {
    if (row.revision !== body.revision) return { stale: { revision: row.revision } }
    const refusal = judgeEnd({ part: 'tier', endedOn: row.ended_on, settled: false }, at.actor)
    if (isRefusal(refusal)) return refusal
    return decided(row, [endKeyEffect(row, body.reason, at)], {
      inputs: { tier: row.tier },
      say: `已移出${TIER_LABELS[row.tier]}名单。`,
    })
  },
}
