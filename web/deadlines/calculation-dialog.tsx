import { useQuery } from '@tanstack/react-query'
import { amountText, stepText } from '#deadlines/texts.ts'
import { readDeadline, type Calculation } from '#deadlines/words.ts'
import { call } from '../parts/api.ts'
import { ClauseLink } from '../parts/clause.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Failed, Loading } from '../parts/page-state.tsx'
import { DeadlineText } from './deadline-text.tsx'

/** 计算过程: from which day, by which clock, which days were left out. */
export function CalculationDialog(props: { readonly id: string; readonly onClose: () => void }) {
  const found = useQuery({
    queryKey: ['deadline', props.id],
    queryFn: () => call(readDeadline, { params: { id: props.id } }),
  })
  return (
    <Dialog title="期限计算过程" kind="middle" onClose={props.onClose}>
      {found.isPending && <Loading lines={4} />}
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.data && <Counted of={found.data} />}
    </Dialog>
  )
}

const kinds = {
  started: '开始计时',
  extended: '延期',
  paused: '暂停计时',
  resumed: '恢复计时',
  recounted: '日历发布后重新计算',
} as const

const clockUnits = { hours: '小时', days: '天', workingDays: '个工作日', months: '个月' } as const

function Counted({ of }: { readonly of: Calculation }) {
  const { deadline, clock } = of
  return (
    <div className="counted">
      <DeadlineText view={deadline} />
      <p>
        {clock && `时限 ${clock.count} ${clockUnits[clock.unit]}，起始当日不计入。`}{' '}
        <ClauseLink clause={deadline.basis} />
      </p>
      <ol>
        {of.parts.map((part) => (
          <li key={`${part.kind}${part.from}`}>
            <p className="b">
              {kinds[part.kind]}：{part.from} 至 {part.to}
              {part.left && `，剩 ${amountText(part.left)}`}
            </p>
            <ul className="sm muted">
              {part.steps.map((step) => (
                <li key={step.from}>{stepText(step)}</li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </div>
  )
}
