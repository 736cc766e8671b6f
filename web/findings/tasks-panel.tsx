import { lazy, Suspense, useState } from 'react'
import type { FindingDetail, Viewer } from '#findings/words.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { shortDay } from '../parts/dates.ts'
import { StateTag } from '../parts/state-tag.tsx'

const FinishTaskForm = lazy(() =>
  import('./forms/task-forms.tsx').then((m) => ({ default: m.FinishTaskForm })),
)

const words = { open: '办理中', done: '已完成', cancelled: '已撤下' } as const

/** 子任务 of the assisting units. */
export function TasksPanel(props: {
  readonly finding: FindingDetail
  readonly viewer: Viewer | null
}) {
  const { finding, viewer } = props
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <section className="card o4">
      <div className="h">
        <h2>子任务</h2>
        <span className="r sm muted">未完成 {finding.openTasks}</span>
      </div>
      <ul className="dls">
        {finding.tasks.map((task) => (
          <li key={task.id}>
            <div>
              <b>{task.content}</b>
              <p className="sm muted">
                {task.orgName}
                {task.dueOn && `，${shortDay(task.dueOn)} 前`}
              </p>
            </div>
            <span className="acts-in">
              <StateTag word={words[task.state]} />
              {task.state === 'open' && viewer?.org === task.org && (
                <Button small onClick={() => setChosen(task.id)}>
                  完成
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {chosen && (
        <Dialog title="完成子任务" onClose={() => setChosen(null)}>
          <Suspense fallback={null}>
            <FinishTaskForm finding={finding} task={chosen} onClose={() => setChosen(null)} />
          </Suspense>
        </Dialog>
      )}
    </section>
  )
}
