import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { BULK_ACTS, bulkRefusal, TASK_MOVES, type BulkAct } from '#papers/rules.ts'
import {
  acceptTask,
  BULK_MOST,
  chooseTasks,
  recallBatch,
  remindTask,
  sendTask,
  voidTask,
  withdrawTask,
  type ChosenTask,
} from '#papers/words.ts'
import { call, type Request } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Choices, Field } from '../parts/field.tsx'
import { Failed, Loading, Note, sentenceOf } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'
import { orNull } from './note-form.tsx'
import { usePaperViewer, useReadOffice } from './paper-data.ts'

/** The tasks of a bulk act: those named by id, or all that a filter meets. */
export type Asked = NonNullable<Request<typeof chooseTasks>['query']>

type Run = { readonly act: BulkAct; readonly total: number; readonly batch: string | null }
type Ended = Run & {
  readonly done: number
  readonly stopped: boolean
  readonly failed: readonly { readonly task: ChosenTask; readonly sentence: string }[]
}

/**
 * 批量办理: a look first that says how many go and why others do not; then one by one, each an act
 * of its own with its own receipt; it may be stopped, and what was refused is listed after.
 */
export function BulkTasks(props: {
  readonly asked: Asked
  /** Where only one act is meant. */
  readonly only?: BulkAct
  readonly onClose: () => void
}) {
  const [act, setAct] = useState<BulkAct>(props.only ?? 'send')
  const [ended, setEnded] = useState<Ended | null>(null)
  const found = useQuery({
    queryKey: ['tasks', 'choice', props.asked],
    queryFn: () => call(chooseTasks, { query: props.asked }),
    // What was looked at stays as it was while it is sent.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const title = props.only ? `批量${TASK_MOVES[props.only].label}` : '批量办理任务'
  return (
    <Dialog title={title} onClose={props.onClose}>
      {ended ? (
        <Result ended={ended} onClose={props.onClose} />
      ) : (
        <>
          {!props.only && (
            <Choices
              name="act"
              label="办理事项"
              value={act}
              options={BULK_ACTS.map((value) => ({ value, label: TASK_MOVES[value].label }))}
              onChange={setAct}
            />
          )}
          {found.isPending && <Loading lines={6} />}
          {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
          {found.data && <Look key={act} act={act} {...found.data} onEnded={setEnded} />}
        </>
      )}
    </Dialog>
  )
}

/** The look: how many go to whom, how many do not and why; then the run with its progress. */
function Look(props: {
  readonly act: BulkAct
  readonly rows: readonly ChosenTask[]
  readonly more: boolean
  readonly today: string
  readonly onEnded: (ended: Ended) => void
}) {
  const { act, rows, today } = props
  const viewer = usePaperViewer()
  const readAgain = useReadOffice()
  const [note, setNote] = useState('')
  const [lacking, setLacking] = useState(false)
  const [at, setAt] = useState<number | null>(null)
  const stop = useRef(false)
  const judged = rows.map((task) => ({
    task,
    no: bulkRefusal(act, task, viewer, { limits: task.limits, today }),
  }))
  const go = judged.filter(({ no }) => no === null).map(({ task }) => task)
  const label = TASK_MOVES[act].label
  const words = act === 'void' ? '作废理由' : `${label}说明`
  const run = async () => {
    if (act === 'void' && note.trim() === '') {
      setLacking(true)
      return
    }
    stop.current = false
    const batch = act === 'send' && go.length > 1 ? crypto.randomUUID() : null
    const failed: { task: ChosenTask; sentence: string }[] = []
    let nth = 0
    for (; nth < go.length && !stop.current; nth += 1) {
      setAt(nth)
      const task = go[nth]!
      await submit(act, task, note, batch).catch((error: unknown) =>
        failed.push({ task, sentence: sentenceOf(error) }),
      )
    }
    readAgain()
    const done = nth - failed.length
    say(`已${label} ${done} 项${failed.length ? `，${failed.length} 项未办` : ''}。`)
    props.onEnded({ act, total: go.length, batch, done, stopped: nth < go.length, failed })
  }
  return (
    <div className="drawer-form">
      <Note tone={go.length > 0 ? 'blue' : 'amber'}>
        <p>
          可以{label} <b>{go.length}</b> 项
          {rows.length > go.length && `，不能${label} ${rows.length - go.length} 项`}。
        </p>
        {props.more && <p>一次最多办理 {BULK_MOST} 项，其余的办完后再办。</p>}
        {act === 'send' && go.length > 1 && <p>成批下达的任务稍后才发出，发出前可以收回整批。</p>}
      </Note>
      <Refused judged={judged} />
      <Going label={label} tasks={go} />
      {go.length > 0 && (
        <Field
          name="note"
          label={words}
          optional={act !== 'void'}
          error={lacking && note.trim() === '' ? '请填写作废理由' : undefined}
        >
          {(wired) => (
            <textarea
              {...wired}
              className="inp"
              rows={3}
              maxLength={2000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
      )}
      <div className="sends">
        <Button
          weight="solid"
          busy={at !== null}
          aria-disabled={go.length === 0}
          onClick={() => void run()}
        >
          {at === null ? `${label} ${go.length} 项` : `正在${label} ${at + 1}/${go.length}`}
        </Button>
        {at !== null && <Button onClick={() => (stop.current = true)}>停止</Button>}
      </div>
    </div>
  )
}

/** Those that will go, folded away. */
function Going(props: { readonly label: string; readonly tasks: readonly ChosenTask[] }) {
  if (props.tasks.length === 0) return null
  return (
    <details>
      <summary>
        可以{props.label}的 {props.tasks.length} 项
      </summary>
      <ul className="dls">
        {props.tasks.map((task) => (
          <li key={task.id}>
            <div>
              <b>{task.orgName}</b>
              <p className="sm">
                {task.title}，{task.dueOn} 前反馈
              </p>
            </div>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Those that will not go, grouped by the reason. */
function Refused(props: {
  readonly judged: readonly {
    readonly task: ChosenTask
    readonly no: { readonly refused: string } | null
  }[]
}) {
  const groups = new Map<string, ChosenTask[]>()
  for (const { task, no } of props.judged) {
    if (no) groups.set(no.refused, [...(groups.get(no.refused) ?? []), task])
  }
  if (groups.size === 0) return null
  return (
    <ul className="dls" aria-label="不能办理的原因">
      {[...groups].map(([reason, tasks]) => (
        <li key={reason}>
          <div>
            <b>{tasks.length} 项</b>
            <p className="sm">{reason}</p>
            <p className="sm muted">
              {tasks
                .slice(0, 5)
                .map(({ orgName, number }) => `${orgName}（${number}）`)
                .join('、')}
              {tasks.length > 5 && '等'}
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}

function submit(act: BulkAct, { id, revision }: ChosenTask, note: string, batch: string | null) {
  const given = { params: { id }, key: crypto.randomUUID() }
  const noted = { revision, note: orNull(note) }
  switch (act) {
    case 'send':
      return call(sendTask, { ...given, body: { ...noted, batch } })
    case 'remind':
      return call(remindTask, { ...given, body: noted })
    case 'accept':
      return call(acceptTask, { ...given, body: noted })
    case 'withdraw':
      return call(withdrawTask, { ...given, body: noted })
    case 'void':
      return call(voidTask, { ...given, body: { revision, reason: note.trim() } })
  }
}

/** What came of the run; a batch that has not left is recalled here. */
function Result({ ended, onClose }: { readonly ended: Ended; readonly onClose: () => void }) {
  const label = TASK_MOVES[ended.act].label
  const rest = ended.total - ended.done - ended.failed.length
  return (
    <div className="drawer-form">
      <Note tone={ended.failed.length > 0 || ended.stopped ? 'amber' : 'green'} alert>
        <p>
          已{label} {ended.done} 项{ended.failed.length > 0 && `，${ended.failed.length} 项未办`}
          {rest > 0 && `，停止后还有 ${rest} 项未办`}。
        </p>
        {ended.batch && ended.done > 0 && <p>任务稍后发出；发出前对方看不到，可以收回整批。</p>}
      </Note>
      {ended.failed.length > 0 && (
        <ul className="dls" aria-label="未办的任务">
          {ended.failed.map(({ task, sentence }) => (
            <li key={task.id}>
              <div>
                <b>{task.orgName}</b> <span className="sm muted nw">{task.number}</span>
                <p className="sm err">{sentence}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
      <div className="sends">
        <Button weight="outline" onClick={onClose}>
          收起
        </Button>
        {ended.batch && ended.done > 0 && <RecallButton batch={ended.batch} onDone={onClose} />}
      </div>
    </div>
  )
}

/** 收回整批: one button, until it leaves. */
export function RecallButton(props: { readonly batch: string; readonly onDone?: () => void }) {
  const readAgain = useReadOffice()
  const [busy, setBusy] = useState(false)
  const recall = async () => {
    setBusy(true)
    try {
      const answer = await call(recallBatch, { params: { id: props.batch }, body: {} })
      say(answer.say, answer.left > 0 ? 'amber' : 'green')
      props.onDone?.()
    } catch (error) {
      say(sentenceOf(error), 'red')
    }
    setBusy(false)
    readAgain()
  }
  return (
    <Button busy={busy} onClick={() => void recall()}>
      收回整批
    </Button>
  )
}
