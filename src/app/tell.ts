import { firstRow, itself, scoped, type Runner } from '#kernel/index.ts'
import { planMessages, weightOf, type Happened } from '#messages/index.ts'

/** An event as the outbox holds it. */
type Message = {
  readonly jur: string
  readonly event: string
  readonly subject_kind: string
  readonly subject_id: string
  readonly payload: { readonly [key: string]: string | null }
  readonly cause: string
}

/**
 * Has people told of an event: of every one that laid something on another body's desk. Answers
 * whether something was planned that does not wait for the digest.
 */
export async function tell(runner: Runner, message: Message): Promise<boolean> {
  const happened: Happened = {
    jur: message.jur,
    event: message.event,
    subjectKind: message.subject_kind,
    subjectId: message.subject_id,
    cause: message.cause,
    to: message.payload.to ?? null,
  }
  const weight = weightOf(message.event, await isMajor(runner, message))
  const planned = await planMessages(runner, happened, weight)
  return planned > 0 && weight !== 'ordinary'
}

/** 重大: what may be told at any hour. */
async function isMajor({ db }: Runner, message: Message): Promise<boolean> {
  if (message.subject_kind !== 'finding') return false
  const found = await scoped(db.app, itself(message.jur).scope, (client) =>
    firstRow<{ grade: string }>(client, 'select grade from finding where jur = $1 and id = $2', [
      message.jur,
      message.subject_id,
    ]),
  )
  return found?.grade === 'major'
}
