import { useQuery } from '@tanstack/react-query'
import { listJobs } from '#jobs/words.ts'
import { call } from '../parts/api.ts'
import { Empty, Failed, Loading } from '../parts/page-state.tsx'
import { useTitle } from '../parts/title.ts'
import { isOpen, JobLine } from './job-progress.tsx'

const ASK_AGAIN_MS = 2000

/** 后台任务: what this person asked for that takes long, newest first. */
export function JobsPage() {
  useTitle('后台任务')
  const found = useQuery({
    queryKey: ['jobs'],
    queryFn: ({ signal }) => call(listJobs, { signal }),
    refetchInterval: ({ state }) => (state.data?.rows.some(isOpen) ? ASK_AGAIN_MS : false),
  })
  const jobs = found.data?.rows ?? []
  return (
    <>
      <div className="ttl">
        <h1>后台任务</h1>
        {found.data && <span className="muted">{jobs.length} 项</span>}
      </div>
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.data && (
        <section className="card">
          {jobs.length === 0 && <Empty>没有后台任务。导入、导出和通报在此显示进度。</Empty>}
          <ul className="jobs">
            {jobs.map((job) => (
              <li key={job.id}>
                <JobLine job={job} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
