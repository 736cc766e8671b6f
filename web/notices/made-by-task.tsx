import { useMutation, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { makeDraft, type NoticeContent, type NoticeKind } from '#bulletins/words.ts'
import { readJob, readJobFile } from '#jobs/words.ts'
import { isOpen, JobProgress } from '../jobs/job-progress.tsx'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { Failed, Loading, Note, sentenceOf } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'

type Asked = { readonly kind: NoticeKind; readonly on: string; readonly notice: string | null }

type Props = {
  readonly asked: Asked
  /** The task that makes or made it; it stands in the address, so that the page may be left. */
  readonly job: string | undefined
  readonly onJob: (job: string) => void
  readonly children: (content: NoticeContent) => ReactNode
}

/** A notice that counts more findings than a request computes: made as a task, then shown. */
export function MadeByTask({ asked, job, onJob, children }: Props) {
  const state = useQuery({
    queryKey: ['notice-task', job],
    enabled: job !== undefined,
    queryFn: () => call(readJob, { params: { id: job ?? '' } }),
  })
  const done = state.data?.state === 'done' && state.data.file?.expired === false
  const found = useQuery({
    queryKey: ['notice-made', job],
    enabled: done,
    queryFn: async () => (await call(readJobFile, { params: { id: job ?? '' } })) as Made,
  })
  if (found.data) return children(found.data.content)
  if (done && found.isError) {
    return <Failed error={found.error} retry={() => void found.refetch()} />
  }
  const waits = job !== undefined && (state.isPending || done || (state.data && isOpen(state.data)))
  return (
    <section className="card pad" aria-label="汇总数字">
      {!waits && <Ask asked={asked} onJob={onJob} />}
      {job !== undefined && !done && <JobProgress id={job} onEnd={() => void state.refetch()} />}
      {done && <Loading lines={10} />}
    </section>
  )
}

type Made = { readonly content: NoticeContent }

function Ask({ asked, onJob }: Pick<Props, 'asked' | 'onJob'>) {
  const ask = useDraftTask(asked, 'page', onJob)
  return (
    <>
      <Note tone="amber">本期涉及的问题隐患较多，数字在后台汇总，汇总期间可以离开本页。</Note>
      <Button weight="solid" busy={ask.isPending} onClick={() => ask.mutate()}>
        汇总数字
      </Button>
    </>
  )
}

/** Asks for the task that makes a draft. */
export function useDraftTask(asked: Asked, as: 'page' | 'word', onJob: (job: string) => void) {
  return useMutation({
    mutationFn: () => call(makeDraft, { body: { ...asked, as } }),
    onSuccess: ({ job }) => onJob(job),
    onError: (error) => say(sentenceOf(error), 'red'),
  })
}
