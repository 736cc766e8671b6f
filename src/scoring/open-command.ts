/** 发起打分表, by an office of its own accord or as what follows from another module's act. */
import {
  covers,
  firstRow,
  rows,
  scopeOf,
  type Circumstances,
  type Command,
  type Decision,
  type Effect,
  type Queryable,
  type Refusal,
} from '#kernel/index.ts'
import { packsOf } from '#deadlines/index.ts'
import { nextDocumentNumber } from '#documents/index.ts'
import { bodyToday, type PresentBody } from '#places/index.ts'
import { dueEvent } from './due-command.ts'
import { deskTitle, findPack, sheetPackOf } from './ground.ts'
import { itemsOf, NO_BESIDE, type SheetPack } from './reckon.ts'
import { openRefusal, type Member, type OpeningFacts } from './rules.ts'
import type { OpenSheet } from './words.ts'

export type Opening = {
  readonly facts: OpeningFacts
  readonly pack: SheetPack | undefined
  readonly owner: PresentBody | undefined
  readonly office: PresentBody | undefined
  readonly number: string
  /** What the desk says of it: the sheet and the inspected place. */
  readonly title: string
}

/**
 * Opens a sheet in the inspected place, bound to one version of its pack, with a row for each item;
 * the date of handing it in is laid on the desk of the scoring body. The product itself opens those
 * that follow from another module's event `score_sheet.wanted`.
 */
export function opening(pool: Queryable): Command<{ readonly body: OpenSheet }, Opening> {
  return {
    act: 'score_sheet.open',
    version: 1,
    async load(client, { body }, at) {
      const owner = await bodyToday(client, body.ownerOrg, at.today)
      const office = await bodyToday(client, body.officeOrg, at.today)
      const pack = await wantedPack(pool, body)
      const facts = await openingFacts(client, { body, owner, office, pack }, at)
      const may = openRefusal(facts, at.actor) === null
      return {
        facts,
        pack,
        owner,
        office,
        title: await deskTitle(client, pack, body.place),
        number:
          may && office
            ? await nextDocumentNumber(client, {
                org: office.id,
                series: 'score_sheet',
                mark: `${office.name}评分`,
                today: at.today,
              })
            : '',
      }
    },
    decide: (seen, { body }, at) => opened(seen, body, at),
  }
}

/** The version asked for or, without one, that which holds now. */
async function wantedPack(pool: Queryable, body: OpenSheet): Promise<SheetPack | undefined> {
  const released = (await packsOf(pool)).find(({ head }) => head.id === body.pack)
  if (body.packVersion === null || released?.version === body.packVersion) {
    return sheetPackOf(released)
  }
  const pack = sheetPackOf(await findPack(pool, body.packVersion))
  return pack?.id === body.pack ? pack : undefined
}

type Ground = {
  readonly body: OpenSheet
  readonly owner: PresentBody | undefined
  readonly office: PresentBody | undefined
  readonly pack: SheetPack | undefined
}

async function openingFacts(
  client: Queryable,
  { body, owner, office, pack }: Ground,
  at: Circumstances,
): Promise<OpeningFacts> {
  const { scope } = at.actor
  const known = await firstRow(client, 'select 1 from region where jur = $1', [body.place])
  const within = scopeOf(body.place)
  return {
    officeOrg: body.officeOrg,
    ownerOrg: body.ownerOrg,
    subjectOrg: body.subjectOrg,
    ownerInside: owner !== undefined && covers(within, owner.place),
    placeCovered:
      known !== undefined && office !== undefined && covers(scopeOf(office.place), body.place),
    ownerCovered:
      owner !== undefined &&
      (at.actor.role === 'system' || (covers(scope, owner.place) && covers(scope, body.place))),
    asked: body.members,
    members: await membersIn(client, body, at.today),
    hasSheet: pack !== undefined,
    dueOn: body.dueOn,
    today: at.today,
    taken: await takenBy(client, body),
  }
}

/** The named persons with the posts that they hold on the day. */
async function membersIn(client: Queryable, body: OpenSheet, today: string): Promise<Member[]> {
  const found = await rows<{ id: string; name: string; org: string; role: string; place: string }>(
    client,
    `select n.id, n.name, p.org_id as org, p.role, o.place
       from person n join holding h on h.person_id = n.id join post p on p.id = h.post_id
       join organization o on o.id = p.org_id
      where n.id = any ($1::uuid[]) and h.released_at is not null
        and h.from_on <= $2::date and (h.to_on is null or h.to_on >= $2::date)
      order by n.id, p.id`,
    [body.members, today],
  )
  const place = scopeOf(body.place)
  return body.members.flatMap((id) => {
    const own = found.filter((one) => one.id === id)
    if (!own[0]) return []
    const posts = own.map(({ org, role, place: at }) => ({ org, role, inside: covers(place, at) }))
    return [{ id, name: own[0].name, posts }]
  })
}

async function takenBy(client: Queryable, { source, place }: OpenSheet): Promise<string | null> {
  if (source === null) return null
  const row = await firstRow<{ number: string }>(
    client,
    `select number from score_sheet where jur = $1 and source_kind = $2 and source_id = $3
        and state <> 'void'`,
    [place, source.kind, source.id],
  )
  return row?.number ?? null
}

function opened(
  { facts, pack, owner, office, number, title }: Opening,
  body: OpenSheet,
  at: Circumstances,
): Decision | Refusal {
  const no = openRefusal(facts, at.actor)
  if (no) return no
  const id = at.newId()
  const whose = { org: body.ownerOrg, party: null, demo: at.actor.demo }
  const sheet: Effect = {
    kind: 'score_sheet',
    jur: body.place,
    id,
    revision: 1,
    owner: whose,
    set: {
      number,
      state: 'open',
      pack: pack!.id,
      packVersion: pack!.version,
      subjectOrg: body.subjectOrg,
      subjectName: body.subjectName,
      office: office!.id,
      members: [...body.members],
      sourceKind: body.source?.kind ?? null,
      sourceId: body.source?.id ?? null,
      sourceOf: body.source?.of ?? null,
      dueOn: body.dueOn,
      sample: JSON.stringify([]),
      beside: JSON.stringify(NO_BESIDE),
      shares: {},
      moves: JSON.stringify([]),
      openedAt: at.now,
      openedPerson: at.actor.person,
    },
  }
  const items = itemsOf(pack!.scoring).map(({ id: item }): Effect => ({
    kind: 'score_item',
    jur: body.place,
    id: at.newId(),
    revision: 1,
    owner: whose,
    set: { sheet: id, item, state: 'not_scored', notApplicable: [], history: JSON.stringify([]) },
  }))
  return {
    jur: body.place,
    subject: { kind: 'score_sheet', id },
    effects: [sheet, ...items],
    basis: [{ pack: pack!.id, version: pack!.version, article: pack!.scoring.sheet.article }],
    inputs: { pack: pack!.id, version: pack!.version, members: [...body.members] },
    decision: { to: 'open', number },
    events: [
      dueEvent({
        sheet: id,
        place: owner!.place,
        number,
        title,
        org: owner!.id,
        office: office!.id,
        dueOn: body.dueOn,
        demo: at.actor.demo,
        becomes: 'open',
      }),
    ],
    answer: { id, number, revision: 1, say: `${number}已发起，${body.dueOn}前提交。` },
  }
}
