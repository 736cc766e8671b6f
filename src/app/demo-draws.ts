import { randomBytes } from 'node:crypto'
import { rows } from '#kernel/index.ts'
import {
  commit,
  commitmentOf,
  completion,
  reveal,
  type DrawMoved,
  type Seat,
} from '#draws/index.ts'
import type { Teller } from './demo.ts'
import { react } from './reactions.ts'

/** The everyday ceremony: the office's clerk, a witness of the discipline office, a public value. */
const SEATS = [
  ['clerk', 'anwei'],
  ['witness', 'chayue'],
] as const satisfies readonly (readonly [Seat, string])[]

/** Holds the draw that was prepared last for a round of second looks or for a campaign. */
export async function holdDraw(teller: Teller, about: string, publicValue: string): Promise<void> {
  const [draw] = await rows<{ id: string; revision: number; frozen_hash: string }>(
    teller.runner.db.owner,
    'select id, revision, frozen_hash from draw where about_id = $1 order by round desc limit 1',
    [about],
  )
  if (!draw) throw new Error('demonstration: no draw')
  const values = SEATS.map(() => randomBytes(32).toString('hex'))
  let { revision } = draw
  const act = async (by: string, command: unknown, body: object) => {
    const done = await teller.submit(by, command, { id: draw.id, body: { revision, ...body } })
    revision = (done as unknown as DrawMoved).revision
  }
  for (const [nth, [seat, by]] of SEATS.entries()) {
    await act(by, commit, { seat, hash: commitmentOf(draw.frozen_hash, seat, values[nth]!) })
  }
  for (const [nth, [seat, by]] of SEATS.entries()) {
    await act(by, reveal, { seat, value: values[nth]!, publicValue })
  }
  await act('anwei', completion, {})
  await settle(teller)
}

/** Takes up what follows from the acts so far, and what follows from that. */
export async function settle({ runner }: Teller): Promise<void> {
  while ((await react(runner)) > 0);
}
