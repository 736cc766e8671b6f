/** The acts of the office that issues a warning. */
import type * as z from 'zod'
import {
  covers,
  refuse,
  type Circumstances,
  type Command,
  type Decision,
  type Effect,
  type Refusal,
  type Stale,
} from '#kernel/index.ts'
import { nextDocumentNumber } from '#documents/index.ts'
import { bodiesOf, shortName } from '#places/index.ts'
import type { Body } from '#places/rules.ts'
import { areaName, factsOf, lockWarning } from './ground.ts'
import { changeRefusal, CLAUSES, issueRefusal, officeRefusal } from './rules.ts'
import { listed, type WarningRecord } from './tables.ts'
import { WARNING_GRADE_LABELS, warningTitle } from './texts.ts'
import type { WarningGrade, WarningTopic } from './vocabulary.ts'
import type * as words from './words.ts'

type Verdict = Decision | Refusal | Stale
type BodyOf<F extends { body: z.ZodType }> = z.output<F['body']>
type On<B> = { readonly id: string; readonly body: B }

type Issuing = {
  readonly issuer: Body
  readonly bodies: readonly Body[]
  readonly area: string | undefined
  readonly number: string
}

/** 发布预警, in the place of the office; the bodies are told each by an act of its own. */
export const issueWarning: Command<{ readonly body: words.IssueWarning }, Issuing> = {
  act: 'warning.issue',
  version: 1,
  async load(client, { body }, at) {
    const { org, role, scope } = at.actor
    const found = await bodiesOf(client, [org, ...body.bodies], [], at.today)
    const issuer = found.find(({ id }) => id === org)
    if (!issuer || !covers(scope, issuer.place)) return undefined
    const bodies = found.filter(({ id, place }) => body.bodies.includes(id) && covers(scope, place))
    const area = await areaName(client, body.area)
    const facts = { ...body, issuer, bodies }
    const may =
      area !== undefined &&
      bodies.length === body.bodies.length &&
      issueRefusal({ org, role }, facts, at.today) === null
    const counted = { org, series: 'warning', mark: '预警', today: at.today }
    return {
      issuer,
      bodies,
      area,
      number: may ? await nextDocumentNumber(client, counted) : '',
    }
  },
  decide({ issuer, bodies, area, number }, { body }, at): Verdict {
    const viewer = { org: at.actor.org, role: at.actor.role }
    const no = issueRefusal(viewer, { ...body, issuer, bodies }, at.today)
    if (no) return no
    const missing = body.bodies.length - bodies.length
    if (missing > 0) {
      const sentence = `所选单位有${missing}个不在本级管辖范围内，或已撤销，请重新选择。`
      return refuse(sentence, CLAUSES.addressing)
    }
    if (area === undefined) return refuse('没有这个地区，请重新选择预警区域。', CLAUSES.warnings)
    const id = at.newId()
    return {
      jur: issuer.place,
      subject: { kind: 'warning', id },
      effects: [
        {
          kind: 'warning',
          jur: issuer.place,
          id,
          revision: 1,
          owner: { org: issuer.id, party: null, demo: at.actor.demo },
          set: {
            ...body,
            state: 'in_force',
            number,
            title: warningTitle(area, body.topic, body.grade),
            edition: 1,
            issuedAt: at.now,
            changes: JSON.stringify([]),
          },
        },
      ],
      basis: [],
      inputs: { asked: { ...body, text: '' } },
      decision: { state: 'in_force', number },
      answer: { id, revision: 1, say: `${number}已发布，发送${bodies.length}个单位。` },
    }
  },
}

type Seen = { readonly row: WarningRecord; readonly officeName: string; readonly area: string }

async function load(
  client: Parameters<typeof lockWarning>[0],
  id: string,
  at: Circumstances,
): Promise<Seen | undefined> {
  const row = await lockWarning(client, id, at)
  if (!row) return undefined
  return {
    row,
    officeName: await shortName(client, row.owner_org),
    area: (await areaName(client, row.area)) ?? '',
  }
}

type Moving = {
  readonly set: Effect['set']
  readonly inputs: Decision['inputs']
  readonly decision: Decision['decision']
  readonly say: string
}

function moved({ row }: Seen, { set, inputs, decision, say }: Moving): Decision {
  const revision = row.revision + 1
  return {
    jur: row.jur,
    subject: { kind: 'warning', id: row.id },
    effects: [{ kind: 'warning', jur: row.jur, id: row.id, revision, set }],
    basis: [],
    inputs,
    decision,
    answer: { id: row.id, revision, say },
  }
}

/** 调整预警: another grade or another date, with its reason; everybody acknowledges again. */
export const adjustWarning: Command<On<BodyOf<typeof words.adjustWarning>>, Seen> = {
  act: 'warning.adjust',
  version: 1,
  load: (client, { id }, at) => load(client, id, at),
  decide(seen, { body }, at): Verdict {
    const { row, officeName, area } = seen
    if (body.revision !== row.revision) return { stale: { revision: row.revision } }
    const viewer = { org: at.actor.org, role: at.actor.role }
    const now = { grade: row.grade as WarningGrade, validUntil: row.valid_until }
    const no =
      officeRefusal(viewer, factsOf(row, officeName), '调整预警') ??
      changeRefusal(now, body, at.today)
    if (no) return no
    const { grade, validUntil, reason } = body
    const change: words.WarningChange = {
      from: now.grade,
      to: grade,
      validUntil,
      reason,
      at: at.now,
    }
    return moved(seen, {
      set: {
        grade,
        validUntil,
        title: warningTitle(area, row.topic as WarningTopic, grade),
        edition: row.edition + 1,
        changes: JSON.stringify([...listed<words.WarningChange>(row.changes), change]),
      },
      inputs: { ...now, edition: row.edition },
      decision: { from: now.grade, to: grade, validUntil },
      say:
        grade === now.grade
          ? `有效期已调整为${validUntil}，各单位重新回执。`
          : `已调整为${WARNING_GRADE_LABELS[grade]}预警，各单位重新回执。`,
    })
  },
}

/** 解除预警: also of one that is past its date; who said nothing until then stands as silent. */
export const liftWarning: Command<On<BodyOf<typeof words.liftWarning>>, Seen> = {
  act: 'warning.lift',
  version: 1,
  load: (client, { id }, at) => load(client, id, at),
  decide(seen, { body }, at): Verdict {
    const { row, officeName } = seen
    if (body.revision !== row.revision) return { stale: { revision: row.revision } }
    const viewer = { org: at.actor.org, role: at.actor.role }
    const no = officeRefusal(viewer, factsOf(row, officeName), '解除预警')
    if (no) return no
    return moved(seen, {
      set: {
        state: 'lifted',
        reason: body.reason,
        liftedAt: at.now,
        liftedPerson: at.actor.person,
      },
      inputs: { state: row.state, validUntil: row.valid_until },
      decision: { from: row.state, to: 'lifted' },
      say: `${row.number}已解除，已告知各单位。`,
    })
  },
}
