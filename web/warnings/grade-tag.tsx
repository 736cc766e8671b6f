import {
  WARNING_EXPIRED_LABEL,
  WARNING_GRADE_LABELS,
  WARNING_STATE_LABELS,
} from '#warnings/texts.ts'
import type { WarningGrade, WarningState } from '#warnings/words.ts'
import { StateTag, Tag } from '../parts/state-tag.tsx'

const TONES = { red: 'red', orange: 'amber', yellow: 'amber', blue: 'blue' } as const

/** 红色, 橙色, 黄色, 蓝色: the word says it, the colour only helps. */
export function WarningGradeTag({ grade }: { readonly grade: WarningGrade }) {
  return <Tag tone={TONES[grade]} word={`${WARNING_GRADE_LABELS[grade]}预警`} icon="flag" />
}

/** 生效中, 已过有效期 or 已解除. */
export function WarningStateTag(props: {
  readonly state: WarningState
  readonly expired: boolean
}) {
  const word = props.expired ? WARNING_EXPIRED_LABEL : WARNING_STATE_LABELS[props.state]
  return <StateTag word={word} />
}
