import { stringify } from 'yaml'
import { checkForms } from './check-forms.ts'
import { checkLaw } from './check-law.ts'
import { checkPack } from './check-pack.ts'
import { checkSheet } from './check-sheet.ts'
import type { Conflict, Pack, PackContent } from './formats.ts'
import { plain, type Read, readPackTexts } from './load.ts'
import type { LawProblem } from './words.ts'

/** The files of a pack as they would stand in its folder, by name. */
export function packTexts(content: PackContent): Record<string, string> {
  const { head, ...parts } = plain(content) as { head: unknown; [part: string]: unknown }
  const files = Object.entries(parts).filter(([name]) => name !== 'version')
  const written = files.map(([name, part]) => [`${name}.yaml`, text(part)])
  return { 'pack.yaml': text(head), ...Object.fromEntries(written) }
}

function text(value: unknown): string {
  return stringify(value, { lineWidth: 100 })
}

export type CheckedDraft = {
  /** What was read; undefined where pack.yaml has not the form of one. */
  readonly pack: Pack | undefined
  readonly problems: readonly LawProblem[]
}

/**
 * Checks a pack that an office brings, from the texts of its files: by itself as `law check` does,
 * and beside the packs that hold, an older version of its own left aside.
 */
export function checkDraft(
  texts: { readonly [file: string]: string },
  beside: readonly Pack[],
  conflicts: readonly Conflict[],
): CheckedDraft {
  const { read, problems } = readPackTexts(texts)
  if (read === undefined) return { pack: undefined, problems }
  const { id } = read.pack.head
  const others = beside.filter(({ head }) => head.id !== id).map(held)
  const law = { packs: [...others, read], conflicts, conflictLines: () => 1, problems: [] }
  const between = checkLaw(law).filter(({ pack }) => pack === id)
  const own = [...checkPack(read), ...checkSheet(read), ...checkForms(read)]
  return {
    pack: read.pack,
    problems: [...problems, ...own, ...between].toSorted((a, b) => a.line - b.line),
  }
}

/** A pack that holds already: nothing of it is reported. */
function held(pack: Pack): Read {
  return { pack, folder: '', files: { head: { file: 'pack.yaml', line: () => 1 } } }
}
