import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import {
  correctionText,
  NOTICE_STATE_LABELS,
  NOTICE_STATE_SIDE,
  PUBLICITY_LABELS,
} from '#bulletins/texts.ts'
import { refuseIssue, refuseVoid } from '#bulletins/rules.ts'
import {
  getNotice,
  issueNotice,
  voidNotice,
  type NoticeContent,
  type NoticeDetail,
} from '#bulletins/words.ts'
import type { Answer } from '#kernel/faces.ts'
import { JobProgress } from '../jobs/job-progress.tsx'
import { ActionBar, type Act } from '../parts/action-bar.tsx'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { ClauseLink } from '../parts/clause.tsx'
import { legalToday } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Form, useForm } from '../parts/form.tsx'
import { TextArea } from '../parts/inputs.tsx'
import { Note } from '../parts/page-state.tsx'
import { PaperButtons } from '../parts/paper-buttons.tsx'
import { usePrintFoot } from '../parts/print-foot.ts'
import { useSession } from '../parts/session.ts'
import { StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { LiveFigure } from './draft-page.tsx'
import { MadeByTask, useDraftTask } from './made-by-task.tsx'
import { useNoticeMoved } from './notice-data.ts'
import { NoticeSheet } from './notice-sheet.tsx'
import '../styles/detail.css'

/** One notice: waiting for its signature with live figures, or issued with those of its day. */
export function NoticePage() {
  const { id } = useParams({ from: '/inside/notices/$id' })
  const { data: notice } = useSuspenseQuery({
    queryKey: ['notice', id],
    queryFn: () => call(getNotice, { params: { id } }),
  })
  useTitle(notice.number ?? notice.title)
  const kept = notice.index === null ? '' : `　存证第${notice.index}号`
  usePrintFoot(`${notice.number ?? '草稿'}${kept}`)
  const issued = notice.state === 'issued'
  const { job } = useSearch({ from: '/inside/notices/$id' })
  const navigate = useNavigate({ from: '/notices/$id' })
  const sheet = (content: NoticeContent) => (
    <NoticeSheet
      content={content}
      number={notice.number}
      date={notice.issuedOn ?? legalToday()}
      publicity={notice.publicity}
      correction={correctionText(notice.corrects?.number ?? null)}
      remark={notice.remark}
      open={(key, show) =>
        issued ? (
          <Link to="/notices/$id/figures" params={{ id }} search={{ key }}>
            {show}
          </Link>
        ) : (
          <LiveFigure content={content} name={key} show={show} />
        )
      }
    />
  )
  return (
    <>
      <Heading notice={notice} />
      <div className="notice-page">
        {notice.content ? (
          sheet(notice.content)
        ) : (
          <MadeByTask
            asked={{ kind: notice.kind, on: notice.from, notice: id }}
            job={job}
            onJob={(made) => void navigate({ search: { job: made }, replace: true })}
          >
            {sheet}
          </MadeByTask>
        )}
        <aside className="notice-side noprint" aria-label="签发">
          <Acts notice={notice} />
          <Facts notice={notice} />
        </aside>
      </div>
    </>
  )
}

function Heading({ notice }: { readonly notice: NoticeDetail }) {
  const side = NOTICE_STATE_SIDE[notice.state]
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/notices">通报</Link> / {notice.number ?? '待签字'}
      </nav>
      <div className="ttl noprint">
        <h1>{notice.title}</h1>
      </div>
      <p className="tags noprint">
        <StateTag word={NOTICE_STATE_LABELS[notice.state]} />
        {side && <StateTag word={side} side />}
        {notice.correctedBy && <StateTag word="已更正" side />}
        {notice.number && <span className="muted sm nw">{notice.number}</span>}
      </p>
      {notice.correctedBy && (
        <Note tone="amber">
          本通报已由
          <Link to="/notices/$id" params={{ id: notice.correctedBy.id }}>
            {notice.correctedBy.number}
          </Link>
          更正，以更正后的数字为准。
        </Note>
      )}
      {notice.voidReason && <Note tone="amber">退回理由：{notice.voidReason}</Note>}
    </>
  )
}

function Acts({ notice }: { readonly notice: NoticeDetail }) {
  const { person, post } = useSession()
  const [open, setOpen] = useState<'issue' | 'void' | null>(null)
  const viewer = { person: person.id, org: post?.org ?? '', role: post?.role ?? '' }
  const facts = {
    state: notice.state,
    ownerOrg: notice.ownerOrg,
    proposedPerson: notice.proposedPerson,
    to: notice.to,
    standing: notice.standing,
    corrects: notice.corrects?.id ?? null,
    separate: notice.separate,
    others: notice.others,
  }
  const waits = notice.state === 'proposed'
  const acts: Act[] = waits
    ? [
        {
          id: 'issue',
          label: '签发',
          icon: 'check',
          near: true,
          refusal: refuseIssue(facts, viewer, notice.signers, legalToday()),
        },
        {
          id: 'void',
          label: '退回',
          icon: 'back',
          near: true,
          refusal: refuseVoid(facts, viewer, notice.signers),
        },
      ]
    : []
  return (
    <>
      <ActionBar acts={acts} first="issue" onAct={(id) => setOpen(id as 'issue' | 'void')}>
        <Files notice={notice} />
        <Button icon="print" onClick={() => window.print()}>
          打印
        </Button>
      </ActionBar>
      {open === 'issue' && <Issuing notice={notice} onClose={() => setOpen(null)} />}
      {open === 'void' && <Voiding notice={notice} onClose={() => setOpen(null)} />}
    </>
  )
}

/** The files of a notice; a draft of very many findings is made in the background, as Word only. */
function Files({ notice }: { readonly notice: NoticeDetail }) {
  const [job, setJob] = useState<string | null>(null)
  const asked = { kind: notice.kind, on: notice.from, notice: notice.id }
  const make = useDraftTask(asked, 'word', setJob)
  if (notice.content) {
    const name = `${notice.number ?? ''}${notice.title}`
    return <PaperButtons address={`/api/notices/${notice.id}/document`} name={name} />
  }
  return (
    <>
      <Button icon="download" busy={make.isPending} onClick={() => make.mutate()}>
        下载Word
      </Button>
      {job !== null && (
        <Dialog title="生成草稿" kind="middle" onClose={() => setJob(null)}>
          <JobProgress id={job} />
        </Dialog>
      )}
    </>
  )
}

type Layer = { readonly notice: NoticeDetail; readonly onClose: () => void }

/** Signing cannot be undone: the layer names what is signed and what follows. */
function Issuing({ notice, onClose }: Layer) {
  const moved = useNoticeMoved()
  const client = useQueryClient()
  const [job, setJob] = useState<string | null>(null)
  const form = useForm<object, Answer<typeof issueNotice>>({
    draft: null,
    start: {},
    check: () => ({}),
    send: (_values, key) =>
      call(issueNotice, { params: { id: notice.id }, key, body: { revision: notice.revision } }),
    onDone: (answer) => {
      if ('job' in answer) return setJob(answer.job)
      onClose()
      moved(answer)
    },
  })
  if (job !== null) {
    return (
      <Dialog title="签发" kind="middle" onClose={onClose}>
        <JobProgress
          id={job}
          onEnd={() => void client.invalidateQueries({ queryKey: ['notice', notice.id] })}
        />
      </Dialog>
    )
  }
  return (
    <Dialog title="签发" kind="middle" onClose={onClose}>
      <Form form={form} labels={{}} verb="签发">
        <p>
          签发{notice.title}
          。签发时编号，数字按签发时的台账固定，以后台账变动不改变本通报；需要更正的，另行印发通报。
        </p>
      </Form>
    </Dialog>
  )
}

function Voiding({ notice, onClose }: Layer) {
  const moved = useNoticeMoved()
  const form = useForm<{ reason: string }, Parameters<typeof moved>[0]>({
    draft: null,
    start: { reason: '' },
    check: ({ reason }) => (reason.trim() === '' ? { reason: '请填写退回理由' } : {}),
    send: ({ reason }, key) =>
      call(voidNotice, {
        params: { id: notice.id },
        key,
        body: { revision: notice.revision, reason },
      }),
    onDone: (answer) => {
      onClose()
      moved(answer)
    },
  })
  return (
    <Dialog title="退回" kind="middle" onClose={onClose}>
      <Form form={form} labels={{ reason: '退回理由' }} verb="退回">
        <TextArea form={form} name="reason" label="退回理由" most={500} rows={3} />
      </Form>
    </Dialog>
  )
}

function Facts({ notice }: { readonly notice: NoticeDetail }) {
  return (
    <section className="card pad">
      <dl className="known">
        <dt>期间</dt>
        <dd>
          {notice.from} 至 {notice.to}
        </dd>
        {notice.content && (
          <>
            <dt>统计截至</dt>
            <dd>{notice.content.asOf}</dd>
          </>
        )}
        <dt>拟办</dt>
        <dd>
          {notice.proposedBy} {notice.proposedOn}
        </dd>
        {notice.issuedBy && (
          <>
            <dt>签发</dt>
            <dd>
              {notice.issuedBy} {notice.issuedOn}
            </dd>
          </>
        )}
        <dt>公开属性</dt>
        <dd>{PUBLICITY_LABELS[notice.publicity]}</dd>
        {notice.content && (
          <>
            <dt>依据</dt>
            <dd>
              <ClauseLink clause={notice.content.clause} bare />
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}
