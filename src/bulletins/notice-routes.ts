import {
  actingName,
  notFound,
  perform,
  refuse,
  scoped,
  serve,
  type Route,
  type Signed,
} from '#kernel/index.ts'
import { paperFile } from '#documents/index.ts'
import type { FileStore } from '#files/index.ts'
import { STATE_LABELS } from '#findings/texts.ts'
import { isFindingId, type FindingState } from '#findings/words.ts'
import type { Jobs } from '#jobs/index.ts'
import { placeNames } from '#places/index.ts'
import { proposing, voiding } from './notice-commands.ts'
import { draftFile } from './notice-draft.ts'
import { issuing } from './notice-issue.ts'
import { standingNotice } from './notice-load.ts'
import { makeNotice, shortTitle, type Made } from './notice-make.ts'
import {
  findNotice,
  journalIndex,
  linked,
  noticePage,
  noticeRow,
  otherSigners,
  recordsNow,
  type NoticeFound,
} from './notice-queries.ts'
import { refuseReading } from './notice-rules.ts'
import { groundOf, isLarge } from './notice-rows.ts'
import { recordsBehind, thaw, type Snapshot } from './notice-snapshot.ts'
import { draftNoticeWork, issueNoticeWork } from './notice-work.ts'
import * as words from './notice-words.ts'

/** Notices over HTTP, on the store that keeps what was issued. */
export function noticeRoutes(files: FileStore, jobs: Jobs): readonly Route[] {
  return [...reading(files), ...acts(files, jobs)]
}

function acts(files: FileStore, jobs: Jobs): readonly Route[] {
  return [
    serve(words.makeDraft)(async ({ body }, call) => {
      const found = body.notice === null ? undefined : await find(call, body.notice)
      if (body.notice !== null && found?.state !== 'proposed') return notFound
      const refusal = found ? null : refuseReading(call.actor.role)
      if (refusal) return refusal
      const asked = found ? { kind: found.kind as words.NoticeKind, on: found.from_on } : body
      const { notice, as } = body
      const input = { kind: asked.kind, on: asked.on, notice, as }
      return { job: (await jobs.enqueue(call.actor, draftNoticeWork, input)).id }
    }),
    serve(words.proposeNotice)(async ({ body }, { runner, actor, key }) =>
      perform(runner, proposing(runner.db.app), body, { actor, key }),
    ),
    serve(words.issueNotice)(async ({ params, body }, call) => {
      const found = await find(call, params.id)
      if (!found) return notFound
      const { runner, actor, key, request } = call
      const input = { id: params.id, revision: body.revision }
      if (found.state === 'proposed' && (await ground(call, askedOf(found))).large) {
        const kind = found.kind as words.NoticeKind
        const work = { ...input, origin: request.origin, kind, from: found.from_on }
        return { job: (await jobs.enqueue(actor, issueNoticeWork, work)).id }
      }
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
      const org = call.actor.org
      const { content, place, from, signers } = await readNow(call, { org, ...query })
      const standing = await standingOf(call, { jur: place, org, kind: query.kind, from })
      return { content, standing, signers: [...signers] }
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
      return open(call, files, thaw(await files.read(found.snapshot_hash)), query.key)
    }),
    serve(words.noticeDocument)(async ({ params, query }, call) => {
      const found = await find(call, params.id)
      if (!found) return notFound
      const title = shortTitle(found.kind as words.NoticeKind, found.from_on)
      const as = { ...query, now: call.runner.clock.now() }
      if (found.document_hash !== null) {
        const word = await files.read(found.document_hash)
        return paperFile(word, `${found.number} ${title}`, as)
      }
      if ((await ground(call, askedOf(found))).large) {
        return refuse(
          '该通报涉及的问题隐患较多，草稿文件在后台生成。',
          'bihuan-house-rules#notices',
        )
      }
      const made = await make(call, askedOf(found))
      const draft = await draftFile(call.runner, files, found, made)
      return paperFile(draft, `${title}（草稿）`, as)
    }),
  ]
}

async function find({ runner, actor }: Signed, id: string): Promise<NoticeFound | undefined> {
  return isFindingId(id) ? findNotice(runner, actor, id) : undefined
}

function askedOf(found: NoticeFound) {
  return { org: found.owner_org, kind: found.kind as words.NoticeKind, on: found.from_on }
}

type Wanted = { readonly org: string; readonly kind: words.NoticeKind; readonly on: string }

function make({ runner, actor }: Signed, asked: Wanted): Promise<Made> {
  const pool = runner.db.app
  return scoped(pool, actor.scope, (client) =>
    makeNotice(pool, client, actor, asked, runner.clock.today()),
  )
}

/** What a notice rests on, and whether it counts more findings than a request computes. */
function ground({ runner, actor }: Signed, asked: Wanted) {
  const pool = runner.db.app
  return scoped(pool, actor.scope, async (client) => {
    const found = await groundOf(pool, client, asked, runner.clock.today())
    return { ...found, large: await isLarge(client, actor, found) }
  })
}

/** A notice as it reads now; without its content where a task has to make it. */
async function readNow(call: Signed, asked: Wanted) {
  const found = await ground(call, asked)
  return { ...found, content: found.large ? null : (await make(call, asked)).content }
}

async function standingOf({ runner, actor }: Signed, of: Parameters<typeof standingNotice>[1]) {
  const found = await scoped(runner.db.app, actor.scope, (client) => standingNotice(client, of))
  return found ? { id: found.id, number: found.number } : null
}

async function detail(call: Signed, files: FileStore, found: NoticeFound) {
  const { runner, actor } = call
  const now = found.snapshot_hash === null ? await readNow(call, askedOf(found)) : null
  const content = now ? now.content : thaw(await files.read(found.snapshot_hash!)).content
  const kind = found.kind as words.NoticeKind
  const today = runner.clock.today()
  return {
    ...noticeRow(found, actor),
    jur: found.jur,
    ownerOrg: found.owner_org,
    remark: found.remark,
    proposedBy: found.proposed_by,
    proposedPerson: found.proposed_person,
    issuedBy: found.issued_by && actingName(found.issued_by, found.issued_acting === true),
    corrects: linked(found.corrects, found.corrects_number),
    voidReason: found.void_reason,
    signers: now ? [...now.signers] : [],
    separate: now?.separate ?? false,
    others: now ? await otherSigners(runner.db.app, found, now.signers, today) : [],
    standing: now
      ? await standingOf(call, { jur: found.jur, org: found.owner_org, kind, from: found.from_on })
      : null,
    index: await journalIndex(runner, found.id),
    content,
  }
}

/** How many records of a figure are listed; the count is always the whole one. */
const MOST_LISTED = 500

/** The records behind a figure as they were counted, each with how it stands today. */
async function open(call: Signed, files: FileStore, snapshot: Snapshot, key: string) {
  const figure = snapshot.content.figures.find((one) => one.key === key)
  if (!figure) return notFound
  const { runner, actor } = call
  const behind = await recordsBehind(files, snapshot, key)
  const then = new Map(behind.map(({ id, number, state }) => [id, { number, state }]))
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
