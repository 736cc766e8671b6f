import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { DRAFT_STATE_TEXTS, FORMAT_TEXTS, KIND_TEXTS, type StepName } from '#imports/texts.ts'
import { dropDraft, type DraftView } from '#imports/words.ts'
import { JobProgress } from '../jobs/job-progress.tsx'
import { call } from '../parts/api.ts'
import { Button, ButtonLink } from '../parts/button.tsx'
import { fullTime } from '../parts/dates.ts'
import { Failed, Loading, Note } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { AgreeStep } from './agree-step.tsx'
import { chosenStep, draftQuery, useDraftAct, useRefresh } from './draft-data.ts'
import { HeaderStep } from './header-step.tsx'
import { ResultStep } from './result-step.tsx'
import { RowsStep } from './rows-step.tsx'
import { StepsBar } from './steps-bar.tsx'
import '../styles/form.css'
import '../styles/list.css'
import '../styles/imports.css'

/** One import, in five steps; each is saved on the server, so that going back loses nothing. */
export function ImportPage() {
  const { id } = useParams({ from: '/inside/imports/$id' })
  const { step } = useSearch({ from: '/inside/imports/$id' })
  const found = useQuery(draftQuery(id))
  useTitle(found.data ? `导入 ${found.data.fileName}` : '导入')
  if (found.isPending) return <Loading />
  if (found.isError) return <Failed page error={found.error} retry={() => void found.refetch()} />
  const draft = found.data
  const now = draft.state === 'reading' ? 'file' : chosenStep(draft, step)
  return (
    <>
      <nav className="crumb noprint" aria-label="位置">
        <Link to="/imports">导入</Link> / {KIND_TEXTS[draft.kind]}
      </nav>
      <div className="ttl">
        <h1>{draft.fileName}</h1>
        <StateTag word={DRAFT_STATE_TEXTS[draft.state]} />
      </div>
      <StepsBar draft={draft} now={now} />
      <Step draft={draft} step={now} />
    </>
  )
}

function Step({ draft, step }: { readonly draft: DraftView; readonly step: StepName }) {
  switch (step) {
    case 'file':
      return <FileStep draft={draft} />
    case 'header':
      return <HeaderStep key={draft.revision} draft={draft} />
    case 'rows':
      return <RowsStep draft={draft} />
    case 'agree':
      return <AgreeStep draft={draft} />
    case 'result':
      return <ResultStep draft={draft} />
  }
}

/** 选择文件, once it is chosen: what it turned out to be, and how far its reading is. */
function FileStep({ draft }: { readonly draft: DraftView }) {
  const refresh = useRefresh(draft.id)
  const navigate = useNavigate()
  const drop = useDraftAct(
    draft.id,
    () => call(dropDraft, { params: { id: draft.id } }),
    (answer) => {
      say(answer.say)
      void navigate({ to: '/imports' })
    },
  )
  return (
    <section className="card">
      <div className="bd group">
        {draft.state === 'reading' && draft.job && (
          <JobProgress id={draft.job} onEnd={() => void refresh()} />
        )}
        {draft.state === 'refused' && (
          <Note tone="red" alert>
            {draft.say ?? '该文件未能读取，请重新上传。'}
          </Note>
        )}
        {draft.sameFile && (
          <Note tone="amber">
            同一文件已于 {fullTime(draft.sameFile.at)} 导入过（《{draft.sameFile.fileName}
            》，当时接收 {draft.sameFile.taken} 条）；已在台账中的行不会重复写入。
          </Note>
        )}
        <dl className="known">
          <Fact term="文件" value={`${draft.fileName}，${Math.max(1, draft.fileSize >> 10)} KB`} />
          {draft.format && (
            <Fact
              term="格式"
              value={[
                FORMAT_TEXTS[draft.format],
                ...(draft.encoding ? [draft.encoding.toUpperCase()] : []),
                ...(draft.epoch === 1904 ? ['1904 日期系统'] : []),
              ].join('，')}
            />
          )}
          <Fact term="接收单位" value={draft.office} />
          <Fact term="地区" value={draft.placeName} />
          <Fact term="上传时间" value={fullTime(draft.createdAt)} />
          <Fact term="文件校验值" value={`SHA-256 ${draft.fileHash.slice(0, 16)}…`} />
        </dl>
        <div className="sends plain">
          {draft.state === 'ready' && (
            <ButtonLink
              to="/imports/$id"
              params={{ id: draft.id }}
              search={{ step: 'header' }}
              weight="solid"
            >
              核对表头
            </ButtonLink>
          )}
          {draft.state === 'refused' && (
            <ButtonLink to="/imports" weight="solid">
              重新上传
            </ButtonLink>
          )}
          {(draft.state === 'ready' || draft.state === 'refused') && (
            <Button busy={drop.isPending} onClick={() => drop.mutate(undefined)}>
              放弃导入
            </Button>
          )}
        </div>
      </div>
    </section>
  )
}

function Fact({ term, value }: { readonly term: string; readonly value: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </div>
  )
}
