import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { divideRefusal } from '#papers/rules.ts'
import { TASK_PART_LABELS } from '#papers/texts.ts'
import { TASK_ENDED, type PaperViewer, type TaskDetail } from '#papers/words.ts'
import { Button } from '../parts/button.tsx'
import { DraftTasksDialog } from './draft-tasks.tsx'
import { TaskTags } from './state-tags.tsx'
import { TasksBulk } from './tasks-under.tsx'

const ENDED: readonly string[] = TASK_ENDED

type Props = { readonly task: TaskDetail; readonly viewer: PaperViewer }

/** 分办任务: into what the answering body divided the task, and the button that divides it. */
export function Subtasks({ task, viewer }: Props) {
  const [open, setOpen] = useState(false)
  const refusal = divideRefusal(task, viewer)
  const own = viewer.org === task.org
  if (task.subtasks.length === 0 && (!own || refusal)) return null
  const drafts = task.subtasks.filter(({ own: mine, state }) => mine && state === 'draft')
  const done = task.subtasks.filter(({ state }) => ENDED.includes(state)).length
  return (
    <section className="card o4">
      <div className="h">
        <h2>分办任务</h2>
        <span className="sm muted">
          {task.subtasks.length > 0 && `已结束 ${done}/${task.subtasks.length}`}
        </span>
        {own && (
          <span className="r acts noprint">
            <TasksBulk source={task.id} count={drafts.length} />
            {refusal === null && (
              <Button small icon="plus" onClick={() => setOpen(true)}>
                分办
              </Button>
            )}
          </span>
        )}
      </div>
      <ul className="dls">
        {task.subtasks.map((one) => (
          <li key={one.id}>
            <div>
              <b>{one.orgName}</b> <TaskTags state={one.state} />
              <p className="sm muted">
                {one.own ? (
                  <Link to="/tasks/$id" params={{ id: one.id }}>
                    {one.number}
                  </Link>
                ) : (
                  one.number
                )}
              </p>
            </div>
            <span className="sm nw">{one.dueOn} 前反馈</span>
          </li>
        ))}
      </ul>
      {open && (
        <DraftTasksDialog
          verb="分办"
          origin={{
            id: task.id,
            route: `/tasks/${task.id}`,
            jur: task.jur,
            title: task.title,
            content: task.content,
            dueOn: task.dueOn,
            source: { parent: task.id },
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </section>
  )
}

/** Who leads, for a body that assists; what the assisting bodies answered, for whoever leads. */
export function Beside({ task, viewer }: Props) {
  if (task.beside.length === 0) return null
  const issuer = viewer.org === task.ownerOrg
  return (
    <section className="card o4">
      <div className="h">
        <h2>{task.part === 'lead' ? '协办单位' : '主办单位'}</h2>
      </div>
      <ul className="dls">
        {task.beside.map((one) => (
          <li key={one.id}>
            <div>
              {issuer ? (
                <Link to="/tasks/$id" params={{ id: one.id }}>
                  <b>{one.orgName}</b>
                </Link>
              ) : (
                <b>{one.orgName}</b>
              )}{' '}
              {one.state && <TaskTags state={one.state} />}
              <p className="sm muted">{TASK_PART_LABELS[one.part]}</p>
              {one.state && task.part === 'lead' && (
                <p className="sm pre">{one.answer ?? '尚未反馈。'}</p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
