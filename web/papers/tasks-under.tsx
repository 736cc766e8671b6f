import { useState } from 'react'
import type { IncomingDetail } from '#papers/words.ts'
import { Button } from '../parts/button.tsx'
import { Empty } from '../parts/page-state.tsx'
import { BulkTasks } from './bulk-tasks.tsx'
import { DraftTasksDialog } from './draft-tasks.tsx'
import { LeavingBatches } from './leaving-batches.tsx'
import { TaskLines } from './task-lines.tsx'

/** 任务 that follow from a paper: drafted for many bodies, looked over, then sent. */
export function TasksUnder(props: { readonly paper: IncomingDetail; readonly mayDraft: boolean }) {
  const { paper } = props
  const [open, setOpen] = useState(false)
  const drafts = paper.tasks.filter(({ state }) => state === 'draft')
  const ended = paper.state === 'finished' || paper.state === 'void'
  const done = paper.tasks.length - paper.openTasks
  return (
    <section className="card o4">
      <div className="h">
        <h2>任务</h2>
        <span className="sm muted">
          {paper.tasks.length > 0 && `已结束 ${done}/${paper.tasks.length}`}
        </span>
        {props.mayDraft && !ended && (
          <span className="r acts noprint">
            <TasksBulk source={paper.id} count={drafts.length} />
            <Button small icon="plus" onClick={() => setOpen(true)}>
              拟任务
            </Button>
          </span>
        )}
      </div>
      {paper.tasks.some(({ state }) => state === 'leaving') && <LeavingBatches />}
      {paper.tasks.length === 0 ? <Empty>尚未拟任务。</Empty> : <TaskLines tasks={paper.tasks} />}
      {open && (
        <DraftTasksDialog
          verb="拟任务"
          origin={{
            id: paper.id,
            route: `/incoming/${paper.id}`,
            jur: paper.jur,
            title: paper.title,
            content: paper.instruction ?? '',
            dueOn: paper.dueOn,
            source: { incoming: paper.id },
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </section>
  )
}

/**
 * Sends the drafts that follow from a paper or a task, after a look at them. It stays when no draft
 * is left, so that what came of the run can be read and the batch recalled.
 */
export function TasksBulk(props: { readonly source: string; readonly count: number }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      {props.count > 0 && (
        <Button small weight="outline" onClick={() => setOpen(true)}>
          下达 {props.count} 项
        </Button>
      )}
      {open && (
        <BulkTasks
          asked={{ incoming: props.source, state: 'draft' }}
          only="send"
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
