import { useState } from 'react'
import { sendTask, type IncomingDetail, type TaskRow } from '#papers/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Empty, sentenceOf } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'
import { DraftTasksDialog } from './draft-tasks.tsx'
import { useReadAgain } from './paper-data.ts'
import { TaskLines } from './task-lines.tsx'

/** 任务 that follow from a paper: drafted for many bodies, looked over, then sent. */
export function TasksUnder(props: { readonly paper: IncomingDetail; readonly mayDraft: boolean }) {
  const { paper } = props
  const [open, setOpen] = useState<'draft' | 'send' | null>(null)
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
            {drafts.length > 0 && (
              <Button small weight="outline" onClick={() => setOpen('send')}>
                下达 {drafts.length} 项
              </Button>
            )}
            <Button small icon="plus" onClick={() => setOpen('draft')}>
              拟任务
            </Button>
          </span>
        )}
      </div>
      {paper.tasks.length === 0 ? <Empty>尚未拟任务。</Empty> : <TaskLines tasks={paper.tasks} />}
      {open === 'draft' && <DraftTasksDialog paper={paper} onClose={() => setOpen(null)} />}
      {open === 'send' && <SendAll tasks={drafts} onClose={() => setOpen(null)} />}
    </section>
  )
}

/** A look before sending: what goes to whom by when; each is sent as an act of its own. */
export function SendAll(props: {
  readonly tasks: readonly TaskRow[]
  readonly onClose: () => void
}) {
  const [done, setDone] = useState<number | null>(null)
  const [failed, setFailed] = useState<ReadonlyMap<string, string>>(new Map())
  const readAgain = useReadAgain()
  const send = async () => {
    const not = new Map<string, string>()
    for (const [nth, task] of props.tasks.entries()) {
      setDone(nth)
      const body = { revision: task.revision, note: null }
      await call(sendTask, { params: { id: task.id }, body }).catch((error: unknown) =>
        not.set(task.id, sentenceOf(error)),
      )
    }
    setDone(null)
    setFailed(not)
    readAgain()
    say(`已下达 ${props.tasks.length - not.size} 项${not.size ? `，${not.size} 项未下达` : ''}。`)
    if (not.size === 0) props.onClose()
  }
  const names = { title: `下达 ${props.tasks.length} 项任务` }
  return (
    <Dialog title={names.title} onClose={props.onClose}>
      <p className="sm muted">核对后下达。对方签收前可以撤回，签收后只能作废。</p>
      <ul className="dls">
        {props.tasks.map((task) => (
          <li key={task.id}>
            <div>
              <b>{task.orgName}</b>
              <p className="sm">
                {task.title}，{task.dueOn} 前反馈
              </p>
              {failed.has(task.id) && <p className="sm err">{failed.get(task.id)}</p>}
            </div>
          </li>
        ))}
      </ul>
      <div className="sends">
        <Button weight="solid" busy={done !== null} onClick={() => void send()}>
          {done === null
            ? `下达 ${props.tasks.length} 项`
            : `正在下达 ${done + 1}/${props.tasks.length}`}
        </Button>
      </div>
    </Dialog>
  )
}
