/** The acts on a sheet by whoever scores it. */
import {
  refuse,
  rows,
  type Circumstances,
  type Command,
  type Effect,
  type Queryable,
  type Refusal,
} from '#kernel/index.ts'
import { startDeadline } from '#deadlines/index.ts'
import { personNames } from '#places/index.ts'
import { besideOf, sampleOf } from './ground.ts'
import type { SheetPack } from './reckon.ts'
import { CLAUSES, isScorer, itemRefusal, missingOf, scoreRefusal, submitRefusal } from './rules.ts'
import {
  due,
  kept,
  loadSheet,
  moved,
  onSheet,
  stale,
  told,
  type BodyOf,
  type On,
  type Seen,
  type Verdict,
} from './sheet-ground.ts'
import { SHEET_DEADLINES } from './texts.ts'
import type * as words from './words.ts'

/** 登记抽查企业: the enterprises looked at and, where the sheet has them, coefficient and extra rows. */
export function filling(pool: Queryable) {
  return onSheet<BodyOf<typeof words.fillSheet>>(pool, 'fill', (seen, body, at) => {
    const no = scoreRefusal(seen.facts, at.actor, '登记抽查企业') ?? stale(seen, body)
    if (no) return no
    const { pack, items } = seen
    const named = items
      .map((answer) => itemRefusal(pack, answer, { ...body, changed: false, reason: null }))
      .find((one) => one !== null)
    if (named) return named
    const wrong = besideRefusal(pack, body.beside)
    if (wrong) return wrong
    return kept(seen, {
      set: { sample: JSON.stringify(body.sample), beside: JSON.stringify(body.beside) },
      effects: [],
      decision: { sample: body.sample.length, coefficient: body.beside.coefficient },
      say: `已登记抽查企业${body.sample.length}家。`,
    })
  })
}

function besideRefusal(
  { scoring }: SheetPack,
  { coefficient, adjustments }: BodyOf<typeof words.fillSheet>['beside'],
): Refusal | null {
  const known = scoring.sheet.coefficients ?? []
  if (coefficient !== null && !known.some(({ key }) => key === coefficient)) {
    return refuse('打分表没有所选系数。', CLAUSES.scoring)
  }
  for (const { key, times } of adjustments) {
    const row = scoring.sheet.adjustments?.find((one) => one.key === key)
    if (!row) return refuse('打分表没有所选加减分项。', CLAUSES.scoring)
    const most = row.most ?? 1
    if (times > most) return refuse(`“${row.label}”最多计${most}次。`, CLAUSES.scoring)
  }
  return new Set(adjustments.map(({ key }) => key)).size === adjustments.length
    ? null
    : refuse('同一加减分项只填一行。', CLAUSES.scoring)
}

type Sharing = Seen & {
  readonly posts: readonly { readonly org: string; readonly role: string }[]
  readonly shared: string
}

/** 分工: who takes which items. It keeps nobody else from scoring them. */
export function sharing(pool: Queryable): Command<On<BodyOf<typeof words.shareItems>>, Sharing> {
  return {
    act: 'score_sheet.share',
    version: 1,
    async load(client, { id, body }, at) {
      const seen = await loadSheet(pool, client, id, at)
      if (!seen) return undefined
      const posts = await rows<{ org: string; role: string }>(
        client,
        `select p.org_id as org, p.role from holding h join post p on p.id = h.post_id
          where h.person_id = $1 and h.released_at is not null
            and h.from_on <= $2::date and (h.to_on is null or h.to_on >= $2::date)`,
        [body.person, at.today],
      )
      const shared = (await personNames(client, [body.person]))[body.person ?? ''] ?? ''
      return { ...seen, posts, shared }
    },
    decide(seen, { body: { items, person } }, at): Verdict {
      const no = scoreRefusal(seen.facts, at.actor, '评分分工')
      if (no) return no
      const fit = seen.posts.some(({ org, role }) =>
        isScorer(seen.facts, { person: person ?? '', org, role }),
      )
      if (person !== null && !fit) {
        return refuse('分工对象应为评分人员或者评分单位的经办人。', CLAUSES.scoring)
      }
      const unknown = items.find((item) => !seen.items.some((one) => one.item === item))
      if (unknown !== undefined) return refuse(`打分表没有第${unknown}项。`, CLAUSES.scoring)
      const rest = Object.entries(seen.sheet.shares).filter(
        ([item]) => !items.includes(Number(item)),
      )
      const given = person === null ? [] : items.map((item) => [String(item), person])
      return kept(seen, {
        set: { shares: Object.fromEntries([...rest, ...given]) },
        effects: [],
        decision: { items: [...items], to: person },
        say: `${items.length}项${person === null ? '不再分工' : `由${seen.shared}评分`}。`,
      })
    },
  }
}

/** 提交: whole, with 完成情况 everywhere and the sample that the sheet asks for. */
export function submitting(pool: Queryable) {
  return onSheet<BodyOf<typeof words.submitSheet>>(pool, 'submit', (seen, body, at) => {
    const { sheet, pack, items, figures } = seen
    const beside = besideOf(sheet)
    const missing = missingOf(pack.scoring, { items, sample: sampleOf(sheet), beside })
    const no = submitRefusal(seen.facts, missing, at.actor) ?? stale(seen, body)
    if (no) return no
    const deadline = confirmDeadline(seen, at)
    return moved(seen, at, {
      act: 'submit',
      to: 'submitted',
      note: body.note,
      set: { submittedAt: at.now, submittedPerson: at.actor.person },
      effects: [deadline],
      basis: [seen.confirmClock.basis],
      events: [due(seen, 'met'), ...told('score_sheet.submitted', seen)],
      say: `${sheet.number}已提交，${figures.score}分，${deadline.set.dueOn as string}前确认。`,
    })
  })
}

function confirmDeadline(seen: Seen, at: Circumstances): Effect {
  const { sheet, confirmClock } = seen
  return startDeadline({
    id: at.newId(),
    jur: sheet.jur,
    owner: { org: sheet.office_org, party: null, demo: sheet.demo },
    subject: { kind: 'score_sheet', id: sheet.id },
    kind: 'confirm',
    label: SHEET_DEADLINES.confirm,
    title: sheet.subject_name,
    number: sheet.number,
    route: `/scoring/${sheet.id}`,
    basis: confirmClock.ref,
    startedOn: at.today,
    waitedByOrg: sheet.office_org === sheet.owner_org ? null : sheet.owner_org,
    clock: confirmClock.value,
    calendar: seen.calendar,
  })
}
