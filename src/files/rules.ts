import type { Effect } from '#kernel/index.ts'
import { refuse, type Refusal } from '#kernel/refusal.ts'
import type { UploadRow, UseRow } from './tables.ts'
import { phaseLabels } from './texts.ts'
import type { Attachment, Use } from './words.ts'

/** 证据, and keeping classified matter out, in the house rules. */
export const EVIDENCE_RULE = 'bihuan-house-rules#7'
export const CLASSIFIED_RULE = 'bihuan-house-rules#15'

/** What evidence is handed in for. */
export type Subject = {
  readonly jur: string
  readonly kind: string
  readonly id: string
  readonly number: string | null
}

/** One attachment with what the registry knew of its content before this act. */
export type Attached = {
  readonly attachment: Attachment
  /** Null where the upload does not exist or is somebody else's. */
  readonly upload: UploadRow | null
  readonly uses: readonly UseRow[]
}

/** Refuses an upload that was not declared free of state secrets (禁止处理涉密信息). */
export function judgeDeclaration(declared: boolean): Refusal | null {
  if (declared) return null
  return refuse('上传前请确认内容不涉及国家秘密；本平台禁止处理涉密信息。', CLASSIFIED_RULE)
}

/**
 * Judges evidence handed in with an act, in this order: it is there, not handed in before, not
 * twice in one act; a photo of what was put right is new everywhere and not the one of before;
 * any other content used again comes with its reason.
 */
export function judgeAttachments(
  attached: readonly Attached[],
  subject: Pick<Subject, 'kind' | 'id'>,
): Refusal | null {
  const seen = new Set<string>()
  for (const { attachment, upload, uses } of attached) {
    if (!upload) return refuse('附件不存在，或者不是由您上传的，请重新上传。', EVIDENCE_RULE)
    const { name } = upload
    if (upload.usedAt !== null) {
      return refuse(`“${name}”已经随其他事项提交，请重新上传。`, EVIDENCE_RULE)
    }
    if (seen.has(upload.essence)) {
      return refuse(`“${name}”与本次提交的另一附件内容相同，请只保留一份。`, EVIDENCE_RULE)
    }
    seen.add(upload.essence)
    const refusal = upload.kind === 'photo' ? judgePhoto(attachment, name, uses, subject) : null
    if (refusal) return refusal
    const elsewhere = uses.filter((use) => !isOf(use, subject))
    if (elsewhere.length > 0 && !attachment.reuseReason) {
      return refuse(`“${name}”${usedFor(elsewhere)}，再次使用应当说明理由。`, EVIDENCE_RULE)
    }
  }
  return null
}

function judgePhoto(
  attachment: Attachment,
  name: string,
  uses: readonly UseRow[],
  subject: Pick<Subject, 'kind' | 'id'>,
): Refusal | null {
  if (attachment.phase !== 'after') return null
  const elsewhere = uses.filter((use) => !isOf(use, subject))
  if (elsewhere.length > 0) {
    return refuse(
      `“${name}”${usedFor(elsewhere)}的${phaseLabels[phaseOf(elsewhere)]}照片，整改后照片应当是本次整改后拍摄的。`,
      EVIDENCE_RULE,
    )
  }
  if (uses.some((use) => use.phase === 'before' && isOf(use, subject))) {
    return refuse(`“${name}”是本事项的整改前照片，请上传整改后拍摄的照片。`, EVIDENCE_RULE)
  }
  return null
}

/** The phase to name: that of an “after” photo before all others. */
function phaseOf(uses: readonly UseRow[]): UseRow['phase'] {
  return uses.find(({ phase }) => phase === 'after')?.phase ?? uses[0]?.phase ?? 'other'
}

function isOf(use: UseRow, subject: Pick<Subject, 'kind' | 'id'>): boolean {
  return use.subjectKind === subject.kind && use.subjectId === subject.id
}

/** The first use is named where it has a number; the others are counted. */
function usedFor(uses: readonly UseRow[]): string {
  return `曾用于${uses.find(({ number }) => number !== null)?.number ?? '其他事项'}`
}

/** Uses as they may be told: the number and the subject only where the place may be seen. */
export function tellUses(uses: readonly UseRow[], mayName: (jur: string) => boolean): Use[] {
  return uses.map((use) => ({
    subjectKind: use.subjectKind,
    subjectId: mayName(use.jur) ? use.subjectId : null,
    number: mayName(use.jur) ? use.number : null,
    phase: use.phase,
    at: use.at,
  }))
}

/** The effects that put judged evidence on the ledger, one row for each attachment. */
export function attachEvidence(
  attached: readonly Attached[],
  {
    subject,
    owner,
    actor,
    newId,
    mayName,
  }: {
    readonly subject: Subject
    readonly owner: NonNullable<Effect['owner']>
    readonly actor: { readonly person: string; readonly org: string }
    readonly newId: () => string
    readonly mayName: (jur: string) => boolean
  },
): Effect[] {
  return attached.flatMap(({ attachment, upload, uses }) => {
    if (!upload) return []
    const elsewhere = uses.filter((use) => !isOf(use, subject))
    return {
      kind: 'evidence',
      jur: subject.jur,
      id: newId(),
      revision: 1,
      owner,
      set: {
        subjectKind: subject.kind,
        subjectId: subject.id,
        kind: upload.kind,
        phase: attachment.phase,
        hash: upload.hash,
        mime: upload.mime,
        size: upload.size,
        width: upload.width,
        height: upload.height,
        name: upload.name,
        note: attachment.note ?? null,
        takenAt: upload.takenAt,
        uploadedAt: upload.uploadedAt,
        uploadedBy: actor.person,
        uploadedOrg: actor.org,
        position: upload.position,
        earlier: tellUses(elsewhere, mayName),
        reuseReason: attachment.reuseReason ?? null,
      },
    }
  })
}

const MOST_NAME = 120

/** The name under which a file is kept and given back: a plain name with the type's ending. */
export function cleanName(given: string, extension: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .trim()
    .replace(/^\.+/, '')
  const stem = plain.replace(/\.[A-Za-z0-9]{1,8}$/, '')
  const short = [...(stem === '' ? '未命名' : stem)].slice(0, MOST_NAME).join('')
  return `${short.trim()}.${extension}`
}
