import { parse, YAMLParseError } from 'yaml'
import { isRefusal, refuse, type Queryable, type Refusal } from '#kernel/index.ts'
import { checkDraft, lawConflicts, packTexts, releasedPacks, type Pack } from '#law/index.ts'
import type { LawProblem } from '#law/words.ts'
import type { Upload } from '#files/index.ts'
import {
  draftOfFile,
  headText,
  refusedFile,
  withFindings,
  type Beside,
  type DraftHead,
  type SheetDraft,
} from './draft.ts'
import { CLAUSES } from './rules.ts'
import { PACK_SAYS } from './texts.ts'
import type { ImportProblem } from './words.ts'

const MOST_BYTES = 10 << 20

/** A sheet as it was read, with what does not add up. */
export type Read = {
  readonly pack: Pack
  readonly format: string
  readonly problems: readonly ImportProblem[]
}

/** The bytes of an upload, or a refusal where it is longer than any sheet. */
export async function bytesOf({ stream }: Upload): Promise<Buffer | Refusal> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of stream as AsyncIterable<Buffer>) {
    size += piece.length
    if (size <= MOST_BYTES) pieces.push(piece)
  }
  return size > MOST_BYTES ? refuse(PACK_SAYS.tooLong, CLAUSES.release) : Buffer.concat(pieces)
}

/**
 * Reads a sheet that an office brings: a Word file, a spreadsheet, or a scoring.yaml that was
 * corrected by hand. Whatever cannot be a sheet is refused with its sentence.
 */
export async function readSheet(
  bytes: Buffer,
  name: string,
  head: DraftHead,
  beside: Beside,
): Promise<Read | Refusal> {
  if (/\.ya?ml$/i.test(name)) return readYaml(bytes, head, beside)
  try {
    const draft = await draftOfFile(bytes, head, beside)
    if (draft === null) return refuse(PACK_SAYS.noSheet, CLAUSES.release)
    return whole(draft, draft.format)
  } catch (error) {
    const refused = refusedFile(error)
    if (refused !== null) return refuse(refused, CLAUSES.release)
    throw error
  }
}

/** A corrected scoring.yaml; the head of the pack stays what the office said. */
function readYaml(bytes: Buffer, head: DraftHead, beside: Beside): Read | Refusal {
  const text = bytes.toString('utf8')
  const given = parsed(text)
  if (isRefusal(given)) return given
  const categories = Array.isArray(given?.categories) ? given.categories : []
  const items = categories.reduce((sum, one) => sum + (one?.items?.length ?? 0), 0)
  const counts = { title: head.title ?? '打分表', items, categories: categories.length }
  const texts = { 'pack.yaml': headText(head, counts), 'scoring.yaml': text }
  return whole(withFindings(texts, beside), 'yaml')
}

type Given = { categories?: ({ items?: unknown[] } | null)[] } | null

function parsed(text: string): Given | Refusal {
  try {
    return parse(text) as Given
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error
    return refuse(PACK_SAYS.wrongForm(error.message.split('\n')[0]!), CLAUSES.release)
  }
}

function whole({ pack, problems }: Omit<SheetDraft, 'format'>, format: string): Read | Refusal {
  if (pack?.scoring !== undefined) return { pack, format, problems }
  const first = problems.find(({ severity }) => severity === 'error')
  return refuse(
    PACK_SAYS.wrongForm(first ? `${first.at} ${first.message}` : '缺少打分表'),
    CLAUSES.release,
  )
}

/** What a draft is checked beside: the packs and conflicts that hold now. */
export async function besideNow(on: Queryable, demo: boolean): Promise<Beside> {
  return { packs: await releasedPacks(on, { demo }), conflicts: await lawConflicts(on) }
}

/** Checks a version that is kept, beside what holds now. */
export function checkPackAgain(pack: Pack, beside: Beside): readonly LawProblem[] {
  return checkDraft(packTexts(pack), beside.packs, beside.conflicts).problems
}
