import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { PAPER_KIND_LABELS } from '#papers/texts.ts'
import { incomingRefusal, INCOMING_MOVES, TASK_MOVES } from '#papers/rules.ts'
import type { IncomingAct, IncomingDetail, PaperViewer } from '#papers/words.ts'
import { DeadlinePanel } from '../deadlines/deadline-panel.tsx'
import { EvidenceGrid } from '../files/evidence-grid.tsx'
import { ActionBar, type Act } from '../parts/action-bar.tsx'
import { Button, ButtonLink } from '../parts/button.tsx'
import { useTitle } from '../parts/title.ts'
import { IncomingActDialog, type IncomingVerb } from './incoming-acts.tsx'
import { useIncoming, usePaperViewer } from './paper-data.ts'
import { IncomingTags } from './state-tags.tsx'
import { StepsPanel } from './steps-panel.tsx'
import { TasksUnder } from './tasks-under.tsx'
import '../styles/detail.css'

const CallsPanel = lazy(() => import('../messages/calls-panel.tsx'))

const VERBS = ['propose', 'instruct', 'finish', 'void'] as const satisfies readonly IncomingAct[]

/** One paper that arrived: what it asks, what the leader said, and the tasks that followed. */
export function IncomingPage() {
  const { id } = useParams({ from: '/inside/incoming/$id' })
  const { data: paper } = useIncoming(id)
  const viewer = usePaperViewer()
  const [open, setOpen] = useState<IncomingVerb | null>(null)
  useTitle(`${paper.number} ${paper.title}`)
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/incoming">收文登记簿</Link> / {paper.number}
      </nav>
      <div className="ttl">
        <h1>{paper.title}</h1>
      </div>
      <p className="tags">
        <IncomingTags state={paper.state} urgency={paper.urgency} />
        <span className="muted sm nw">{paper.number}</span>
      </p>
      <div className="two">
        <div className="l">
          <ActionBar
            acts={actsOf(paper, viewer)}
            first={firstOf(paper, viewer)}
            onAct={(verb) => setOpen(verb as IncomingVerb)}
          >
            <Button icon="print" onClick={() => window.print()}>
              打印
            </Button>
            {drafts(paper, viewer) && (
              <ButtonLink
                to="/outgoing/new"
                search={{
                  source: `incoming:${paper.id}`,
                  about: paper.title,
                  from: paper.fromName,
                }}
              >
                拟复函
              </ButtonLink>
            )}
          </ActionBar>
          <Facts paper={paper} />
          <TasksUnder paper={paper} mayDraft={drafts(paper, viewer)} />
          {paper.evidence.length > 0 && (
            <section className="card o5">
              <div className="h">
                <h2>附件 {paper.evidence.length} 件</h2>
              </div>
              <EvidenceGrid
                items={paper.evidence.map((one) => ({ ...one, byName: null, orgName: null }))}
                names={paper.names}
              />
            </section>
          )}
        </div>
        <aside className="rr" aria-label="期限和办理记录">
          <DeadlinePanel deadlines={paper.deadlines} />
          <StepsPanel number={paper.number} steps={paper.steps} />
          <Suspense fallback={null}>
            <CallsPanel
              matter={{ kind: 'incoming', id, number: paper.number, jur: paper.jur, called: null }}
            />
          </Suspense>
        </aside>
      </div>
      {open && <IncomingActDialog verb={open} paper={paper} onClose={() => setOpen(null)} />}
    </>
  )
}

/** The verbs that this role ever has on the paper, open ones and refused ones. */
function actsOf(paper: IncomingDetail, viewer: PaperViewer): Act[] {
  return VERBS.filter((act) =>
    (INCOMING_MOVES[act].roles as readonly string[]).includes(viewer.role),
  ).map((act) => ({
    id: act,
    label: INCOMING_MOVES[act].label,
    near: paper.state !== 'finished' && paper.state !== 'void',
    refusal: incomingRefusal(act, paper, viewer),
  }))
}

/** Whether this post drafts tasks for the paper: the office that keeps it does. */
function drafts(paper: IncomingDetail, { org, role }: PaperViewer): boolean {
  return org === paper.ownerOrg && (TASK_MOVES.draft.roles as readonly string[]).includes(role)
}

/** What the desk asked of this post. */
function firstOf(paper: IncomingDetail, viewer: PaperViewer): string | null {
  const own = paper.deadlines
    .filter((one) => one.state === 'open' && one.ownerOrg === viewer.org)
    .sort((a, b) => a.dueOn.localeCompare(b.dueOn))
  return own.find(({ kind }) => kind !== 'finish' || paper.openTasks === 0)?.kind ?? null
}

function Facts({ paper }: { readonly paper: IncomingDetail }) {
  const { names, leaderOrg } = paper
  return (
    <section className="card o3">
      <div className="h">
        <h2>来文情况</h2>
        <span className="r sm muted">{PAPER_KIND_LABELS[paper.kind]}</span>
      </div>
      <dl className="facts bd">
        <Fact label="来文单位">{paper.fromName}</Fact>
        <Fact label="来文字号">{paper.documentNumber ?? '无'}</Fact>
        <Fact label="收文日期">{paper.receivedOn}</Fact>
        {paper.slip && (
          <Fact label="系统内来件">
            <Link to="/outgoing/slips/$id" params={{ id: paper.slip }}>
              来件原文
            </Link>
          </Fact>
        )}
        <Fact label="办结期限">{paper.dueOn ?? '未定'}</Fact>
        <Wide label="内容摘要">{paper.summary ?? '未摘录，见原件。'}</Wide>
        <Wide label="拟办意见">{paper.proposal ?? '尚未提出。'}</Wide>
        <Wide label={`批示${leaderOrg ? `（${names[leaderOrg] ?? ''}）` : ''}`}>
          {paper.instruction ?? '尚无批示。'}
        </Wide>
      </dl>
    </section>
  )
}

function Fact(props: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}

function Wide(props: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div className="w">
      <dt>{props.label}</dt>
      <dd className="pre">{props.children}</dd>
    </div>
  )
}
