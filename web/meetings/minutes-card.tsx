import type { MinutesView } from '#meetings/words.ts'
import { Empty } from '../parts/page-state.tsx'
import { PaperButtons } from '../parts/paper-buttons.tsx'
import { StateTag } from '../parts/state-tag.tsx'

/** 会议纪要, the newest first; signed ones are frozen, corrections name what they correct. */
export function MinutesCard(props: {
  readonly minutes: readonly MinutesView[]
  readonly files: boolean
}) {
  return (
    <section className="card o5">
      <div className="h">
        <h2>会议纪要</h2>
      </div>
      {props.minutes.length === 0 && <Empty>尚无纪要。</Empty>}
      {props.minutes.map((one) => (
        <div className="bd" key={one.id}>
          <p>
            <StateTag word={one.state === 'signed' ? '已签发' : '草稿'} /> {one.number}
            {one.corrects && <span className="muted">（更正{one.corrects}）</span>}{' '}
            {props.files && (
              <PaperButtons
                small
                address={`/api/meetings/minutes/${one.id}/document`}
                name={`会议纪要${one.number ?? '（草稿）'}`}
                of={`会议纪要${one.number ?? '草稿'}`}
              />
            )}
          </p>
          <p className="pre">{one.text}</p>
          {one.items.length > 0 && (
            <ol>
              {one.items.map((item) => (
                <li key={item.text}>
                  {item.text}
                  <span className="muted sm">
                    （{item.orgNames.join('、')}，{item.dueOn}前）
                  </span>
                </li>
              ))}
            </ol>
          )}
        </div>
      ))}
    </section>
  )
}
