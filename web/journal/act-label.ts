import { ACT_LABELS as findingActs } from '#findings/texts.ts'
import { ACT_LABELS as adminActs } from '#places/texts.ts'

const labels: Readonly<Record<string, string>> = {
  ...adminActs,
  ...Object.fromEntries(
    Object.entries(findingActs).map(([act, label]) => [`finding.${act}`, label]),
  ),
}

/** What an entry's act is called on the screen. */
export function actLabel(act: string): string {
  return labels[act] ?? labels[`finding.${act}`] ?? act
}
