import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { rowText } from '#imports/texts.ts'
import { readDraftRows, ROW_FILTERS, type DraftView, type RowFilter } from '#imports/words.ts'
import { call } from '../parts/api.ts'
import { Button, ButtonLink } from '../parts/button.tsx'
import { Empty, Failed, Loading } from '../parts/page-state.tsx'
import { CountsPanel } from './counts-panel.tsx'
import { MarkedCopy } from './marked-copy.tsx'
import { RowCard } from './row-card.tsx'

/** 核对内容: every row of the file by what it is, every doubt with its cell and sentence. */
export function RowsStep({ draft }: { readonly draft: DraftView }) {
  const { show, after } = useSearch({ from: '/inside/imports/$id' })
  const navigate = useNavigate({ from: '/imports/$id' })
  const doubts = draft.doubts.error + draft.doubts.warning
  const shown = ROW_FILTERS.find((one) => one === show) ?? (doubts > 0 ? 'doubtful' : 'data')
  const open = (next: RowFilter) =>
    void navigate({ search: { step: 'rows', show: next }, resetScroll: false })
  return (
    <>
      <section className="card" aria-labelledby="import-counts">
        <div className="h">
          <h2 id="import-counts">逐行识别结果</h2>
          <span className="r">
            <MarkedCopy draft={draft} />
          </span>
        </div>
        <div className="bd">
          <CountsPanel
            counts={draft.counts}
            taken={draft.state === 'taken'}
            now={shown}
            onOpen={open}
          />
          <p>
            <button type="button" className="linkish" onClick={() => open('doubtful')}>
              须更正 {draft.doubts.error} 行、须核对 {draft.doubts.warning} 行
            </button>
            <span className="sm muted">；须更正的行不接收，更正后即可接收。</span>
          </p>
        </div>
      </section>
      <RowList draft={draft} show={shown} after={after} />
      <div className="sends">
        <ButtonLink
          to="/imports/$id"
          params={{ id: draft.id }}
          search={{ step: 'agree' }}
          weight="solid"
        >
          进入确认
        </ButtonLink>
        <ButtonLink to="/imports/$id" params={{ id: draft.id }} search={{ step: 'header' }}>
          上一步
        </ButtonLink>
      </div>
    </>
  )
}

/** The rows of one filter, fifty a page, in the order of the file. */
export function RowList(props: {
  readonly draft: DraftView
  readonly show: RowFilter
  readonly after: string | undefined
}) {
  const { draft, show, after } = props
  const title = rowText(show, draft.state === 'taken')
  const navigate = useNavigate({ from: '/imports/$id' })
  const [trail, setTrail] = useState<readonly string[]>([])
  const found = useQuery({
    queryKey: ['imports', draft.id, 'rows', show, after],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      call(readDraftRows, {
        params: { id: draft.id },
        query: { show, size: 50, ...(after ? { after } : {}) },
        signal,
      }),
  })
  const turn = (cursor: string | undefined) =>
    void navigate({
      search: ({ step }) => ({
        ...(step ? { step } : {}),
        show,
        ...(cursor ? { after: cursor } : {}),
      }),
    })
  if (found.isPending) return <Loading />
  if (found.isError) return <Failed error={found.error} retry={() => void found.refetch()} />
  const { rows, next } = found.data
  return (
    <section className="card" aria-label={`${title}的行`}>
      <div className="h">
        <h2>{title}</h2>
      </div>
      {rows.length === 0 && <Empty>{EMPTY[show] ?? '没有这类行。'}</Empty>}
      <ul className="sheetrows">
        {rows.map((row) => (
          <li key={`${row.sheet}.${row.row}`}>
            <RowCard draft={draft} row={row} />
          </li>
        ))}
      </ul>
      {(next || after) && (
        <div className="pg">
          <span className="r">
            <Button
              small
              aria-disabled={!after}
              onClick={() => {
                turn(trail.at(-1) || undefined)
                setTrail(trail.slice(0, -1))
              }}
            >
              上一页
            </Button>
            <Button
              small
              aria-disabled={!next}
              onClick={() => {
                setTrail([...trail, after ?? ''])
                turn(next ?? undefined)
              }}
            >
              下一页
            </Button>
          </span>
        </div>
      )}
    </section>
  )
}

const EMPTY: Partial<Record<RowFilter, string>> = {
  doubtful: '没有须核对的行。',
  refused: '没有不接收的行。',
  empty: '这些空行在文件中没有存储内容，不逐行列出。',
}
