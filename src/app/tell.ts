import { firstRow, idSchema, itself, scoped, type Runner } from '#kernel/index.ts'
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
    to: bodyOf(message),
  }
  const weight = weightOf(message.event, await isMajor(runner, message))
  const planned = await planMessages(runner, happened, weight)
  return planned > 0 && weight !== 'ordinary'
}

/** The body that an event is for, where its payload names one: `to` may also be a state. */
function bodyOf({ payload }: Message): string | null {
  const named = idSchema.safeParse(payload.to)
  return named.success ? named.data : null
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
