import type { Item } from '#scores/words.ts'
import { ITEM_STATE_LABELS } from '#scoring/texts.ts'
import type { EarlierScore } from '#scoring/words.ts'
import { fullTime } from '../parts/dates.ts'

/** 修改记录: how the item stood before, the latest first, who changed it, when and why. */
export function Earlier(props: { readonly item: Item; readonly history: readonly EarlierScore[] }) {
  const { item, history } = props
  if (history.length === 0) return null
  const number = (key: string) => item.criteria.find((one) => one.key === key)?.number
  return (
    <section className="taken" aria-label="修改记录">
      <h3>修改记录</h3>
      {history.toReversed().map((one) => (
        <div key={one.changedAt} className="was">
          <p>
            原{one.score === null ? ITEM_STATE_LABELS[one.state] : `得${one.score}分`}
            {one.scoredName !== null && `（${one.scoredName} ${fullTime(one.scoredAt!)}评）`}
          </p>
          {one.deductions.map((taken) => (
            <p key={`${taken.criterion} ${taken.clause}`} className="sm">
              （{number(taken.criterion)}）{taken.reason}
            </p>
          ))}
          {one.done !== null && <p className="sm muted pre">{one.done}</p>}
          <p className="sm muted">
            {one.changedName} {fullTime(one.changedAt)} 修改
            {one.reason !== null && `：${one.reason}`}
          </p>
        </div>
      ))}
    </section>
  )
}
