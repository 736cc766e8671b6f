import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { packRefusal } from '#packs/rules.ts'
import { PACK_ACT_LABELS, PACK_STATE_LABELS } from '#packs/texts.ts'
import {
  PACK_ACTS,
  proposeSheet,
  readPackDraft,
  releaseSheet,
  type PackAct,
  type PackDetail,
  type PackDraft,
  type PackMoved,
} from '#packs/words.ts'
import { ActionBar } from '../parts/action-bar.tsx'
import { call, sendFiles } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { fullTime } from '../parts/dates.ts'
import { download } from '../parts/download.ts'
import { Failed, Loading, Note, sentenceOf } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'
import { useSession } from '../parts/session.ts'
import { StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { Problems } from './problems.tsx'
import { SheetTable } from './sheet-table.tsx'
import { WithdrawDialog } from './withdraw.tsx'
import '../styles/detail.css'
import '../styles/list.css'
import '../styles/packs.css'

/** One draft: the sheet in its columns, what does not add up beside it, and its release. */
export function PackDraftPage() {
  const { id } = useParams({ from: '/inside/packs/$id' })
  const found = useQuery({
    queryKey: ['packs', id],
    queryFn: () => call(readPackDraft, { params: { id } }),
  })
  useTitle(found.data?.draft.title ?? '打分表')
  if (found.isPending) return <Loading lines={10} />
  if (found.isError) return <Failed error={found.error} retry={() => void found.refetch()} />
  return <DraftView detail={found.data} />
}

function DraftView({ detail }: { readonly detail: PackDetail }) {
  const { draft } = detail
  return (
    <>
      <nav className="crumb noprint" aria-label="位置">
        <Link to="/packs">打分表</Link> / {draft.title}
      </nav>
      <div className="ttl">
        <h1>{draft.title}</h1>
      </div>
      <p className="tags">
        <StateTag word={PACK_STATE_LABELS[draft.state]} />
        <span className="sm muted">
          {draft.officeName} · {draft.fileName} · 共 {detail.points} 分
        </span>
      </p>
      <div className="two">
        <div className="l">
          <Acts draft={draft} />
          <SheetTable detail={detail} />
        </div>
        <aside className="rr" aria-label="核对结果和版本">
          <Problems problems={detail.problems} />
          <Standing draft={draft} />
        </aside>
      </div>
    </>
  )
}

function Acts({ draft }: { readonly draft: PackDraft }) {
  const client = useQueryClient()
  const { post } = useSession()
  const viewer = { org: post?.org ?? '', role: post?.role ?? '' }
  const input = useRef<HTMLInputElement>(null)
  const [withdrawing, setWithdrawing] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const { id, revision } = draft
  const run = async (work: () => Promise<PackMoved>) => {
    setFault(null)
    try {
      say((await work()).say)
    } catch (error) {
      setFault(sentenceOf(error))
    }
    await client.invalidateQueries({ queryKey: ['packs'] })
  }
  const given = { params: { id }, body: { revision } }
  const onAct = {
    correct: () => input.current?.click(),
    propose: () => void run(() => call(proposeSheet, given)),
    release: () => void run(() => call(releaseSheet, given)),
    withdraw: () => setWithdrawing(true),
  } as const satisfies Record<PackAct, () => void>
  const correct = (file: File) => {
    const body = new FormData()
    body.append('revision', String(revision))
    body.append('file', file)
    return run(() => sendFiles<PackMoved>(`/api/packs/${id}/correction`, body))
  }
  const acts = PACK_ACTS.map((act) => ({
    id: act,
    label: PACK_ACT_LABELS[act],
    refusal: packRefusal(act, draft, viewer),
    near: draft.state === 'draft' ? act !== 'release' : act === 'release',
  }))
  return (
    <>
      <ActionBar
        acts={acts}
        first={draft.state === 'proposed' ? 'release' : draft.errors > 0 ? 'correct' : 'propose'}
        onAct={(act) => onAct[act as PackAct]()}
      >
        <Button
          icon="download"
          onClick={() =>
            void download(`/api/packs/${id}/file`, `${draft.title}.yaml`).catch((error: unknown) =>
              setFault(sentenceOf(error)),
            )
          }
        >
          下载草稿
        </Button>
      </ActionBar>
      <input
        ref={input}
        hidden
        type="file"
        accept=".docx,.xlsx,.xls,.yaml,.yml"
        aria-label="改正后的打分表"
        onChange={({ target }) => {
          const file = target.files?.[0]
          if (file) void correct(file)
          target.value = ''
        }}
      />
      {fault && (
        <Note tone="red" alert>
          {fault}
        </Note>
      )}
      {withdrawing && <WithdrawDialog draft={draft} onClose={() => setWithdrawing(false)} />}
    </>
  )
}

function Standing({ draft }: { readonly draft: PackDraft }) {
  const steps = [
    ['导入', draft.madeBy, draft.madeAt],
    ['提请发布', draft.proposedBy, draft.proposedAt],
    ['发布', draft.releasedBy, draft.releasedAt],
  ] as const
  return (
    <section className="card">
      <div className="h">
        <h2>办理情况</h2>
      </div>
      <dl className="kv packsteps">
        {steps.map(([label, by, at]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{at ? `${by ?? ''} ${fullTime(at)}` : <span className="muted">未办理</span>}</dd>
          </div>
        ))}
        <div>
          <dt>版本</dt>
          <dd className="hash">{draft.version.slice(0, 12)}</dd>
        </div>
        {draft.reason && (
          <div>
            <dt>撤回理由</dt>
            <dd>{draft.reason}</dd>
          </div>
        )}
      </dl>
      {draft.state === 'released' && (
        <p className="sm packuse">
          <Link to="/law/$pack" params={{ pack: draft.pack }}>
            在规则中查看
          </Link>
        </p>
      )}
    </section>
  )
}
