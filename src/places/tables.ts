import type { Range, Scope } from '#kernel/index.ts'
import type {
  CodeKind,
  HoldingKind,
  Level,
  OrganizationKind,
  Role,
  SuccessionKind,
} from './vocabulary.ts'

/** A row of `region`. */
export type RegionRow = {
  readonly jur: string
  readonly code: string | null
  readonly code_kind: CodeKind
  readonly name: string
  readonly initials: string
  readonly level: Level
  readonly parent_jur: string | null
  readonly displaced: boolean
  readonly valid_from: string
  readonly valid_to: string | null
  readonly replaced_by: string | null
  readonly source: string
  readonly demo: boolean
}

/** A row of `organization`. */
export type OrganizationRow = {
  readonly id: string
  readonly name: string
  readonly short_name: string | null
  readonly initials: string
  readonly kind: OrganizationKind
  readonly place: string
  readonly lines: readonly string[]
  readonly parent_id: string | null
  readonly credit_code: string | null
  readonly valid_from: string
  readonly valid_to: string | null
  readonly revision: number
  readonly demo: boolean
}

/** A row of `organization_succession`. */
export type SuccessionRow = {
  readonly id: string
  readonly predecessor_id: string
  readonly successor_id: string
  readonly kind: SuccessionKind
  readonly on_date: string
  readonly basis: string | null
}

/** A post as a person holds it today: the rows of post, holding and organization together. */
export type HeldPostRow = {
  readonly post_id: string
  readonly title: string
  readonly role: Role
  readonly org_id: string
  readonly org_name: string
  readonly place: string
  readonly place_name: string
  readonly kind: HoldingKind
  readonly standing_in_for: string | null
  readonly scope_from: string
  readonly scope_to: string
  readonly scope_plus: readonly Range[]
  readonly scope_minus: readonly Range[]
  readonly party_org: string | null
}

/** The scope that a post gives. */
export function scopeOfPost(
  row: Pick<HeldPostRow, 'scope_from' | 'scope_to' | 'scope_plus' | 'scope_minus' | 'party_org'>,
): Scope {
  return {
    from: row.scope_from,
    to: row.scope_to,
    plus: row.scope_plus,
    minus: row.scope_minus,
    party: row.party_org,
  }
}

/** The columns of a held post, for a statement over `holding h`, `post p`, `organization o`. */
export const HELD_POST = `p.id as post_id, p.title, p.role, p.org_id, o.name as org_name, p.place,
  coalesce((select r.name from region r where r.jur = p.place), p.place) as place_name,
  h.kind, h.standing_in_for, p.scope_from, p.scope_to, p.scope_plus, p.scope_minus, p.party_org`

/** The condition under which a holding `h` of a post `p` is in effect on the day `$day`. */
export function inEffect(day: string): string {
  return (
    `h.released_at is not null and h.from_on <= ${day}::date ` +
    `and (h.to_on is null or h.to_on >= ${day}::date) ` +
    `and p.released_at is not null and p.valid_from <= ${day}::date ` +
    `and (p.valid_to is null or p.valid_to > ${day}::date)`
  )
}

/** A text as a prefix or part of a `like` pattern, its wildcards taken literally. */
export function likeText(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`)
}

/** A keyset cursor: the sort values of the last row shown, opaque to the browser. */
export function cursorOf(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * Reads a cursor of `length` texts, of which the second is an id; anything else starts from the
 * beginning.
 */
export function readCursor(cursor: string | undefined, length: number): string[] | null {
  if (cursor === undefined) return null
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const fits =
      Array.isArray(values) &&
      values.length === length &&
      values.every((v) => typeof v === 'string' && !v.includes('\0')) &&
      (length === 1 || UUID.test(String(values[1])))
    return fits ? values : null
  } catch {
    return null
  }
}
