/** While a holder is on leave: what waits for the holder goes to who stands in, too. */
import { itself, rows, scoped, type Runner } from '#kernel/index.ts'
import { stillTrue } from './compose.ts'
import { toldOf } from './people.ts'
import type { MessageRecord } from './tables.ts'

/** How many messages one pass copies; the next pass takes the rest. */
const MOST = 500

type Owed = MessageRecord & { readonly stand_in: string }

/**
 * A stand-in holds the post and so is told of what comes meanwhile; this catches what was planned
 * before the holding or the leave began and has not gone out yet. Copying again adds nothing.
 * Answers how many messages are new.
 */
export async function copyForStandIns(runner: Runner): Promise<number> {
  const today = runner.clock.today()
  const owed = await owedToStandIns(runner, today)
  const truth = await stillTrue(runner, owed)
  let copied = 0
  for (const { stand_in: standIn, ...message } of owed) {
    const row = truth.get(message.id)
    if (!row || !(await toldOf(runner.db.app, row, today)).includes(standIn)) continue
    copied += await copyFor(runner, message, standIn)
  }
  return copied
}

/** Waiting messages to holders on leave, of the posts they are away from, with who stands in. */
function owedToStandIns({ db }: Runner, today: string): Promise<Owed[]> {
  return scoped(db.app, itself('0').scope, (client) =>
    rows<Owed>(
      client,
      `select m.*, l.stand_in from message m
         join post_leave l on l.person = m.person_id and l.stand_in is not null
           and l.state <> 'void' and l.from_on <= $1::date and l.to_on >= $1::date
         join post p on p.id = l.post and p.org_id = m.org_id
        where m.state = 'waiting' and m.weight <> 'digest'
          and not exists (select 1 from message o
            where o.once_key = left(m.once_key, -36) || l.stand_in)
        order by m.at, m.id limit ${MOST}`,
      [today],
    ),
  )
}

/** The key of a message ends with the person's id: the copy is the one that planning would make. */
async function copyFor(
  { db, clock, newId }: Runner,
  message: MessageRecord,
  standIn: string,
): Promise<number> {
  const kept = await db.app.query(
    `insert into message (id, once_key, event, weight, person_id, org_id, issuer_org, jur,
       subject_kind, subject_id, deadline_id, number, route, state, not_before, tries, at)
     select $1, left(once_key, -36) || $2::text, event, weight, $2::uuid, org_id, issuer_org, jur,
       subject_kind, subject_id, deadline_id, number, route, 'waiting', $4, 0, $4
       from message where id = $3
     on conflict (once_key) do nothing`,
    [newId(), standIn, message.id, clock.now()],
  )
  return kept.rowCount ?? 0
}
