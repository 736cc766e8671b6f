import { Link } from '@tanstack/react-router'
import { TASK_PART_LABELS } from '#papers/texts.ts'
import type { TaskRow } from '#papers/words.ts'
import { DueText } from './due-text.tsx'
import { TaskTags } from './state-tags.tsx'

/** Tasks one a line: who answers, what, where it stands, by when. */
export function TaskLines({ tasks }: { readonly tasks: readonly TaskRow[] }) {
  return (
    <ul className="dls">
      {tasks.map((task) => (
        <li key={task.id}>
          <div>
            <Link to="/tasks/$id" params={{ id: task.id }}>
              <b>{task.orgName}</b>
            </Link>{' '}
            <TaskTags state={task.state} />
            <p className="sm muted">
              {TASK_PART_LABELS[task.part]} · {task.title}
            </p>
          </div>
          <DueText dueOn={task.dueOn} left={task.left} />
        </li>
      ))}
    </ul>
  )
}
