import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { NIGHT_ASKED_LABELS } from '#jobs/texts.ts'
import { listNights, runNights, type NightRun } from '#jobs/words.ts'
import { JobProgress } from '../jobs/job-progress.tsx'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { fullTime } from '../parts/dates.ts'
import { Empty, Failed, Loading, sentenceOf } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'
import { Tag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { Table } from '../figures/tables.tsx'
import '../styles/list.css'
import '../styles/figures.css'

/** 夜间任务: when each was last done and with what result, for the system administrator. */
export function NightsPage() {
  useTitle('夜间任务')
  const client = useQueryClient()
  const [job, setJob] = useState<string | null>(null)
  const found = useQuery({
    queryKey: ['nights'],
    queryFn: ({ signal }) => call(listNights, { signal }),
  })
  const ask = useMutation({
    mutationFn: () => call(runNights, {}),
    onSuccess: (answer) => setJob(answer.job),
    onError: (error) => say(sentenceOf(error), 'red'),
  })
  const nights = found.data?.rows
  return (
    <>
      <div className="ttl">
        <h1>夜间任务</h1>
        <span className="muted">每日两时自动办理；未按时办理的，可以立即办理</span>
        <span className="r">
          <Button weight="solid" busy={ask.isPending} onClick={() => ask.mutate()}>
            立即办理
          </Button>
        </span>
      </div>
      {job !== null && (
        <section className="card pad" aria-label="办理进度">
          <JobProgress
            id={job}
            onEnd={() => void client.invalidateQueries({ queryKey: ['nights'] })}
          />
        </section>
      )}
      {found.isPending && <Loading lines={6} />}
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      {nights?.length === 0 && (
        <div className="card">
          <Empty>尚未办理。首次办理在今日夜间两时。</Empty>
        </div>
      )}
      {nights && nights.length > 0 && <Nights nights={nights} />}
    </>
  )
}

function Nights({ nights }: { readonly nights: readonly NightRun[] }) {
  return (
    <section className="card part">
      <Table
        id="nights"
        caption="历次办理"
        head={[
          ['任务', 'name'],
          ['办理时间', 'name'],
          ['起因', 'name'],
          ['结果', 'name'],
          ['情况', 'name'],
        ]}
      >
        {nights.map((night) => (
          <tr key={night.id}>
            <th scope="row">{night.title}</th>
            <td className="nw">{fullTime(night.startedAt)}</td>
            <td className="nw">{NIGHT_ASKED_LABELS[night.asked]}</td>
            <td>
              <Result night={night} />
            </td>
            <td>{night.say}</td>
          </tr>
        ))}
      </Table>
    </section>
  )
}

function Result({ night }: { readonly night: NightRun }) {
  if (night.ok === true) return <Tag tone="green" word="已完成" icon="check" />
  if (night.ok === false) return <Tag tone="red" word="未完成" icon="warn" />
  return <Tag tone="blue" word="未结束" />
}
