import { useState } from 'react'
import { decisionTasks, type DecisionView, type MeetingDetail } from '#meetings/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { Note, sentenceOf } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'
import { useReadOffice } from '../papers/paper-data.ts'
import { BulkTasks } from '../papers/bulk-tasks.tsx'
import { TaskLines } from '../papers/task-lines.tsx'

/** 议定事项, each with the tasks that followed and how far they are. */
export function Decisions(props: { readonly meeting: MeetingDetail; readonly may: boolean }) {
  const { decisions } = props.meeting
  const tasks = decisions.flatMap((one) => one.tasks)
  const done = tasks.filter(({ state }) => state === 'accepted').length
  return (
    <section className="card o4">
      <div className="h">
        <h2>议定事项 {decisions.length} 项</h2>
        {tasks.length > 0 && (
          <span className="r sm muted">
            任务完成 {done}/{tasks.length}
          </span>
        )}
      </div>
      {decisions.map((one) => (
        <Decision key={one.id} decision={one} may={props.may} />
      ))}
    </section>
  )
}

function Decision({ decision, may }: { readonly decision: DecisionView; readonly may: boolean }) {
  const [failed, setFailed] = useState<readonly string[]>([])
  const [busy, setBusy] = useState(false)
  const [sending, setSending] = useState(false)
  const readAgain = useReadOffice()
  const has = new Set(decision.tasks.map(({ org }) => org))
  const missing = decision.orgs.filter(
    ({ org, successor }) => !has.has(org) && !has.has(successor?.org ?? ''),
  )
  const drafts = decision.tasks.filter(({ state }) => state === 'draft')
  const draft = async () => {
    setBusy(true)
    try {
      const orgs = missing.map(({ org, abolished, successor }) =>
        abolished && successor ? successor.org : org,
      )
      const made = await call(decisionTasks, { params: { id: decision.id }, body: { orgs } })
      setFailed(made.failed.map((one) => one.say))
      say(made.say, made.failed.length > 0 ? 'amber' : 'green')
      readAgain()
    } catch (error) {
      setFailed([sentenceOf(error)])
    }
    setBusy(false)
  }
  return (
    <div className="bd">
      <p>
        <b>
          {decision.item}. {decision.text}
        </b>{' '}
        <span className="muted sm">
          {decision.minutesNumber}，{decision.dueOn}前
        </span>
      </p>
      {decision.orgs
        .filter(({ abolished }) => abolished)
        .map((one) => (
          <p className="sm" key={one.org}>
            {one.name}已撤销{one.successor ? `，由${one.successor.name}承接` : ''}。
          </p>
        ))}
      {failed.length > 0 && (
        <Note tone="red" alert>
          {failed.join('')}
        </Note>
      )}
      {decision.tasks.length > 0 && <TaskLines tasks={decision.tasks} />}
      {may && (
        <p className="acts noprint">
          {missing.length > 0 && (
            <Button small busy={busy} icon="plus" onClick={() => void draft()}>
              转任务 {missing.length} 项
            </Button>
          )}
          {drafts.length > 0 && (
            <Button small weight="outline" onClick={() => setSending(true)}>
              下达 {drafts.length} 项
            </Button>
          )}
        </p>
      )}
      {sending && (
        <BulkTasks
          asked={{ ids: drafts.map(({ id }) => id).join(',') }}
          only="send"
          onClose={() => setSending(false)}
        />
      )}
    </div>
  )
}
