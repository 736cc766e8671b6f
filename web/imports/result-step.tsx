import { useNavigate, useSearch } from '@tanstack/react-router'
import { KIND_TEXTS, KIND_ROUTES, KIND_UNITS } from '#imports/texts.ts'
import { ROW_FILTERS, type DraftView } from '#imports/words.ts'
import { JobProgress } from '../jobs/job-progress.tsx'
import { ButtonLink } from '../parts/button.tsx'
import { Note } from '../parts/page-state.tsx'
import { CountsPanel } from './counts-panel.tsx'
import { useRefresh } from './draft-data.ts'
import { MarkedCopy } from './marked-copy.tsx'
import { RowList } from './rows-step.tsx'

/** 结果: how far the writing is, and what became of the rows; those that stayed out can be looked at. */
export function ResultStep({ draft }: { readonly draft: DraftView }) {
  const refresh = useRefresh(draft.id)
  const navigate = useNavigate({ from: '/imports/$id' })
  const { show, after } = useSearch({ from: '/inside/imports/$id' })
  const shown = ROW_FILTERS.find((one) => one === show)
  const { taken, failed } = draft.outcomes
  const unit = KIND_UNITS[draft.kind]
  return (
    <>
      <section className="card" aria-labelledby="import-result">
        <div className="h">
          <h2 id="import-result">导入结果</h2>
          <span className="r">
            <MarkedCopy draft={draft} />
          </span>
        </div>
        <div className="bd group">
          {draft.state === 'taking' && draft.job && (
            <JobProgress id={draft.job} onEnd={() => void refresh()} />
          )}
          {draft.state === 'taken' && (
            <Note tone={failed > 0 ? 'amber' : 'green'}>{draft.say}</Note>
          )}
          {failed > 0 && (
            <p>
              <button
                type="button"
                className="linkish"
                onClick={() => void navigate({ search: { step: 'result', show: 'failed' } })}
              >
                未能接收 {failed} {unit}，逐行查看
              </button>
            </p>
          )}
          <CountsPanel
            taken={draft.state === 'taken'}
            counts={draft.counts}
            now={shown}
            onOpen={(next) =>
              void navigate({ search: { step: 'result', show: next }, resetScroll: false })
            }
          />
          {draft.state === 'taken' && (
            <div className="sends plain">
              <ButtonLink to={KIND_ROUTES[draft.kind]} weight="solid">
                查看{KIND_TEXTS[draft.kind].slice(0, 4)}
              </ButtonLink>
              <ButtonLink to="/imports">再导入</ButtonLink>
              <span className="saved">
                本次接收 {taken.toLocaleString('en-US')} {unit}
              </span>
            </div>
          )}
        </div>
      </section>
      {shown && <RowList draft={draft} show={shown} after={after} />}
    </>
  )
}
