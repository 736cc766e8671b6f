import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { GRADE_LABELS, STATE_LABELS } from '#findings/texts.ts'
import type { FindingDetail } from '#findings/words.ts'
import { ActionBar } from '../parts/action-bar.tsx'
import { Button, ButtonLink } from '../parts/button.tsx'
import { ClauseTitles } from '../parts/clause-names.ts'
import { ClauseLink } from '../parts/clause.tsx'
import { shortDay } from '../parts/dates.ts'
import { FlowStrip, type FlowStep } from '../parts/flow-strip.tsx'
import { usePrintFoot } from '../parts/print-foot.ts'
import { GradeTag, StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { firstOf, screenActs, VERBS, type VerbId } from './acts.ts'
import { DeadlinePanel } from '../deadlines/deadline-panel.tsx'
import { EvidencePanel } from './evidence-panel.tsx'
import { FactsPanel } from './facts-panel.tsx'
import { FivePanel } from './five-panel.tsx'
import { useFinding, useTimeline, useViewer } from './finding-data.ts'
import { LookPanel } from './look-panel.tsx'
import { TasksPanel } from './tasks-panel.tsx'
import { TimelinePanel } from './timeline-panel.tsx'

/** The forms come with the first act, not with the page. */
const ActDrawer = lazy(() => import('./act-drawer.tsx').then((m) => ({ default: m.ActDrawer })))

/** What a higher body does about it comes after the finding itself. */
const SupervisionPanel = lazy(() =>
  import('../supervision/supervision-panel.tsx').then((m) => ({ default: m.SupervisionPanel })),
)

const SourcePanel = lazy(() =>
  import('../scoring/source-panel.tsx').then((m) => ({ default: m.SourcePanel })),
)

const LinkPanel = lazy(() =>
  import('../invitations/link-panel.tsx').then((m) => ({ default: m.LinkPanel })),
)

const CallsPanel = lazy(() => import('../messages/calls-panel.tsx'))

const DocumentsDialog = lazy(() =>
  import('./documents-dialog.tsx').then((m) => ({ default: m.DocumentsDialog })),
)

/** One finding: where it stands, by when, what this post may do, and everything behind it. */
export function FindingPage() {
  const { id } = useParams({ from: '/inside/findings/$id' })
  const { act } = useSearch({ from: '/inside/findings/$id' })
  const navigate = useNavigate({ from: '/findings/$id' })
  const { data: finding } = useFinding(id)
  const viewer = useViewer()
  useTitle(`${finding.number} ${finding.title}`)
  const [documents, setDocuments] = useState(false)
  const acts = viewer ? screenActs(finding, viewer) : []
  const chosen = act !== undefined && act in VERBS ? (act as VerbId) : null
  const open = (verb: VerbId | null) =>
    void navigate({ search: verb ? { act: verb } : {}, replace: true, resetScroll: false })
  return (
    <ClauseTitles value={finding.clauseTitles}>
      <Heading finding={finding} />
      <FlowStrip steps={stepsOf(finding)} />
      <div className="two">
        <div className="l">
          <ActionBar
            acts={acts}
            first={firstOf(acts, finding, viewer)}
            onAct={(verb) => open(verb as VerbId)}
          >
            <Button icon="print" onClick={() => window.print()}>
              打印
            </Button>
            <Button icon="file" onClick={() => setDocuments(true)}>
              文书
            </Button>
            {finding.way.approval && (
              <ButtonLink to="/findings/$id/form" params={{ id }} icon="print">
                打印审批表
              </ButtonLink>
            )}
          </ActionBar>
          <FactsPanel finding={finding} />
          <FivePanel finding={finding} />
          {finding.tasks.length > 0 && <TasksPanel finding={finding} viewer={viewer} />}
          {(finding.state === 'struck_off' || finding.relapseOf) && <LookPanel id={id} />}
          <EvidencePanel finding={finding} />
          {finding.source?.kind === 'score_item' && (
            <Suspense fallback={null}>
              <SourcePanel finding={id} />
            </Suspense>
          )}
          <Suspense fallback={null}>
            <LinkPanel kind="finding" matter={id} />
          </Suspense>
          <Suspense fallback={null}>
            <SupervisionPanel finding={id} />
          </Suspense>
        </div>
        <aside className="rr" aria-label="期限和办理记录">
          <DeadlinePanel deadlines={finding.deadlines} />
          <TimelinePanel finding={finding} />
          <Suspense fallback={null}>
            <CallsPanel matter={matterOf(finding)} />
          </Suspense>
        </aside>
      </div>
      <PrintFoot finding={finding} />
      {documents && (
        <Suspense fallback={null}>
          <DocumentsDialog finding={finding} onClose={() => setDocuments(false)} />
        </Suspense>
      )}
      {chosen && (
        <Suspense fallback={null}>
          <ActDrawer
            verb={chosen}
            finding={finding}
            refusal={acts.find((one) => one.id === chosen)?.refusal ?? null}
            onClose={() => open(null)}
          />
        </Suspense>
      )}
    </ClauseTitles>
  )
}

/** The finding as calls are about it; one would call who has to put it right. */
function matterOf({ id, number, jur, rectifierOrg, names }: FindingDetail) {
  const called =
    rectifierOrg === null ? null : { org: rectifierOrg, orgName: names[rectifierOrg] ?? '' }
  return { kind: 'finding' as const, id, number, jur, called }
}

/** The foot of each printed page: number and the latest journal index; the page comes from CSS. */
function PrintFoot({ finding }: { readonly finding: FindingDetail }) {
  const { data } = useTimeline(finding.id)
  const indexes = (data?.steps ?? []).flatMap(({ index }) => (index === null ? [] : [index]))
  const kept = indexes.length > 0 ? `　存证第${Math.max(...indexes)}号` : ''
  usePrintFoot(`${finding.number}${kept}`)
  return (
    <p className="printfoot only-print">
      {finding.number}
      {kept}
    </p>
  )
}

function Heading({ finding }: { readonly finding: FindingDetail }) {
  const clause = finding.majorClause
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/findings">问题隐患台账</Link> / {finding.number}
      </nav>
      <div className="ttl">
        <h1>{finding.title}</h1>
      </div>
      <p className="tags">
        <GradeTag grade={GRADE_LABELS[finding.grade]} />
        <StateTag word={STATE_LABELS[finding.state]} />
        {finding.side.map((word) => (
          <StateTag key={word} word={word} side />
        ))}
        <span className="muted sm nw">{finding.number}</span>
        {clause &&
          (clause.includes('#') ? (
            <span className="law">
              重大判定依据：
              <ClauseLink clause={clause} bare />
            </span>
          ) : (
            <span className="law">重大判定依据：{clause}</span>
          ))}
      </p>
    </>
  )
}

const stageNames = {
  found: '发现',
  handed_over: '交办',
  rectified: '整改',
  rechecked: '复查',
  struck_off: '销号',
} as const

const stageStates = { done: 'done', now: 'now', ahead: 'later', skipped: 'skipped' } as const

function stepsOf(finding: FindingDetail): FlowStep[] {
  return finding.stages.map((stage) => ({
    name: stageNames[stage.key],
    state: stageStates[stage.state],
    when: stage.on ? shortDay(stage.on) : stage.state === 'now' ? '办理中' : undefined,
    who: stage.by ?? undefined,
  }))
}
