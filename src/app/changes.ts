import type { Call, Signed } from '#kernel/index.ts'
import { changesSince } from '#findings/index.ts'
import { sheetChanges } from '#scoring/index.ts'

/** Who changed a subject since, whatever it is: told with the answer to an act on a stale version. */
export async function changesOf(call: Call, id: string) {
  if (!call.actor) return []
  const signed = call as Signed
  const found = await changesSince(signed, id)
  return found.length > 0 ? found : sheetChanges(signed, id)
}
