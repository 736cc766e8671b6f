import {
  isRefusal,
  type Circumstances,
  type Command,
  type Decision,
  type Effect,
  type Queryable,
  type Refusal,
  type Stale,
} from '#kernel/index.ts'
import { lockDeadlines, meetDeadline, type Deadline } from '#deadlines/index.ts'
import { DOCX, documentNumber, nextNumber, render, templateFor } from '#documents/index.ts'
import { keepFile, type FileStore } from '#files/index.ts'
import {
  lockNotice,
  noticeFacts,
  noticeViewer,
  standingNotice,
  type Standing,
} from './notice-load.ts'
import { makeNotice, shortTitle, type Made } from './notice-make.ts'
import { groundOf, type Tell } from './notice-rows.ts'
import { refuseIssue } from './notice-rules.ts'
import { freeze, freezeRecords } from './notice-snapshot.ts'
import { figureAddress, noticeData } from './notice-word.ts'
import type { NoticeRecordRow } from './tables.ts'
import type { NoticeKind, Publicity } from './notice-words.ts'

type Issued = {
  readonly row: NoticeRecordRow
  readonly deadlines: readonly Deadline[]
  readonly standing: Standing | undefined
  readonly signers: readonly string[]
  readonly made: Made
  readonly number: string
  readonly snapshotHash: string
  readonly documentHash: string
}

type Issuing = Refusal | Stale | Issued

/**
 * 签发: the office's next number is taken, the figures are computed once more and frozen with the
 * ids behind each, the Word file is written, and both enter the journal by hash. Two signatures
 * at one office take turns on its counter of numbers, so that no number is given twice or left
 * out, and so that what stands for the same time is read after the other is done.
 */
export function issuing(
  pool: Queryable,
  files: FileStore,
  origin: string | null,
  tell?: Tell,
): Command<{ readonly id: string; readonly revision: number }, Issuing> {
  return {
    act: 'notice.issue',
    version: 1,
    async load(client, { id, revision }, at) {
      const row = await lockNotice(client, at.actor.scope, id)
      if (!row) return undefined
      const kind = row.kind as NoticeKind
      const asked = { org: row.owner_org, kind, on: row.from_on }
      const { signers, separate } = await groundOf(pool, client, asked, at.today)
      const of = { jur: row.jur, org: row.owner_org, kind, from: row.from_on }
      const refused = (standing: Standing | undefined) =>
        refuseIssue(noticeFacts(row, standing, separate), noticeViewer(at.actor), signers, at.today)
      const early = refused(await standingNotice(client, of))
      if (early) return early
      if (row.revision !== revision) return { stale: { revision: row.revision } }
      const deadlines = await lockDeadlines(client, { jur: row.jur, kind: 'notice', id })
      const year = Number(at.today.slice(0, 4))
      const next = await nextNumber(client, { org: row.owner_org, series: 'notice', year })
      const standing = await standingNotice(client, of)
      const late = refused(standing)
      if (late) return late
      const made = await makeNotice(pool, client, at.actor, asked, at.today, tell)
      const number = documentNumber(`${made.ground.office.name}通报`, year, next)
      const kept = await keep(client, files, { row, made, number, standing, origin }, at)
      return { row, deadlines, standing, signers, made, number, ...kept }
    },
    decide: (loaded, _given, at) =>
      isRefusal(loaded) || 'stale' in loaded ? loaded : issue(loaded, at),
  }
}

/** Keeps the frozen figures and the Word file under their hashes. */
async function keep(
  client: Queryable,
  files: FileStore,
  {
    row,
    made,
    number,
    standing,
    origin,
  }: Pick<Issued, 'row' | 'made' | 'number' | 'standing'> & { readonly origin: string | null },
  { now, today }: Circumstances,
): Promise<Pick<Issued, 'snapshotHash' | 'documentHash'>> {
  const of = { jur: row.jur, org: row.owner_org, form: 'notice' } as const
  const data = noticeData(made.content, {
    number,
    publicity: row.publicity as Publicity,
    remark: row.remark,
    corrects: standing?.number ?? null,
    date: today,
    opens: figureAddress(origin, row.id),
  })
  const document = await render(await templateFor(client, files, of), data)
  const records = await freezeRecords(made.book)
  const recordsHash = await keepFile(client, files, { bytes: records, mime: 'text/plain', now })
  const snapshot = freeze(row.id, number, made.content, recordsHash)
  return {
    snapshotHash: await keepFile(client, files, { bytes: snapshot, mime: 'application/json', now }),
    documentHash: await keepFile(client, files, { bytes: document, mime: DOCX, now }),
  }
}

function issue(loaded: Issued, at: Circumstances): Decision {
  const { row, deadlines, standing, signers, made, number } = loaded
  const { snapshotHash, documentHash } = loaded
  const figures = Object.fromEntries(made.content.figures.map(({ key, count }) => [key, count]))
  const notice: Effect = {
    kind: 'notice',
    jur: row.jur,
    id: row.id,
    revision: row.revision + 1,
    set: {
      state: 'issued',
      number,
      title: made.content.title,
      issuedAt: at.now,
      issuedPerson: at.actor.person,
      issuedActing: at.actor.onBehalfOf !== null,
      figures,
      snapshotHash,
      documentHash,
    },
  }
  const corrected: Effect[] = standing
    ? [
        {
          kind: 'notice',
          jur: row.jur,
          id: standing.id,
          revision: standing.revision + 1,
          set: { correctedBy: row.id },
        },
      ]
    : []
  return {
    jur: row.jur,
    subject: { kind: 'notice', id: row.id },
    effects: [notice, ...corrected, ...deadlines.map((one) => meetDeadline(one, at.today))],
    basis: [made.ground.basis],
    inputs: {
      facts: noticeFacts(row, standing, made.ground.separate),
      viewer: noticeViewer(at.actor),
      signers: [...signers],
      today: at.today,
    },
    decision: { to: 'issued', number },
    answer: {
      id: row.id,
      state: 'issued',
      number,
      revision: row.revision + 1,
      say: `已签发${number}（${shortTitle(row.kind as NoticeKind, row.from_on)}）。`,
    },
  }
}
