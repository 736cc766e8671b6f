import {
  isRefusal,
  openMark,
  refuse,
  type Circumstances,
  type Effect,
  type Json,
  type Refusal,
} from '#kernel/index.ts'
import { cancelDeadline, extendDeadline, meetDeadline, type Deadline } from '#deadlines/index.ts'
import { ownerOf } from '#findings/index.ts'
import type * as z from 'zod'
import { bodyOf, changed, decided, findingFacts, limitsOf, stale, startFor } from './ground.ts'
import { viewerOf, type OnFinding, type OnRow, type Verdict } from './ground.ts'
import { CLAUSES, listingRefused, listRefused, type Body } from './rules.ts'
import { LEVEL_LABELS, LISTING_ACT_LABELS, type SupervisionDeadline } from './texts.ts'
import type { judgedSchema, listBody, ListingView, noteSchema, plainSchema } from './words.ts'

export type Listing = OnRow<'listing'> & {
  /** The mark on the finding that the ledger filters by. */
  readonly mark: { readonly id: string; readonly revision: number } | undefined
  readonly number: string
}
type Noted = z.output<typeof noteSchema>
type Judged = z.output<typeof judgedSchema>

type Listed = OnFinding & {
  readonly number: string
  readonly listings: readonly ListingView[]
}
type ListBody = z.output<typeof listBody>

/** 挂牌: level, unit, number, owner, date and re-check department; publication is due next. */
export function list(ground: Listed, body: ListBody, at: Circumstances): Verdict {
  const { seen, own, ownLevel } = ground
  const finding = findingFacts(seen)
  const limits = limitsOf(seen.law, seen.calendar, at.today, null)
  const kind = own?.kind ?? ''
  const no =
    stale(finding, body) ??
    listRefused(finding, ground.listings, viewerOf(at), { level: ownLevel, kind }, limits)
  if (no) return no
  const level = LEVEL_LABELS[body.level]
  if (body.level !== ownLevel) {
    return refuse(`${level}挂牌督办由${level}机构决定。`, CLAUSES.listing)
  }
  const named = namedFor(ground, body, at)
  return isRefusal(named) ? named : write(ground, body, at, named)
}

type Named = { readonly recheck: Body; readonly dueOn: string }

/** What must be named: a re-check department that is not the rectifier's, and a date in reach. */
function namedFor({ seen, bodies }: Listed, body: ListBody, at: Circumstances): Named | Refusal {
  const { record, law, calendar } = seen
  const limits = limitsOf(law, calendar, at.today, null)
  const recheck = bodyOf(bodies, body.recheckOrg ?? record.rechecker_org)
  if (!recheck) return refuse('挂牌督办须明确复查部门。', limits.needsClause)
  if (recheck.id === record.rectifier_org) {
    return refuse('复查部门应为整改单位以外的单位，请另行指定。', limits.needsClause)
  }
  const dueOn = body.dueOn ?? record.due_on
  if (dueOn === null) return refuse('挂牌督办须明确整改时限。', limits.needsClause)
  if (dueOn < at.today) return refuse(`整改时限不得早于今日（${at.today}）。`, CLAUSES.listing)
  if (dueOn > limits.longestDueOn) {
    const clause = law.clock('finding.listing.longest').ref
    return refuse(`整改时限不得晚于 ${limits.longestDueOn}。`, clause)
  }
  return { recheck, dueOn }
}

function write(ground: Listed, body: ListBody, at: Circumstances, named: Named): Verdict {
  const { record, law, calendar } = ground.seen
  const { recheck, dueOn } = named
  const { needsClause } = limitsOf(law, calendar, at.today, null)
  const id = at.newId()
  const row = { kind: 'listing', id } as const
  const publication = law.clock('finding.listing.publish')
  const mark = openMark({
    id: at.newId(),
    jur: record.jur,
    subject: { kind: 'finding', id: record.id },
    code: 'listed',
    clause: needsClause,
    note: `${LEVEL_LABELS[body.level]}挂牌督办 ${ground.number}`,
    at: at.now,
    owner: ownerOf(record),
  })
  const clear = {
    kind: 'clear_listing',
    org: record.rectifier_org!,
    waitedBy: at.actor.org,
  } as const
  return decided(ground, at, {
    act: 'listing.list',
    row: { ...row, number: ground.number, state: 'listed', revision: 1 },
    effects: [
      listingRow(ground, body, at, { ...named, id }),
      mark,
      startFor(ground, at, row, { kind: 'publish_listing', org: at.actor.org }, publication),
      startFor(ground, at, row, clear, { dueOn, ref: needsClause }),
    ],
    note: body.note,
    facts: { number: ground.number, dueOn, rechecker: recheck.name },
    given: { level: body.level, recheckOrg: recheck.id, dueOn: body.dueOn },
    basis: [publication.basis],
    event: { event: 'listing.listed', jur: record.jur, payload: { listing: id } },
    say: `已挂牌督办${ground.number}，${dueOn}前整改，由${recheck.name}复查。`,
  })
}

function listingRow(
  ground: Listed,
  body: ListBody,
  at: Circumstances,
  { id, recheck, dueOn }: Named & { readonly id: string },
): Effect {
  const { record } = ground.seen
  return {
    kind: 'listing',
    jur: record.jur,
    id,
    revision: 1,
    owner: { org: at.actor.org, party: record.party_id, demo: record.demo },
    set: {
      finding: record.id,
      level: body.level,
      number: ground.number,
      rectifierOrg: record.rectifier_org,
      recheckOrg: recheck.id,
      reason: body.note,
      listedOn: at.today,
      listedPerson: at.actor.person,
      dueOn,
      originalDueOn: dueOn,
      state: 'listed',
      extensions: 0,
    },
  }
}

type Change = {
  readonly set: Effect['set']
  readonly state?: ListingView['state']
  readonly more?: readonly Effect[]
  readonly facts?: { readonly [key: string]: string }
  readonly say?: string
}

/** What the acts on a listing share. */
function listingAct(
  act: Parameters<typeof listingRefused>[0],
  ground: Listing,
  body: { readonly revision: number; readonly note: string | null },
  at: Circumstances,
  change: () => Change | Verdict,
): Verdict {
  const { row, seen } = ground
  const limits = limitsOf(seen.law, seen.calendar, at.today, row.dueOn)
  const no = stale(row, body) ?? listingRefused(act, row, viewerOf(at), limits, at.today)
  if (no) return no
  const made = change()
  if (!('set' in made)) return made
  const state = made.state ?? row.state
  return decided(ground, at, {
    act: `listing.${act}`,
    row: { kind: 'listing', id: row.id, number: row.number, state, revision: row.revision + 1 },
    effects: [
      changed('listing', row, { ...(made.state ? { state } : {}), ...made.set }),
      ...(made.more ?? []),
    ],
    note: body.note,
    facts: { number: row.number, ...made.facts },
    event: { event: 'listing.moved', jur: row.jur, payload: { listing: row.id, act } },
    say: made.say ?? `${row.number}已${LISTING_ACT_LABELS[act]}。`,
  })
}

/** Ends the running deadlines of some kinds. */
function met(ground: Listing, at: Circumstances, ...kinds: SupervisionDeadline[]): Effect[] {
  return ground.deadlines
    .filter((row) => (kinds as string[]).includes(row.kind))
    .map((row) => meetDeadline(row, at.today))
}

function running(ground: Listing, kind: SupervisionDeadline): Deadline | undefined {
  return ground.deadlines.find((row) => row.kind === kind)
}

/** 公布挂牌: a signed act; what is published is frozen here, whatever changes later. */
export function publish(
  ground: Listing,
  body: z.output<typeof plainSchema>,
  at: Circumstances,
): Verdict {
  return listingAct('publish', ground, body, at, () => ({
    set: { publishedOn: at.today, published: snapshot(ground) },
    more: met(ground, at, 'publish_listing'),
  }))
}

/** What the public is told: no person, nothing but what the listing itself says. */
function snapshot({ row, seen }: Listing): { [key: string]: Json } {
  return {
    number: row.number,
    level: LEVEL_LABELS[row.level],
    title: row.findingTitle,
    subject: seen.record.subject_name ?? '',
    rectifier: row.rectifierName,
    recheck: row.recheckName,
    supervisor: row.ownerName,
    listedOn: row.listedOn,
    dueOn: row.dueOn,
  }
}

/** 申请延期, early enough; the date stands until it is answered. */
export function askExtension(
  ground: Listing,
  body: Noted & { readonly dueOn: string },
  at: Circumstances,
): Verdict {
  const { row, seen } = ground
  return listingAct('ask_extension', ground, body, at, () => {
    const longest = limitsOf(seen.law, seen.calendar, row.listedOn, row.dueOn).longestDueOn
    if (body.dueOn <= row.dueOn) {
      return refuse(`延期后的日期应晚于现期限 ${row.dueOn}。`, CLAUSES.listing)
    }
    if (body.dueOn > longest) {
      const clause = seen.law.clock('finding.listing.longest').ref
      return refuse(`挂牌督办期限不得晚于 ${longest}。`, clause)
    }
    const clock = seen.law.clock('finding.listing.extension.answer')
    const on = { kind: 'listing', id: row.id } as const
    return {
      set: {
        extensionTo: body.dueOn,
        extensionPerson: at.actor.person,
        extensionReason: body.note,
      },
      more: [startFor(ground, at, on, { kind: 'answer_listing', org: row.ownerOrg }, clock)],
      facts: { from: row.dueOn, to: body.dueOn },
    }
  })
}

/** 审批延期. */
export function decideExtension(ground: Listing, body: Judged, at: Circumstances): Verdict {
  const { row } = ground
  const act = body.passed ? 'grant_extension' : 'refuse_extension'
  return listingAct(act, ground, body, at, () => {
    const cleared = { extensionTo: null, extensionPerson: null, extensionReason: null }
    const done = met(ground, at, 'answer_listing')
    const clear = running(ground, 'clear_listing')
    if (!body.passed) return { set: cleared, more: done }
    if (!clear) return refuse('没有正在计时的挂牌整改期限。', CLAUSES.listing)
    const longer = extendDeadline(clear, {
      to: row.extensionTo!,
      on: at.today,
      basis: CLAUSES.listing,
    })
    if (isRefusal(longer)) return longer
    return {
      set: { ...cleared, dueOn: row.extensionTo, extensions: row.extensions + 1 },
      more: [...done, longer],
      facts: { from: row.dueOn, to: row.extensionTo! },
    }
  })
}

/** 申请摘牌: the rectifier says it is done; the named department looks. */
export function apply(ground: Listing, body: Noted, at: Circumstances): Verdict {
  const { row, seen } = ground
  return listingAct('apply', ground, body, at, () => ({
    state: 'applied',
    set: { appliedOn: at.today, application: body.note },
    more: [
      ...met(ground, at, 'clear_listing'),
      startFor(
        ground,
        at,
        { kind: 'listing', id: row.id },
        { kind: 'recheck_listing', org: row.recheckOrg, waitedBy: row.ownerOrg },
        seen.law.clock('finding.listing.recheck'),
      ),
    ],
  }))
}

/** 复查 by the named department: passed, it waits for delisting; failed, the work goes on. */
export function recheck(ground: Listing, body: Judged, at: Circumstances): Verdict {
  const { row, seen } = ground
  const on = { kind: 'listing', id: row.id } as const
  const clock = seen.law.clock(body.passed ? 'finding.approve' : 'finding.rerectify')
  const desk = body.passed
    ? ({ kind: 'delist', org: row.ownerOrg } as const)
    : ({ kind: 'clear_listing', org: row.rectifierOrg, party: seen.record.party_id } as const)
  return listingAct(body.passed ? 'recheck_pass' : 'recheck_fail', ground, body, at, () => ({
    state: body.passed ? 'passed' : 'recheck_failed',
    set: {
      recheckedOn: at.today,
      recheckedPerson: at.actor.person,
      recheckNote: body.note,
    },
    more: [...met(ground, at, 'recheck_listing'), startFor(ground, at, on, desk, clock)],
  }))
}

/** 专家意见 for the delisting. */
export function opine(
  ground: Listing,
  body: Noted & { readonly expert: string },
  at: Circumstances,
): Verdict {
  return listingAct('opine', ground, body, at, () => ({
    set: { opinionOn: at.today, opinion: body.note, expert: body.expert },
  }))
}

/** 摘牌: only after the named department's re-check, the publication and the expert opinion. */
export function delist(ground: Listing, body: Noted, at: Circumstances): Verdict {
  const { row, seen, mark } = ground
  const done = [...ground.deadlines].filter(({ kind }) => kind === 'delist')
  return listingAct('delist', ground, body, at, () => ({
    state: 'delisted',
    set: { delistedOn: at.today, delistingNumber: ground.number, delisting: body.note },
    more: [
      ...done.map((one) => meetDeadline(one, at.today)),
      ...ground.deadlines
        .filter((one) => !done.includes(one))
        .map((one) => cancelDeadline(one, at.today)),
      ...(mark ? [resolved(mark, row.jur, at.now)] : []),
      startFor(
        ground,
        at,
        { kind: 'listing', id: row.id },
        { kind: 'publish_delisting', org: row.ownerOrg },
        seen.law.clock('finding.delisting.publish'),
      ),
    ],
    facts: { to: ground.number },
    say: `${row.number}已摘牌（${ground.number}）。`,
  }))
}

function resolved(
  mark: { readonly id: string; readonly revision: number },
  jur: string,
  now: string,
): Effect {
  return { kind: 'mark', jur, id: mark.id, revision: mark.revision + 1, set: { resolvedAt: now } }
}

/** 公布摘牌, frozen as it is. */
export function publishDelisting(
  ground: Listing,
  body: z.output<typeof plainSchema>,
  at: Circumstances,
): Verdict {
  const { row } = ground
  return listingAct('publish_delisting', ground, body, at, () => ({
    set: {
      delistingPublishedOn: at.today,
      delistingPublished: {
        ...snapshot(ground),
        delistedOn: row.delistedOn ?? '',
        delistingNumber: row.delistingNumber ?? '',
      },
    },
    more: met(ground, at, 'publish_delisting'),
  }))
}
