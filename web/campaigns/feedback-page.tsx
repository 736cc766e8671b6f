import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import {
  CAMPAIGN_STEP_LABELS,
  FEEDBACK_STATE_LABELS,
  SIGNING_WAY_LABELS,
} from '#campaigns/texts.ts'
import type { FeedbackDetail, LineView, NoticeDetail, Signature } from '#campaigns/words.ts'
import { STATE_LABELS } from '#findings/texts.ts'
import { DeadlinePanel } from '../deadlines/deadline-panel.tsx'
import { EvidenceGrid } from '../files/evidence-grid.tsx'
import { Button } from '../parts/button.tsx'
import { fullTime } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Note } from '../parts/page-state.tsx'
import { PaperButtons } from '../parts/paper-buttons.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { StepsPanel } from '../papers/steps-panel.tsx'
import { useCampaignViewer, useFeedback, useNotice } from './data.ts'
import { ReviseFeedbackForm } from './feedback-forms.tsx'
import { SignForm, VoidForm } from './sign-forms.tsx'
import '../styles/detail.css'

/** The group's form: it is changed until the group signs; then the county has its copy. */
export function FeedbackPage() {
  const { id } = useParams({ from: '/inside/campaigns/feedbacks/$id' })
  const { data: feedback } = useFeedback(id)
  const viewer = useCampaignViewer()
  const [open, setOpen] = useState<'send' | 'revise' | 'void' | null>(null)
  const close = () => setOpen(null)
  const draft = feedback.state === 'draft' && viewer.org === feedback.org
  return (
    <Sheet
      form={feedback}
      back={
        <Link to="/campaigns/groups/$id" params={{ id: feedback.group }}>
          第{feedback.groupNo}组
        </Link>
      }
      acts={
        draft && (
          <>
            <Button weight="solid" onClick={() => setOpen('send')}>
              签字并反馈
            </Button>
            <Button onClick={() => setOpen('revise')}>修改</Button>
            <Button onClick={() => setOpen('void')}>作废</Button>
          </>
        )
      }
    >
      {open && (
        <Dialog
          title={{ send: '签字并反馈', revise: '修改反馈清单', void: '作废反馈清单' }[open]}
          onClose={close}
        >
          <div className="drawer-form">
            {open === 'send' && <SignForm form={feedback} side="group" onClose={close} />}
            {open === 'revise' && <ReviseFeedbackForm feedback={feedback} onClose={close} />}
            {open === 'void' && <VoidForm feedback={feedback} onClose={close} />}
          </div>
        </Dialog>
      )}
    </Sheet>
  )
}

/** The county's copy: signed, with what it disagrees with; each problem is a finding from then on. */
export function NoticePage() {
  const { id } = useParams({ from: '/inside/campaigns/notices/$id' })
  const { data: notice } = useNotice(id)
  const viewer = useCampaignViewer()
  const [open, setOpen] = useState(false)
  const mine = viewer.org === notice.host && notice.state === 'sent'
  return (
    <Sheet
      form={notice}
      back={
        notice.hostRow ? (
          <Link to="/campaigns/hosts/$id" params={{ id: notice.hostRow }}>
            接受第{notice.groupNo}组检查
          </Link>
        ) : (
          <Link to="/campaigns">专项行动</Link>
        )
      }
      acts={
        mine && (
          <Button weight="solid" onClick={() => setOpen(true)}>
            签字接收
          </Button>
        )
      }
    >
      {open && (
        <Dialog title="签字接收" onClose={() => setOpen(false)}>
          <div className="drawer-form">
            <SignForm form={notice} side="host" onClose={() => setOpen(false)} />
          </div>
        </Dialog>
      )}
    </Sheet>
  )
}

function Sheet(props: {
  readonly form: FeedbackDetail | NoticeDetail
  readonly back: React.ReactNode
  readonly acts: React.ReactNode
  readonly children: React.ReactNode
}) {
  const { form } = props
  const viewer = useCampaignViewer()
  useTitle(`反馈交办清单 ${form.number}`)
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        {props.back} / {form.number}
      </nav>
      <div className="ttl">
        <h1>问题隐患反馈交办清单</h1>
      </div>
      <p className="tags">
        <StateTag word={FEEDBACK_STATE_LABELS[form.state]} />
        <span className="muted sm">
          {form.number}，第{form.groupNo}组（{form.orgName}）反馈{form.hostName}
        </span>
      </p>
      <div className="two">
        <div className="l">
          <section className="card o2 noprint" aria-label="操作">
            <div className="acts">
              {props.acts}
              {'group' in form && (
                <PaperButtons
                  address={`/api/campaigns/feedbacks/${form.id}/document`}
                  name={`反馈交办清单 ${form.number}`}
                />
              )}
              <Button icon="print" onClick={() => window.print()}>
                打印
              </Button>
            </div>
          </section>
          {form.hostNote && <Note tone="amber">被检查方：{form.hostNote}</Note>}
          {form.lines.map((line, nth) => (
            <Problem key={nth} nth={nth} line={line} opens={viewer.org !== form.org} />
          ))}
          <section className="card o5" aria-label="签字">
            <dl className="facts bd">
              <Signed label="专项行动组签字" signature={form.groupSigned} />
              <Signed label="属地县区安委会签字" signature={form.hostSigned} />
              <div>
                <dt>反馈日期</dt>
                <dd>{form.givenOn}</dd>
              </div>
              <div>
                <dt>份数</dt>
                <dd>一式三份：属地县区安委会、专项行动组、组织单位各一份</dd>
              </div>
            </dl>
          </section>
          {form.evidence.length > 0 && (
            <section className="card o6">
              <div className="h">
                <h2>签字件 {form.evidence.length} 件</h2>
              </div>
              <EvidenceGrid
                items={form.evidence.map((one) => ({ ...one, byName: null, orgName: null }))}
                names={{}}
              />
            </section>
          )}
        </div>
        <aside className="rr" aria-label="期限和办理记录">
          <DeadlinePanel deadlines={form.deadlines} />
          <StepsPanel number={form.number} steps={form.steps} labels={CAMPAIGN_STEP_LABELS} />
        </aside>
      </div>
      {props.children}
    </>
  )
}

/** `opens`: the finding is the county's, which the group follows by number and state alone. */
function Problem(props: {
  readonly line: LineView
  readonly nth: number
  readonly opens: boolean
}) {
  const { line, nth, opens } = props
  const facts: readonly (readonly [string, string | null])[] = [
    ['所在企业或单位', line.subjectName],
    ['责任单位', [line.rectifierName, line.rectifierPerson].filter(Boolean).join(' ')],
    ['复查单位', line.recheckerName],
    ['整改期限', line.dueOn],
    ['隐患等级', line.grade === 'major' ? `重大（${line.majorClause ?? ''}）` : '一般'],
    ['对应打分细则', line.criterion],
    ['整改要求', line.measures],
  ]
  return (
    <section className="card o3" aria-label={`问题${nth + 1}`}>
      <div className="h">
        <h2>问题{nth + 1}</h2>
        <span className="r sm">
          {line.finding && (
            <>
              {opens ? (
                <Link to="/findings/$id" params={{ id: line.finding.id }}>
                  {line.finding.number}
                </Link>
              ) : (
                line.finding.number
              )}{' '}
              <StateTag
                word={STATE_LABELS[line.finding.state as keyof typeof STATE_LABELS] ?? '办理中'}
              />
              {line.finding.closedAt && ` ${line.finding.closedAt.slice(0, 10)} 销号`}
            </>
          )}
        </span>
      </div>
      <p className="bd pre">{line.problem}</p>
      <dl className="facts bd">
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}

function Signed(props: { readonly label: string; readonly signature: Signature | null }) {
  const { signature } = props
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>
        {signature ? (
          <>
            {signature.names.join('、')}{' '}
            <span className="muted sm">
              {fullTime(signature.at)}，{SIGNING_WAY_LABELS[signature.way]}
            </span>
          </>
        ) : (
          <span className="muted">未签字</span>
        )}
      </dd>
    </div>
  )
}
