import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { taskRefusal, TASK_MOVES } from '#papers/rules.ts'
import { TASK_PART_LABELS } from '#papers/texts.ts'
import type { PaperViewer, TaskAct, TaskDetail } from '#papers/words.ts'
import { DeadlinePanel } from '../deadlines/deadline-panel.tsx'
import { EvidenceGrid } from '../files/evidence-grid.tsx'
import { ActionBar, type Act } from '../parts/action-bar.tsx'
import { Button } from '../parts/button.tsx'
import { timeOnly } from '../parts/dates.ts'
import { useTitle } from '../parts/title.ts'
import { Beside, Subtasks } from './around-task.tsx'
import { usePaperViewer, useTask } from './paper-data.ts'
import { TaskTags } from './state-tags.tsx'
import { StepsPanel } from './steps-panel.tsx'
import { TaskActDialog, type TaskVerb } from './task-acts.tsx'
import '../styles/detail.css'

const LinkPanel = lazy(() =>
  import('../invitations/link-panel.tsx').then((m) => ({ default: m.LinkPanel })),
)

const CallsPanel = lazy(() => import('../messages/calls-panel.tsx'))

const VERBS = [
  'send',
  'recall',
  'redirect',
  'receive',
  'answer',
  'fill',
  'accept',
  'send_back',
  'reassign',
  'return',
  'remind',
  'withdraw',
  'void',
] as const satisfies readonly TaskAct[]

/** One task: what is asked, by when, what was answered. */
export function TaskPage() {
  const { id } = useParams({ from: '/inside/tasks/$id' })
  const { data: task } = useTask(id)
  const viewer = usePaperViewer()
  const [open, setOpen] = useState<TaskVerb | null>(null)
  useTitle(`${task.number} ${task.title}`)
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/tasks">任务</Link> / {task.number}
      </nav>
      <div className="ttl">
        <h1>{task.title}</h1>
      </div>
      <p className="tags">
        <TaskTags state={task.state} />
        <span className="muted sm nw">{task.number}</span>
      </p>
      <div className="two">
        <div className="l">
          <ActionBar
            acts={actsOf(task, viewer)}
            first={firstOf(task, viewer)}
            onAct={(verb) => setOpen(verb as TaskVerb)}
          >
            <Button icon="print" onClick={() => window.print()}>
              打印
            </Button>
          </ActionBar>
          <Facts task={task} viewer={viewer} />
          <Beside task={task} viewer={viewer} />
          <Subtasks task={task} viewer={viewer} />
          <Suspense fallback={null}>
            <LinkPanel kind="office_task" matter={task.id} />
          </Suspense>
          {task.evidence.length > 0 && (
            <section className="card o5">
              <div className="h">
                <h2>附件 {task.evidence.length} 件</h2>
              </div>
              <EvidenceGrid
                items={task.evidence.map((one) => ({ ...one, byName: null, orgName: null }))}
                names={task.names}
              />
            </section>
          )}
        </div>
        <aside className="rr" aria-label="期限和办理记录">
          <DeadlinePanel deadlines={task.deadlines} />
          <StepsPanel number={task.number} steps={task.steps} />
          <Suspense fallback={null}>
            <CallsPanel
              matter={{
                kind: 'office_task',
                id,
                number: task.number,
                jur: task.jur,
                called: { org: task.org, orgName: task.orgName },
              }}
            />
          </Suspense>
        </aside>
      </div>
      {open && <TaskActDialog verb={open} task={task} onClose={() => setOpen(null)} />}
    </>
  )
}

/** The verbs of this side of the task, open ones and refused ones. */
function actsOf(task: TaskDetail, viewer: PaperViewer): Act[] {
  const ended = task.state === 'accepted' || task.state === 'withdrawn' || task.state === 'void'
  return VERBS.filter((act) => {
    const { by, roles } = TASK_MOVES[act]
    const own =
      by === 'village'
        ? task.party !== null && viewer.org !== task.org
        : viewer.org === (by === 'issuer' ? task.ownerOrg : task.org)
    if (act === 'recall' && task.state !== 'leaving') return false
    if (act === 'redirect' && !task.successors?.length) return false
    return own && (roles as readonly string[]).includes(viewer.role)
  }).map((act) => ({
    id: act,
    label: TASK_MOVES[act].label,
    near: !ended && act !== 'void',
    refusal: taskRefusal(act, task, viewer, task.limits),
  }))
}

const ASKED: Readonly<Record<string, TaskVerb>> = {
  receive: 'receive',
  answer: 'answer',
  reassign: 'reassign',
  accept: 'accept',
}

/** What the desk asked of this post; the issuer of a draft is asked to send it. */
function firstOf(task: TaskDetail, viewer: PaperViewer): string | null {
  if (task.state === 'draft') return task.successors?.length ? 'redirect' : 'send'
  if (task.state === 'leaving') return 'recall'
  const own = task.deadlines
    .filter((one) => one.state === 'open' && one.ownerOrg === viewer.org)
    .sort((a, b) => a.dueOn.localeCompare(b.dueOn))
  const verbs = own.map(({ kind }) => ASKED[kind]).filter((verb) => verb !== undefined)
  return verbs.find((verb) => taskRefusal(verb, task, viewer, task.limits) === null) ?? null
}

function Facts({ task, viewer }: { readonly task: TaskDetail; readonly viewer: PaperViewer }) {
  return (
    <section className="card o3">
      <div className="h">
        <h2>任务情况</h2>
        <span className="r sm muted">{TASK_PART_LABELS[task.part]}</span>
      </div>
      <dl className="facts bd">
        <div className="w">
          <dt>任务内容</dt>
          <dd className="pre">{task.content}</dd>
        </div>
        <div>
          <dt>下达单位</dt>
          <dd>{task.issuerName}</dd>
        </div>
        <div>
          <dt>承办单位</dt>
          <dd>
            {task.orgName}
            {task.person && ` ${task.person}`}
          </dd>
        </div>
        <div>
          <dt>反馈期限</dt>
          <dd>{task.dueOn}</dd>
        </div>
        {task.leavesAt && (
          <div>
            <dt>发出时间</dt>
            <dd>{timeOnly(task.leavesAt)}，此前对方看不到</dd>
          </div>
        )}
        {task.parent && (
          <div>
            <dt>分办自</dt>
            <dd>
              <Link to="/tasks/$id" params={{ id: task.parent.id }}>
                {task.parent.number} {task.parent.title}
              </Link>
            </dd>
          </div>
        )}
        {task.incoming && (
          <div>
            <dt>来源</dt>
            <dd>
              {viewer.org === task.ownerOrg ? (
                <Link to="/incoming/$id" params={{ id: task.incoming.id }}>
                  {task.incoming.number}
                </Link>
              ) : (
                task.incoming.title
              )}
            </dd>
          </div>
        )}
        <div className="w">
          <dt>反馈内容</dt>
          <dd className="pre">{task.answer ?? '尚未反馈。'}</dd>
        </div>
        {task.unfinished && (
          <div className="w">
            <dt>分办未完先行反馈的理由</dt>
            <dd className="pre">{task.unfinished}</dd>
          </div>
        )}
      </dl>
    </section>
  )
}
