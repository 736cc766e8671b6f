import { fullTime, shortTime } from './dates.ts'
import { Icon, type IconName } from './icon.tsx'
import type { Tone } from './state-tag.tsx'

export type Happening = {
  readonly id: string
  readonly act: string
  readonly tone: Tone
  readonly icon: IconName
  readonly at: string
  readonly who: string
  readonly text: string | null
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  /** Position in 存证; null while the entry waits for its place. */
  readonly index: number | null
}

/** 办理记录, newest first: act, time, unit and person, content, 回执. */
export function Timeline(props: {
  readonly happenings: readonly Happening[]
  readonly onReceipt: (happening: Happening) => void
}) {
  return (
    <ol className="tl">
      {props.happenings.map((one) => (
        <li key={one.id}>
          <span className={`dot ${one.tone}`}>
            <Icon name={one.icon} />
          </span>
          <div>
            <p className="tt">
              <b>{one.act}</b>
              <time className="xs muted" dateTime={one.at} title={fullTime(one.at)}>
                {shortTime(one.at)}
              </time>
            </p>
            <p className="sm muted">{one.who}</p>
            {one.facts.map((fact) => (
              <p key={fact.label} className="sm">
                {fact.label}：{fact.value}
              </p>
            ))}
            {one.text && <p className="sm pre">{one.text}</p>}
          </div>
          <span className="rc noprint">
            {one.index === null ? (
              <span className="muted">待存证</span>
            ) : (
              <button type="button" className="btn t" onClick={() => props.onReceipt(one)}>
                回执
                <span className="vh">
                  ，{one.act}，第{one.index}号
                </span>
              </button>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}
