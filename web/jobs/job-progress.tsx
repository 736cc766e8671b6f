import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { JOB_STATE_LABELS } from '#jobs/texts.ts'
import { cancelJob, readJob, readJobFile, type JobView } from '#jobs/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { fullTime } from '../parts/dates.ts'
import { download } from '../parts/download.ts'
import { Failed, Loading, sentenceOf } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import '../styles/jobs.css'

const ASK_AGAIN_MS = 1000

/**
 * One job, followed until its end; the page may be left, the work goes on.
 * @public
 */
export function JobProgress({
  id,
  onDone,
  onEnd,
}: {
  readonly id: string
  readonly onDone?: (job: JobView) => void
  /** Told of the end, whichever it was. */
  readonly onEnd?: (job: JobView) => void
}) {
  const found = useQuery({
    queryKey: ['job', id],
    queryFn: async ({ signal }) => {
      const job = await call(readJob, { params: { id }, signal })
      if (job.state === 'done') onDone?.(job)
      if (!isOpen(job)) onEnd?.(job)
      return job
    },
    refetchInterval: ({ state }) => (state.data && !isOpen(state.data) ? false : ASK_AGAIN_MS),
  })
  if (found.isPending) return <Loading lines={2} />
  if (found.isError) return <Failed error={found.error} retry={() => void found.refetch()} />
  return <JobLine job={found.data} />
}

/** Whether a job has not come to its end. */
export function isOpen({ state }: JobView): boolean {
  return state === 'waiting' || state === 'running'
}

/** A job's title, state, progress, result and file. */
export function JobLine({ job }: { readonly job: JobView }) {
  const client = useQueryClient()
  const stop = useMutation({
    mutationFn: () => call(cancelJob, { params: { id: job.id } }),
    onSuccess: () => {
      say(`已要求停止：${job.title}。`)
      for (const queryKey of [['job', job.id], ['jobs']])
        void client.invalidateQueries({ queryKey })
    },
    onError: (error) => say(sentenceOf(error), 'red'),
  })
  const keep = useMutation({
    mutationFn: () =>
      download(readJobFile.path.replace('{id}', job.id), job.file?.name ?? job.title),
    onError: (error) => say(sentenceOf(error), 'red'),
  })
  return (
    <div className="job" role="status">
      <div className="l1">
        <b>{job.title}</b>
        <StateTag word={JOB_STATE_LABELS[job.state]} />
        <span className="sm muted">{fullTime(job.askedAt)}</span>
      </div>
      {isOpen(job) && <Progress job={job} />}
      {job.say && <p>{job.say}</p>}
      {job.file?.expired && <p className="sm muted">文件已过期，请重新办理。</p>}
      <div className="acts">
        {isOpen(job) && (
          <Button small busy={stop.isPending} onClick={() => stop.mutate()}>
            停止
            <span className="vh">：{job.title}</span>
          </Button>
        )}
        {job.file && !job.file.expired && (
          <Button small weight="outline" busy={keep.isPending} onClick={() => keep.mutate()}>
            下载文件
            <span className="vh">：{job.file.name}</span>
          </Button>
        )}
        {job.file && !job.file.expired && (
          <span className="sm muted">
            {sizeText(job.file.size)}，保留至 {fullTime(job.file.expiresAt)}
          </span>
        )}
        {job.link && job.state === 'done' && (
          <Link to={job.link} className="btn s">
            查看结果
          </Link>
        )}
      </div>
    </div>
  )
}

function Progress({ job }: { readonly job: JobView }) {
  const words = [
    job.stage ?? '等待办理',
    job.total === null
      ? job.done > 0 && job.done.toLocaleString('zh-CN')
      : `${job.done.toLocaleString('zh-CN')} / ${job.total.toLocaleString('zh-CN')}`,
  ].filter(Boolean)
  return (
    <p className="l1">
      <progress
        aria-label={`${job.title}的进度`}
        {...(job.total === null ? {} : { value: job.done, max: Math.max(1, job.total) })}
      />
      <span className="sm">{words.join('　')}</span>
      <span className="sm muted">可离开本页，办理不受影响</span>
    </p>
  )
}

function sizeText(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
