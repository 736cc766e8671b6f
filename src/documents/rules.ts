import { refuse, type Refusal } from '#kernel/refusal.ts'
import { FORM_TAGS } from './forms.ts'
import { nearest } from './near.ts'
import type { DocumentForm, TagSpec } from './words.ts'

const CLAUSE = 'bihuan-house-rules#documents'

/** A tag as it stands in a template, in the order of the text. */
export type FoundTag = {
  readonly name: string
  readonly at: 'open' | 'close' | 'value'
  /** Where a reader finds it. */
  readonly place?: string
}

/** What the tags of a template come to: those that are known, and what it leaves out. */
export type Judged = { readonly names: readonly string[]; readonly left: readonly string[] }

/**
 * Judges the tags of a template: loops that are not closed, tags that stand for nothing, and
 * needed ones that are missing are refused by name; what else is left out is told.
 */
export function judgeTags(form: DocumentForm, tags: readonly FoundTag[]): Judged | Refusal {
  const path: { tag: FoundTag; specs: readonly TagSpec[] }[] = []
  const seen = new Set<string>()
  const unknown: string[] = []
  for (const tag of tags) {
    if (tag.at === 'close') {
      const open = path.pop()
      if (!open) return broken(`标签{/${tag.name}}没有对应的开始标签${placed(tag)}`)
      if (tag.name !== '' && tag.name !== open.tag.name) {
        return broken(`标签{#${open.tag.name}}由{/${tag.name}}结束，前后不一致${placed(tag)}`)
      }
      continue
    }
    const spec = specOf(form, path, tag.name)
    if (!spec || (spec.list === undefined) !== (tag.at === 'value')) {
      unknown.push(`${tag.name}${meant(form, spec, tag)}`)
    } else seen.add([...path.map((one) => one.tag.name), tag.name].join('.'))
    if (tag.at === 'open') path.push({ tag, specs: spec?.list ?? [] })
  }
  const open = path.at(-1)
  if (open) return broken(`标签{#${open.tag.name}}没有结束标签${placed(open.tag)}`)
  if (unknown.length > 0) return broken(`不能识别的标签：${[...new Set(unknown)].join('、')}`)
  return judgeLeft(form, seen)
}

function placed({ place }: FoundTag): string {
  return place === undefined ? '' : `，在${place}`
}

/** Where the tag stands, and what is likely meant by it. */
function meant(form: DocumentForm, spec: TagSpec | undefined, tag: FoundTag): string {
  const { name, place } = tag
  const near = spec ? name : nearest(name, namesOf(FORM_TAGS[form]))
  const written = spec?.list ? `{#${name}}…{/${name}}` : `{${near}}`
  const parts = [
    ...(place === undefined ? [] : [`在${place}`]),
    ...(near === null ? [] : [`可能应为${written}`]),
  ]
  return parts.length === 0 ? '' : `（${parts.join('，')}）`
}

function namesOf(specs: readonly TagSpec[]): TagSpec[] {
  return specs.flatMap((spec) => [spec, ...namesOf(spec.list ?? [])])
}

/** A value is found where the tag stands, or in what stands around it; as the engine looks it up. */
function specOf(
  form: DocumentForm,
  path: readonly { readonly specs: readonly TagSpec[] }[],
  name: string,
): TagSpec | undefined {
  const around = [FORM_TAGS[form] as readonly TagSpec[], ...path.map(({ specs }) => specs)]
  return around
    .toReversed()
    .flatMap((specs) => specs.filter((spec) => spec.name === name))
    .at(0)
}

function judgeLeft(form: DocumentForm, seen: ReadonlySet<string>): Judged | Refusal {
  const left = allTags(form).filter(({ path }) => !seen.has(path))
  const within = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('.')))
  const needed = left.filter(
    (tag) => tag.needed && (within(tag.path) === '' || seen.has(within(tag.path))),
  )
  if (needed.length > 0) {
    return broken(`缺少必需的标签：${needed.map((tag) => `${tag.label}{${tag.path}}`).join('、')}`)
  }
  return { names: [...seen].toSorted(), left: left.map(({ label }) => label) }
}

/** Every tag of a form by its path, sections.paragraphs.text. */
export function allTags(
  form: DocumentForm,
): { readonly path: string; readonly label: string; readonly needed: boolean }[] {
  const walk = (specs: readonly TagSpec[], before: string): ReturnType<typeof allTags> =>
    specs.flatMap(({ name, label, needed, list }) => [
      { path: `${before}${name}`, label, needed: needed === true },
      ...walk(list ?? [], `${before}${name}.`),
    ])
  return walk(FORM_TAGS[form], '')
}

function broken(what: string): Refusal {
  return refuse(`模板未采用：${what}。`, CLAUSE)
}

/** Posts that may replace the templates of their office. */
export const TEMPLATE_KEEPERS = [
  'committee_clerk',
  'committee_head',
  'regulator_clerk',
  'section_head',
] as const

/** Refuses a replacement by somebody who keeps no papers of an office. */
export function refuseTemplate(role: string): Refusal | null {
  if ((TEMPLATE_KEEPERS as readonly string[]).includes(role)) return null
  return refuse('文书模板由本机关的经办人员或者负责人更换。', 'bihuan-house-rules#14')
}
