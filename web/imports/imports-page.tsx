import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { DRAFT_STATE_TEXTS, KIND_TEXTS } from '#imports/texts.ts'
import { listDrafts, type DraftBrief } from '#imports/words.ts'
import { call } from '../parts/api.ts'
import { fullTime } from '../parts/dates.ts'
import { Empty, Failed, Loading } from '../parts/page-state.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { StepsBar } from './steps-bar.tsx'
import { UploadCard } from './upload-card.tsx'
import '../styles/form.css'
import '../styles/jobs.css'
import '../styles/imports.css'

/** 导入: what this person uploaded, and the first step of another one. */
export function ImportsPage() {
  useTitle('导入')
  const { kind } = useSearch({ from: '/inside/imports' })
  const found = useQuery({
    queryKey: ['imports', 'list'],
    queryFn: ({ signal }) => call(listDrafts, { signal }),
  })
  return (
    <>
      <div className="ttl">
        <h1>导入</h1>
      </div>
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.data && (
        <>
          <StepsBar now="file" />
          <UploadCard
            kinds={found.data.kinds}
            first={found.data.kinds.find((one) => one === kind)}
          />
          <section className="card" aria-labelledby="import-drafts">
            <div className="h">
              <h2 id="import-drafts">本人的导入</h2>
            </div>
            {found.data.rows.length === 0 && <Empty>尚未导入过表格。</Empty>}
            <ul className="jobs">
              {found.data.rows.map((draft) => (
                <li key={draft.id}>
                  <Line draft={draft} />
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
    </>
  )
}

function Line({ draft }: { readonly draft: DraftBrief }) {
  return (
    <div className="job">
      <div className="l1">
        <Link to="/imports/$id" params={{ id: draft.id }}>
          {draft.fileName}
        </Link>
        <StateTag word={DRAFT_STATE_TEXTS[draft.state]} />
        <span className="sm muted">
          {KIND_TEXTS[draft.kind]}　{fullTime(draft.createdAt)} 上传
        </span>
      </div>
      {draft.say && <p className="sm">{draft.say}</p>}
      {draft.state === 'ready' && (
        <p className="sm muted">草稿保留至 {fullTime(draft.expiresAt)}</p>
      )}
    </div>
  )
}
