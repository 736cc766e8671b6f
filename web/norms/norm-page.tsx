import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { normRefusal, NORM_MOVES } from '#norms/rules.ts'
import {
  CLEAN_LABELS,
  NORM_KIND_LABELS,
  NORM_STATE_LABELS,
  NORM_STEP_LABELS,
  OPINION_LABELS,
  validText,
} from '#norms/texts.ts'
import type { NormDetail, NormState, NormViewer } from '#norms/words.ts'
import { DeadlinePanel } from '../deadlines/deadline-panel.tsx'
import { ActionBar, type Act } from '../parts/action-bar.tsx'
import { Button } from '../parts/button.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { usePaperViewer } from '../papers/paper-data.ts'
import { StepsPanel } from '../papers/steps-panel.tsx'
import { useNorm } from './data.ts'
import { NORM_VERBS, type NormVerb } from './act-draft.ts'
import { NormActDialog } from './norm-acts.tsx'
import '../styles/detail.css'

/** One normative document, from its draft until it no longer holds. */
export function NormPage() {
  const { id } = useParams({ from: '/inside/norms/$id' })
  const { data: norm } = useNorm(id)
  const viewer = usePaperViewer()
  const [open, setOpen] = useState<NormVerb | null>(null)
  useTitle(norm.title)
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/norms">规范性文件</Link> / {norm.number ?? '未编号'}
      </nav>
      <div className="ttl">
        <h1>{norm.title}</h1>
      </div>
      <p className="tags">
        <StateTag word={NORM_STATE_LABELS[norm.state]} />
        <span className="muted sm nw">{norm.number ?? '未编号'}</span>
      </p>
      <div className="two">
        <div className="l">
          <ActionBar
            acts={actsOf(norm, viewer)}
            first={firstOf(norm)}
            onAct={(verb) => setOpen(verb as NormVerb)}
          >
            <Button icon="print" onClick={() => window.print()}>
              打印
            </Button>
          </ActionBar>
          <Facts rows={draftFacts(norm)} title="草案" side={NORM_KIND_LABELS[norm.kind]} />
          {norm.opinion && <Facts rows={reviewFacts(norm)} title="审核和审议" />}
          {norm.number && <Facts rows={issueFacts(norm)} title="签发、备案和公布" />}
          {norm.cleaned && <Facts rows={cleanFacts(norm)} title="清理" />}
        </div>
        <aside className="rr" aria-label="期限和办理记录">
          <DeadlinePanel deadlines={norm.deadlines} />
          <StepsPanel
            number={norm.number ?? norm.title}
            steps={norm.steps}
            labels={NORM_STEP_LABELS}
          />
        </aside>
      </div>
      {open && <NormActDialog verb={open} norm={norm} onClose={() => setOpen(null)} />}
    </>
  )
}

function actsOf(norm: NormDetail, viewer: NormViewer): Act[] {
  return NORM_VERBS.filter((act) =>
    (NORM_MOVES[act].roles as readonly string[]).includes(viewer.role),
  ).map((act) => ({
    id: act,
    label: NORM_MOVES[act].label,
    near: (NORM_MOVES[act].from as readonly NormState[]).includes(norm.state),
    refusal: normRefusal(act, norm, viewer),
  }))
}

/** What the stage asks for. */
function firstOf(norm: NormDetail): NormVerb | null {
  if (norm.state === 'in_force') {
    if (norm.filedOn === null) return 'file'
    return norm.publishedOn === null ? 'publish' : 'clean'
  }
  const asked = {
    draft: 'submit',
    reviewing: 'review',
    returned: 'revise',
    passed: 'deliberate',
    decided: 'issue',
  } as const
  return asked[norm.state as keyof typeof asked] ?? null
}

type Row = readonly [label: string, value: string | null, wide?: true]

function draftFacts(norm: NormDetail): Row[] {
  return [
    ['制定单位', norm.ownerName],
    ['起草人', norm.drafterName],
    ['制定依据', norm.authority, true],
    ['主要内容', norm.summary, true],
  ]
}

function reviewFacts(norm: NormDetail): Row[] {
  return [
    ['审核单位', [norm.reviewName, norm.reviewerName].filter(Boolean).join(' ')],
    ['审核结论', norm.opinion && OPINION_LABELS[norm.opinion]],
    ['审核意见', norm.opinionText, true],
    ['集体审议', norm.deliberation && `${norm.deliberatedOn ?? ''} ${norm.deliberation}`, true],
  ]
}

function issueFacts(norm: NormDetail): Row[] {
  return [
    ['成文日期', norm.issuedOn],
    ['有效期', validText(norm.validFrom, norm.validUntil)],
    [
      '备案',
      norm.filedOn
        ? [norm.filedOn, norm.filedTo, norm.filingNumber].filter(Boolean).join(' ')
        : '未备案',
    ],
    ['公布', norm.publishedOn ? `${norm.publishedOn} ${norm.publishedAt ?? ''}` : '未公布'],
  ]
}

function cleanFacts(norm: NormDetail): Row[] {
  return [
    ['清理结果', norm.cleaned && CLEAN_LABELS[norm.cleaned]],
    ['清理日期', norm.cleanedOn],
    ['理由', norm.cleanReason, true],
  ]
}

function Facts(props: {
  readonly title: string
  readonly side?: string
  readonly rows: readonly Row[]
}) {
  return (
    <section className="card o3">
      <div className="h">
        <h2>{props.title}</h2>
        {props.side && <span className="r sm muted">{props.side}</span>}
      </div>
      <dl className="facts bd">
        {props.rows.map(
          ([label, value, wide]) =>
            value && (
              <div key={label} {...(wide ? { className: 'w' } : {})}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  )
}
