import { stepLabel } from '#findings/texts.ts'
import type { Change } from '../../parts/api.ts'
import { Button } from '../../parts/button.tsx'
import { shortTime } from '../../parts/dates.ts'
import { Note } from '../../parts/page-state.tsx'

/**
 * Somebody else acted on the record while this form was being filled: who, when and what, above
 * what was written. The person reads both and chooses; nothing is merged or thrown away.
 */
export function StaleNote(props: {
  readonly changes: readonly Change[]
  readonly onDiscard: () => void
}) {
  return (
    <Note tone="amber" alert>
      <p className="b">他人已办理本件，最近办理情况</p>
      <ul className="changes">
        {props.changes.map((one) => (
          <li key={`${one.at}${one.act}`}>
            {shortTime(one.at)} {one.by ?? '系统'}：{stepLabel(one.act.replace('finding.', ''))}
          </li>
        ))}
      </ul>
      <p>
        上方为最新情况，下方为已填写的内容。核对后仍要办理的，再次提交；不再办理的，弃置填写内容。
      </p>
      <p>
        <Button small onClick={props.onDiscard}>
          弃置填写内容
        </Button>
      </p>
    </Note>
  )
}
