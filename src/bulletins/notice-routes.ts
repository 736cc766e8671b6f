import {
  isRefusal,
  notFound,
  perform,
  scoped,
  serve,
  type Actor,
  type Call,
  type Refusal,
  type Route,
} from '#kernel/index.ts'
import { officeTemplate, render, wordFile } from '#documents/index.ts'
import type { FileStore } from '#files/index.ts'
import { STATE_LABELS } from '#findings/texts.ts'
import { isFindingId, type FindingState } from '#findings/words.ts'
import { placeNames } from '#places/index.ts'
import { proposing, voiding } from './notice-commands.ts'
import { issuing } from './notice-issue.ts'
import { standingNotice } from './notice-load.ts'
import { makeNotice, shortTitle, type Made } from './notice-make.ts'
import {
  findNotice,
  journalIndex,
  linked,
  noticePage,
  noticeRow,
  recordsNow,
  type NoticeFound,
} from './notice-queries.ts'
import { refuseReading } from './notice-rules.ts'
import { thaw, type Snapshot } from './notice-snapshot.ts'
import { noticeData } from './notice-word.ts'
import * as words from './notice-words.ts'

type Signed = Call & { readonly actor: Actor }

/** Notices over HTTP, on the store that keeps what was issued. */
export function noticeRoutes(files: FileStore): readonly Route[] {
  return [...reading(files), ...acts(files)]
}

function acts(files: FileStore): readonly Route[] {
  return [
    serve(words.proposeNotice)(async ({ body }, { runner, actor, key }) =>
      perform(runner, proposing(runner.db.app), body, { actor, key }),
    ),
    serve(words.issueNotice)(async ({ params, body }, { runner, actor, key, request }) => {
      if (!isFindingId(params.id)) return notFound
      const input = { id: params.id, revision: body.revision }
      return perform(runner, issuing(runner.db.app, files, request.origin), input, { actor, key })
    }),
    serve(words.voidNotice)(async ({ params, body }, { runner, actor, key }) => {
      if (!isFindingId(params.id)) return notFound
      return perform(runner, voiding(runner.db.app), { id: params.id, ...body }, { actor, key })
    }),
  ]
}

function reading(files: FileStore): readonly Route[] {
  return [
    serve(words.draftNotice)(async ({ query }, call) => {
      const refusal = refuseReading(call.actor.role)
      if (refusal) return refusal
      const made = await make(call, { org: call.actor.org, ...query })
      if (isRefusal(made)) return made
      const { ground, content } = made
      const standing = await standingOf(call, {
        jur: ground.place,
        org: call.actor.org,
        kind: query.kind,
        from: ground.from,
      })
      return { content, standing, signers: [...ground.signers] }
    }),
    serve(words.listNotices)(async ({ query }, { runner, actor }) =>
      noticePage(runner, actor, query),
    ),
    serve(words.getNotice)(async ({ params }, call) => {
      const found = await find(call, params.id)
      return found ? detail(call, files, found) : notFound
    }),
    serve(words.openFigure)(async ({ params, query }, call) => {
      const found = await find(call, params.id)
      if (!found || found.snapshot_hash === null) return notFound
      return open(call, thaw(await files.read(found.snapshot_hash)), query.key)
    }),
    serve(words.noticeDocument)(async ({ params }, call) => {
      const found = await find(call, params.id)
      if (!found) return notFound
      const title = shortTitle(found.kind as words.NoticeKind, found.from_on)
      if (found.document_hash !== null) {
        return wordFile(await files.read(found.document_hash), `${found.number} ${title}`)
      }
      const made = await make(call, askedOf(found))
      if (isRefusal(made)) return made
      return wordFile(await draftFile(call, files, found, made), `${title}（草稿）`)
    }),
  ]
}

async function find({ runner, actor }: Signed, id: string): Promise<NoticeFound | undefined> {
  return isFindingId(id) ? findNotice(runner, actor, id) : undefined
}

function askedOf(found: NoticeFound) {
  return { org: found.owner_org, kind: found.kind as words.NoticeKind, on: found.from_on }
}

function make(
  { runner, actor }: Signed,
  asked: { readonly org: string; readonly kind: words.NoticeKind; readonly on: string },
): Promise<Made | Refusal> {
  const pool = runner.db.app
  return scoped(pool, actor.scope, (client) =>
    makeNotice(pool, client, actor, asked, runner.clock.today()),
  )
}

async function standingOf({ runner, actor }: Signed, of: Parameters<typeof standingNotice>[1]) {
  const found = await scoped(runner.db.app, actor.scope, (client) => standingNotice(client, of))
  return found ? { id: found.id, number: found.number } : null
}

async function detail(call: Signed, files: FileStore, found: NoticeFound) {
  const made = found.snapshot_hash === null ? await make(call, askedOf(found)) : null
  if (made !== null && isRefusal(made)) return made
  const content = made ? made.content : thaw(await files.read(found.snapshot_hash!)).content
  const kind = found.kind as words.NoticeKind
  return {
    ...noticeRow(found, call.actor),
    jur: found.jur,
    ownerOrg: found.owner_org,
    remark: found.remark,
    proposedBy: found.proposed_by,
    proposedPerson: found.proposed_person,
    issuedBy: found.issued_by,
    corrects: linked(found.corrects, found.corrects_number),
    voidReason: found.void_reason,
    signers: made ? [...made.ground.signers] : [],
    standing: made
      ? await standingOf(call, { jur: found.jur, org: found.owner_org, kind, from: found.from_on })
      : null,
    index: await journalIndex(call.runner, found.id),
    content,
  }
}

async function draftFile(call: Signed, files: FileStore, found: NoticeFound, made: Made) {
  const { runner } = call
  const of = { org: found.owner_org, form: 'notice' } as const
  const template = await officeTemplate(runner.db.app, files, of)
  return render(
    template,
    noticeData(made.content, {
      number: null,
      publicity: found.publicity as words.Publicity,
      remark: found.remark,
      corrects: found.corrects_number,
      date: runner.clock.today(),
      opens: null,
    }),
  )
}

/** How many records of a figure are listed; the count is always the whole one. */
const MOST_LISTED = 500

/** The records behind a figure as they were counted, each with how it stands today. */
async function open(call: Signed, snapshot: Snapshot, key: string) {
  const figure = snapshot.content.figures.find((one) => one.key === key)
  if (!figure) return notFound
  const { runner, actor } = call
  const behind = (snapshot.behind[key] ?? []).map((index) => snapshot.records[index]!)
  const then = new Map(behind.map(([id, number, state]) => [id, { number, state }]))
  return scoped(runner.db.app, actor.scope, async (client) => {
    const now = await recordsNow(client, actor, [...then.keys()])
    const listed = now.slice(0, MOST_LISTED)
    const places = await placeNames(
      client,
      listed.map(({ jur }) => jur),
    )
    return {
      figure,
      number: snapshot.number,
      asOf: snapshot.content.asOf,
      hidden: behind.length - now.length,
      more: now.length - listed.length,
      records: listed.map((row) => ({
        id: row.id,
        number: then.get(row.id)!.number,
        title: row.title ?? '（内容已依法删除）',
        placeName: places.get(row.jur)?.name ?? row.jur,
        before: STATE_LABELS[then.get(row.id)!.state as FindingState],
        now: STATE_LABELS[row.state as FindingState],
      })),
    }
  })
}
