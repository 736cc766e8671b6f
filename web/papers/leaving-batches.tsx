import { useQuery } from '@tanstack/react-query'
import { listBatches } from '#papers/words.ts'
import { call } from '../parts/api.ts'
import { timeOnly } from '../parts/dates.ts'
import { Note } from '../parts/page-state.tsx'
import { RecallButton } from './bulk-tasks.tsx'

const EVERY_MS = 10_000

/** Batches that have not left yet, each with the button that recalls it. */
export function LeavingBatches() {
  const found = useQuery({
    queryKey: ['tasks', 'batches'],
    queryFn: () => call(listBatches, {}),
    refetchInterval: ({ state }) => (state.data?.rows.length ? EVERY_MS : false),
  })
  return (found.data?.rows ?? []).map((batch) => (
    <Note key={batch.id} tone="amber">
      <p>
        “{batch.title}”等 {batch.count} 项任务已下达，{timeOnly(batch.leavesAt)}{' '}
        起发出；发出前对方看不到。
      </p>
      <p className="acts noprint">
        <RecallButton batch={batch.id} />
      </p>
    </Note>
  ))
}
