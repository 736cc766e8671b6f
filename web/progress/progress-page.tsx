import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { leadsProgress } from '#progress/rules.ts'
import {
  ANSWER_STATE_LABELS,
  FACT_LABELS,
  RHYTHM_LABELS,
  ROUND_STATE_LABELS,
  SERIES_STATE_LABELS,
} from '#progress/texts.ts'
import { openRound, type AnswerDetail, type RoundRow, type SeriesRow } from '#progress/words.ts'
import { DueText } from '../papers/due-text.tsx'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { Empty, Failed, Loading, sentenceOf } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'
import { useRole } from '../parts/session.ts'
import { StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { useProgress, useReadProgress } from './progress-data.ts'
import { StartDialog, StopDialog } from './series-forms.tsx'
import '../styles/detail.css'

/** 调度: what this body is asked, the rounds it leads, and the calls that bring them back. */
export function ProgressPage() {
  useTitle('调度')
  const role = useRole()
  const { data, isPending, isError, error, refetch } = useProgress()
  const [starting, setStarting] = useState(false)
  const [stopping, setStopping] = useState<SeriesRow | null>(null)
  const leads = leadsProgress(role ?? '')
  return (
    <>
      <div className="ttl">
        <h1>调度</h1>
        {leads && (
          <span className="r noprint">
            <Button icon="plus" onClick={() => setStarting(true)}>
              发起调度
            </Button>
          </span>
        )}
      </div>
      {isPending && <Loading />}
      {isError && <Failed error={error} retry={() => void refetch()} />}
      {data && (
        <div className="stack full">
          {(data.asked.length > 0 || !leads) && <AskedOfUs asked={data.asked} />}
          {leads && <Rounds rounds={data.rounds} />}
          {leads && <SeriesList series={data.series} onStop={setStopping} />}
        </div>
      )}
      {starting && <StartDialog onClose={() => setStarting(false)} />}
      {stopping && <StopDialog series={stopping} onClose={() => setStopping(null)} />}
    </>
  )
}

function AskedOfUs({ asked }: { readonly asked: readonly AnswerDetail[] }) {
  return (
    <section className="card">
      <div className="h">
        <h2>需本单位答复</h2>
        <span className="r sm muted">
          待答复 {asked.filter(({ state }) => state === 'asked').length} 件
        </span>
      </div>
      {asked.length === 0 && <Empty>没有需要答复的调度。</Empty>}
      <ul className="dls">
        {asked.map((one) => (
          <li key={one.id}>
            <div>
              <Link to="/progress/answers/$id" params={{ id: one.id }}>
                {one.title}
              </Link>{' '}
              <StateTag word={ANSWER_STATE_LABELS[one.state]} />
              <p className="sm muted">
                {one.issuerName}，{one.fromOn} 至 {one.toOn}
              </p>
            </div>
            <DueText dueOn={one.dueOn} left={one.left} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Rounds({ rounds }: { readonly rounds: readonly RoundRow[] }) {
  return (
    <section className="card">
      <div className="h">
        <h2>调度记录</h2>
        <span className="r sm muted">{rounds.length} 轮</span>
      </div>
      {rounds.length === 0 && <Empty>尚未开始调度。</Empty>}
      <ul className="dls">
        {rounds.map((one) => (
          <li key={one.id}>
            <div>
              <Link to="/progress/$id" params={{ id: one.id }}>
                {one.number} {one.title}
              </Link>{' '}
              <StateTag word={ROUND_STATE_LABELS[one.state]} />
              <p className="sm muted">
                {one.fromOn} 至 {one.toOn}，已反馈 {one.answered}/{one.asked}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function SeriesList(props: {
  readonly series: readonly SeriesRow[]
  readonly onStop: (series: SeriesRow) => void
}) {
  return (
    <section className="card">
      <div className="h">
        <h2>调度安排</h2>
        <span className="r sm muted">到日自动开始，也可提前开始</span>
      </div>
      {props.series.length === 0 && <Empty>没有调度安排。</Empty>}
      <ul className="dls">
        {props.series.map((one) => (
          <SeriesLine key={one.id} series={one} onStop={() => props.onStop(one)} />
        ))}
      </ul>
    </section>
  )
}

function SeriesLine(props: { readonly series: SeriesRow; readonly onStop: () => void }) {
  const { series } = props
  const [busy, setBusy] = useState(false)
  const readAgain = useReadProgress()
  const open = async () => {
    setBusy(true)
    try {
      const body = { revision: series.revision }
      const moved = await call(openRound, { params: { id: series.id }, body })
      say(moved.say, moved.failed.length > 0 ? 'amber' : 'green')
    } catch (error) {
      say(sentenceOf(error), 'red')
    }
    setBusy(false)
    readAgain()
  }
  return (
    <li>
      <div>
        <b>{series.title}</b> <StateTag word={SERIES_STATE_LABELS[series.state]} />
        <p className="sm">
          {RHYTHM_LABELS[series.rhythm]}，{series.bodies} 个单位，{series.answerDays} 个工作日内答复
          {series.nextOn && `；下一轮 ${series.nextOn}`}
        </p>
        <p className="sm muted">
          {series.facts.map((fact) => FACT_LABELS[fact]).join('、')}
          {series.questions.length > 0 && `；问题 ${series.questions.length} 个`}；依据：
          {series.basis}
        </p>
      </div>
      {series.state === 'running' && (
        <span className="acts noprint">
          {series.nextOn && (
            <Button
              small
              busy={busy}
              aria-label={`开始一轮：${series.title}`}
              onClick={() => void open()}
            >
              开始一轮
            </Button>
          )}
          <Button small weight="quiet" aria-label={`停止：${series.title}`} onClick={props.onStop}>
            停止
          </Button>
        </span>
      )}
    </li>
  )
}
