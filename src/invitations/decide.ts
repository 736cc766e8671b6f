/** The decisions on links: pure, from what was loaded. */
import {
  refuse,
  type Basis,
  type Circumstances,
  type Decision,
  type Effect,
  type Json,
  type Refusal,
  type Stale,
} from '#kernel/index.ts'
import { cancelDeadline, meetDeadline, type Deadline, type LawOfDay } from '#deadlines/index.ts'
import type { Found } from './matters.ts'
import { CLAUSES, codeRefusal, deadLink, endOf, makingRefusal, type Link } from './rules.ts'
import type { InvitationRecord } from './tables.ts'
import type { LinkAct, MakeLink } from './words.ts'

export type Verdict = Decision | Refusal | Stale

/** A matter for which a link is to be made. `live` is a link of the same person that still works. */
export type Making = {
  readonly id: string
  readonly matter: Found
  readonly live: boolean
  readonly law: LawOfDay
}

/** A locked link with its matter. */
export type SeenLink = {
  readonly row: InvitationRecord
  readonly matter: Found
  /** Codes asked for and shown today. */
  readonly codes: number
  /** On the desk of the body that made it, while somebody waits for a code. */
  readonly waiting: readonly Deadline[]
  readonly law: LawOfDay
}

/** The row in the words of the rules. */
export function linkOf(row: InvitationRecord): Link {
  return {
    org: row.org,
    endsOn: row.ends_on,
    revokedAt: row.revoked_at,
    openedAt: row.opened_at,
    verifiedAt: row.verified_at,
  }
}

/** 生成链接. */
export function make(
  { id, matter, live, law }: Making,
  body: MakeLink,
  hash: string,
  at: Circumstances,
): Verdict {
  const no = makingRefusal(matter, at.actor)
  if (no) return no
  if (live) {
    return refuse('该手机号对本事项已有可用的链接，可以换发或撤销。', CLAUSES.links)
  }
  const days = law.number('link.days')
  const endsOn = endOf(matter.dueOn, at.today, days.value)
  const owner = { org: at.actor.org, party: null, demo: matter.demo }
  return decided(
    at,
    { id, matter, owner, act: 'make', revision: 0, basis: [days.basis] },
    {
      set: {
        matterKind: matter.kind,
        matter: matter.id,
        org: matter.org,
        name: body.name,
        phone: body.phone,
        tokenHash: hash,
        endsOn,
        devices: 0,
      },
      answer: { endsOn, say: `已生成链接，${endsOn}前有效。` },
    },
  )
}

/** 换发: the old link opens nothing any more, and whoever had opened it is asked for a code. */
export function renew(
  seen: SeenLink,
  body: { readonly revision: number },
  hash: string,
  at: Circumstances,
): Verdict {
  const { row, matter, law } = seen
  const no = stale(row, body) ?? makingRefusal(matter, at.actor) ?? gone(seen)
  if (no) return no
  const days = law.number('link.days')
  const endsOn = endOf(matter.dueOn, at.today, days.value)
  return decided(
    at,
    { ...subject(seen), act: 'renew', basis: [days.basis] },
    {
      more: seen.waiting.map((one) => cancelDeadline(one, at.today)),
      set: { tokenHash: hash, endsOn },
      answer: { endsOn, say: `已换发链接，${endsOn}前有效；原链接失效。` },
    },
  )
}

function gone({ row, matter }: SeenLink): Refusal | null {
  if (row.revoked_at !== null) return refuse('链接已撤销，请另行生成。', CLAUSES.links)
  if (matter.org === row.org) return null
  return refuse('本事项已改由其他单位办理，请为该单位另行生成链接。', CLAUSES.links)
}

/** 撤销, with its reason; the record of what was done by it stays. */
export function revoke(
  seen: SeenLink,
  body: { readonly revision: number; readonly reason: string },
  at: Circumstances,
): Verdict {
  const no = stale(seen.row, body)
  if (no) return no
  if (seen.row.revoked_at !== null) return refuse('链接已经撤销。', CLAUSES.links)
  return decided(
    at,
    { ...subject(seen), act: 'revoke', basis: [] },
    {
      more: seen.waiting.map((one) => cancelDeadline(one, at.today)),
      set: { revokedAt: at.now, revokedReason: body.reason },
      answer: { say: '链接已撤销，不能再打开。' },
    },
  )
}

/** 出示验证码, on the office's page or by a message; 索取, where the office reads it out. */
export function code(seen: SeenLink, act: 'code' | 'sms' | 'ask', at: Circumstances): Verdict {
  const { row, matter, law } = seen
  const most = law.number('link.codesPerDay')
  const no = deadLink(linkOf(row), matter, at.today) ?? codeRefusal(seen.codes, most.value)
  if (no) return no
  const opened = act !== 'code' && row.opened_at === null
  return decided(
    at,
    { ...subject(seen), act, basis: [most.basis] },
    {
      more: seen.waiting.map((one) => meetDeadline(one, at.today)),
      asked: act === 'ask',
      set: opened ? { openedAt: at.now } : null,
      answer: { minutes: law.number('link.codeMinutes').value, say: CODE_SAYS[act] },
    },
  )
}

const CODE_SAYS = {
  code: '验证码只显示一次，请电话告知对方本人。',
  sms: '验证码已发到登记的手机，请查看短信。',
  ask: '已告知下达单位。下达单位会拨打登记的电话，告知6位验证码。',
} as const

/** 验证通过: from now on this browser, and it alone, handles the matter. */
export function verify(seen: SeenLink, at: Circumstances): Verdict {
  const { row, matter } = seen
  const no = deadLink(linkOf(row), matter, at.today)
  if (no) return no
  const act = row.devices === 0 ? 'verify' : 'other_device'
  return decided(
    at,
    { ...subject(seen), act, basis: [] },
    {
      set: {
        openedAt: row.opened_at ?? at.now,
        verifiedAt: row.verified_at ?? at.now,
        devices: row.devices + 1,
      },
      answer: { say: '验证通过。' },
    },
  )
}

function stale(row: InvitationRecord, body: { readonly revision: number }): Stale | null {
  return body.revision === row.revision ? null : { stale: { revision: row.revision } }
}

function subject({ row, matter }: SeenLink) {
  const owner = { org: row.owner_org, party: row.party_id, demo: row.demo }
  return { id: row.id, matter, owner, revision: row.revision }
}

type About = {
  readonly id: string
  readonly matter: Found
  readonly owner: NonNullable<Effect['owner']>
  readonly act: LinkAct
  /** The revision before the act. */
  readonly revision: number
  readonly basis: readonly Basis[]
}

type Doing = {
  readonly set: Effect['set'] | null
  readonly answer: { readonly [name: string]: Json }
  readonly more?: readonly Effect[]
  /** Somebody waits for a code from now on. */
  readonly asked?: boolean
}

/** The row of the link where it changes, its step, and what is answered. */
function decided(
  at: Circumstances,
  { id, matter, owner, act, revision, basis }: About,
  { set, answer, more = [], asked = false }: Doing,
): Decision {
  const next = set === null ? revision : revision + 1
  const { jur } = matter
  const fresh = revision === 0 ? { owner } : {}
  const row: Effect[] =
    set === null ? [] : [{ kind: 'invitation', jur, id, revision: next, ...fresh, set }]
  return {
    jur,
    subject: { kind: 'invitation', id },
    effects: [
      ...row,
      {
        kind: 'invitation_step',
        jur,
        id: at.actId,
        revision: 1,
        owner,
        set: {
          invitation: id,
          matter: matter.id,
          act,
          at: at.now,
          org: at.actor.org,
          person: at.actor.person,
        },
      },
      ...more,
    ],
    basis,
    inputs: { matter: { kind: matter.kind, id: matter.id, state: matter.state } },
    decision: { act },
    events: asked ? [{ event: 'link.asked', jur, payload: { link: id } }] : [],
    answer: { id, revision: next, ...answer },
  }
}
