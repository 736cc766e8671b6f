/** What somebody does by a link, as the act of the matter that it is. */
import { perform, type Command, type Outcome, type Runner } from '#kernel/index.ts'
import { findingCommands } from '#findings/index.ts'
import { paperCommands } from '#papers/index.ts'
import { byLink } from './commands.ts'
import type { Holder } from './sessions.ts'
import type { ByLink } from './words.ts'

type Chosen = readonly [Command<{ id: string; body: unknown }, never>, object]

/** Performs an act of the matter by a link; the rules of the matter decide as for any answerer. */
export async function actBy(
  runner: Runner,
  { row, actor }: Holder,
  body: ByLink,
  key: string,
): Promise<Outcome> {
  const chosen = row.matter_kind === 'finding' ? ofFinding(runner, body) : ofTask(runner, body)
  if (!chosen) return { missing: true }
  const [command, given] = chosen
  const input = { id: row.matter_id, body: given }
  return perform(runner, byLink(row.id, command), input, { actor, key })
}

function ofTask({ db }: Runner, body: ByLink): Chosen | undefined {
  const commands = paperCommands(db.app)
  const { revision } = body
  switch (body.act) {
    case 'receive':
      return [commands.receiveTask as never, { revision, note: null }]
    case 'return':
      return [commands.returnTask as never, { revision, reason: body.text }]
    case 'answer':
      return [
        commands.answerTask as never,
        { revision, answer: body.text, evidence: body.evidence },
      ]
    case 'plan':
      return undefined
  }
}

function ofFinding({ db }: Runner, body: ByLink): Chosen | undefined {
  const commands = findingCommands(db.app)
  const { revision } = body
  switch (body.act) {
    case 'receive':
      return [commands.receive as never, { revision, note: null }]
    case 'return':
      return [commands.giveBack as never, { revision, note: body.text }]
    case 'answer':
      return [commands.report as never, { revision, note: body.text, evidence: body.evidence }]
    case 'plan': {
      const { act: _, ...plan } = body
      return [commands.plan as never, plan]
    }
  }
}
