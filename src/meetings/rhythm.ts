import {
  itself,
  perform,
  refuse,
  rows,
  type Command,
  type Queryable,
  type Runner,
} from '#kernel/index.ts'
import { lawOn, startDeadline, type LawOfDay } from '#deadlines/index.ts'
import { CLAUSES, quarterEnd } from './rules.ts'

type Office = { readonly id: string; readonly place: string; readonly demo: boolean }

const WITHOUT = `select o.id, o.place, o.demo from organization o
  where o.kind = 'committee_office' and o.valid_from <= $1::date
    and (o.valid_to is null or o.valid_to > $1::date)
    and exists (select 1 from post p where p.org_id = o.id)
    and not exists (select 1 from deadline d where d.jur = o.place
      and d.subject_kind = 'organization' and d.subject_id = o.id and d.kind = 'plenary'
      and d.due_on = $2::date)`

/** The clock of this quarter's plenary meeting, laid on the desk of one committee office. */
function startRhythm(
  pool: Queryable,
): Command<{ readonly office: string }, { readonly office: Office; readonly law: LawOfDay }> {
  return {
    act: 'meeting.rhythm',
    version: 1,
    async load(client, { office }, at) {
      const [found] = await rows<Office>(client, `${WITHOUT} and o.id = $3 for update of o`, [
        at.today,
        quarterEnd(at.today),
        office,
      ])
      return (
        found && { office: found, law: await lawOn(pool, { on: at.today, place: found.place }) }
      )
    },
    decide({ office, law }, _input, at) {
      const wanted = law.number('meeting.plenary.perQuarter')
      if (wanted.value < 1) return refuse('全体会议不按季召开。', CLAUSES.meetings)
      const dueOn = quarterEnd(at.today)
      return {
        jur: office.place,
        subject: { kind: 'organization', id: office.id },
        effects: [
          startDeadline({
            id: at.newId(),
            jur: office.place,
            owner: { org: office.id, party: null, demo: office.demo },
            subject: { kind: 'organization', id: office.id },
            kind: 'plenary',
            label: '召开全体会议',
            title: `${dueOn.slice(0, 4)}年第${Math.ceil(Number(dueOn.slice(5, 7)) / 3)}季度安委会全体会议`,
            route: '/meetings',
            basis: wanted.ref,
            startedOn: at.today,
            dueOn,
          }),
        ],
        basis: [wanted.basis],
        inputs: { today: at.today },
        decision: { dueOn },
        answer: { dueOn },
      }
    },
  }
}

/** Every night: each committee office that has no clock of this quarter gets one. Answers how many. */
export async function startRhythms(runner: Runner): Promise<number> {
  const today = runner.clock.today()
  const offices = await rows<Office>(runner.db.owner, WITHOUT, [today, quarterEnd(today)])
  const command = startRhythm(runner.db.app)
  let started = 0
  for (const { id, place, demo } of offices) {
    const outcome = await perform(
      runner,
      command,
      { office: id },
      { actor: itself(place, demo), key: `rhythm:${id}:${quarterEnd(today)}` },
    )
    if ('done' in outcome) started += 1
  }
  return started
}
