import { comparable } from './values.ts'

/** Something that may be meant by a name in a cell. */
export type Candidate = {
  readonly id: string
  readonly name: string
  readonly shortName: string | null
}

/** What a name means: one candidate for sure, or the few that it may mean. */
export type NameMatch<C extends Candidate> = {
  readonly sure: C | null
  readonly candidates: readonly C[]
}

const SHOWN = 5

/**
 * Finds who is meant by a name: the exact name, the short name, then the name without place, form
 * of company and remarks in brackets. Only one candidate at the first of these that finds any is
 * sure; names that merely contain each other are offered and never chosen.
 */
export function findByName<C extends Candidate>(text: string, among: readonly C[]): NameMatch<C> {
  const wanted = comparable(text)
  if (wanted === '') return { sure: null, candidates: [] }
  const ways: readonly ((one: C) => boolean)[] = [
    ({ name }) => comparable(name) === wanted,
    ({ shortName }) => shortName !== null && comparable(shortName) === wanted,
    ({ name }) => normalised(name) === normalised(text),
  ]
  for (const way of ways) {
    const found = among.filter(way)
    if (found.length > 0) {
      return { sure: found.length === 1 ? found[0]! : null, candidates: found.slice(0, SHOWN) }
    }
  }
  const core = loose(text)
  const near = among.filter(({ name }) => {
    const other = loose(name)
    return core.length >= 2 && other.length >= 2 && (other.includes(core) || core.includes(other))
  })
  return { sure: null, candidates: near.slice(0, SHOWN) }
}

/** A name without brackets, with the everyday short forms of bodies and companies. */
function normalised(name: string): string {
  return everyday(comparable(name).replaceAll(/\([^)]*\)/g, ''))
}

function everyday(name: string): string {
  return name
    .replace(/安全生产委员会办公室|安委会办公室/, '安委办')
    .replace(/应急管理局/, '应急局')
    .replace(/住房和城乡建设局|住房城乡建设局/, '住建局')
    .replace(/市场监督管理局/, '市场监管局')
    .replace(/交通运输局/, '交通局')
    .replace(/人民政府/, '政府')
    .replace(/(股份|集团)?有限(责任)?公司$/, '公司')
}

/**
 * What two ways of writing an enterprise's name have in common: neither brackets nor form of
 * company, nor the kind of a place. What stands in the brackets stays, for it tells two apart.
 */
export function coreOfName(name: string): string {
  const plain = nameKey(name).replaceAll(/[()]/g, '')
  return everyday(plain)
    .replace(/公司$/, '')
    .replaceAll(/[省市县区镇乡]/g, '')
}

/** A name as it is compared, without the mark of a demonstration. */
export function nameKey(name: string): string {
  return comparable(name).replaceAll('(演示)', '')
}

/** A name without the words for the kind of a place, which offices leave out. */
function loose(name: string): string {
  return normalised(name).replaceAll(/[省市县区镇乡]/g, '')
}
