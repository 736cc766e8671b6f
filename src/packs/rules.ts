import { refuse, type Refusal } from '#kernel/refusal.ts'
import { PACK_ACT_LABELS } from './texts.ts'
import type { PackAct, PackState } from './words.ts'

/** The clauses that refusals about sheets of offices rest on. */
export const CLAUSES = {
  release: 'bihuan-house-rules#release',
  authority: 'bihuan-house-rules#14',
} as const

/** Who keeps the sheets of an office. */
const KEEPERS: readonly string[] = [
  'committee_clerk',
  'committee_head',
  'regulator_clerk',
  'section_head',
]

/** Refuses a sheet brought by somebody who keeps none for an office. */
export function bringRefusal(role: string): Refusal | null {
  if (KEEPERS.includes(role)) return null
  return refuse('打分表由安委办或者监管部门的经办人员、负责人导入和发布。', CLAUSES.authority)
}

/** In which states each act is open. */
const OPEN = {
  correct: ['draft', 'proposed'],
  propose: ['draft'],
  release: ['proposed'],
  withdraw: ['draft', 'proposed'],
} as const satisfies Record<PackAct, readonly PackState[]>

const NEEDS = {
  correct: '草稿',
  propose: '草稿',
  release: '已提请发布的草稿',
  withdraw: '尚未发布的打分表',
} as const satisfies Record<PackAct, string>

export type PackFacts = {
  readonly state: PackState
  readonly office: string
  readonly errors: number
  /** Whether the viewer proposed it. */
  readonly mine: boolean
}
export type PackViewer = { readonly role: string; readonly org: string }

/**
 * Why somebody cannot do an act on a draft now, or null: who keeps sheets, its own office, the
 * state, what still does not add up, and for the release another person than the one who proposed.
 */
export function packRefusal(act: PackAct, draft: PackFacts, viewer: PackViewer): Refusal | null {
  const role = bringRefusal(viewer.role)
  if (role) return role
  if (viewer.org !== draft.office) return refuse('打分表由导入的机关办理。', CLAUSES.authority)
  if (!(OPEN[act] as readonly string[]).includes(draft.state)) {
    return refuse(`${NEEDS[act]}方可${PACK_ACT_LABELS[act]}。`, CLAUSES.release)
  }
  if ((act === 'propose' || act === 'release') && draft.errors > 0) {
    return refuse(
      `尚有 ${draft.errors} 处须改正，改正后方可${PACK_ACT_LABELS[act]}。`,
      CLAUSES.release,
    )
  }
  if (act === 'release' && draft.mine) {
    return refuse('打分表须由提请人以外的人发布。', CLAUSES.release)
  }
  return null
}
