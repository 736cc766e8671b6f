import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { concernRefusal, hostRefusal, MOVES } from '#campaigns/rules.ts'
import { CAMPAIGN_STEP_LABELS, CONCERN_STATE_LABELS, HOST_STATE_LABELS } from '#campaigns/texts.ts'
import { DeadlinePanel } from '../deadlines/deadline-panel.tsx'
import { ActionBar } from '../parts/action-bar.tsx'
import { Button } from '../parts/button.tsx'
import { fullTime } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { StepsPanel } from '../papers/steps-panel.tsx'
import { useCampaignViewer, useConcern, useHost } from './data.ts'
import { ItineraryCard } from './group-page.tsx'
import { AgreeForm, ReturnForm } from './itinerary-forms.tsx'
import { Published } from './published.tsx'
import { FeedbackLine, ListCard } from './rows.tsx'
import { AnswerForm, ConcernForm } from './side-forms.tsx'
import '../styles/detail.css'

const VERBS = ['agree', 'return', 'raise'] as const
type Verb = (typeof VERBS)[number]

/** The inspected side of a group. */
export function HostPage() {
  const { id } = useParams({ from: '/inside/campaigns/hosts/$id' })
  const { data: host } = useHost(id)
  const viewer = useCampaignViewer()
  const [open, setOpen] = useState<Verb | null>(null)
  useTitle(`接受检查 ${host.number}`)
  const acts = VERBS.map((verb) => ({
    id: verb,
    label: MOVES[verb].label,
    near: verb !== 'return',
    refusal: hostRefusal(verb, viewer, host),
  }))
  const close = () => setOpen(null)
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/campaigns">专项行动</Link> / {host.number}
      </nav>
      <div className="ttl">
        <h1>
          {host.orgName}接受第{host.groupNo}组（{host.groupName}）检查
        </h1>
      </div>
      <p className="tags">
        <StateTag word={HOST_STATE_LABELS[host.state]} />
        <span className="muted sm">{host.title}</span>
      </p>
      <div className="two">
        <div className="l">
          {viewer.org === host.org && (
            <ActionBar
              acts={acts}
              first={host.itineraryState === 'proposed' ? 'agree' : null}
              onAct={(verb) => setOpen(verb as Verb)}
            >
              <Button icon="print" onClick={() => window.print()}>
                打印
              </Button>
            </ActionBar>
          )}
          <ItineraryCard {...host} />
          <ListCard
            title="收到的反馈交办清单"
            count={`${host.notices.length} 份`}
            empty="检查组尚未反馈问题。"
            rows={host.notices.map((row) => (
              <FeedbackLine key={row.id} row={row} copy />
            ))}
          />
          {host.concerns.length > 0 && (
            <ListCard
              title="向组织单位反映"
              count="检查组看不到"
              empty=""
              rows={host.concerns.map((one) => (
                <li key={one.id}>
                  <div>
                    <p className="pre sm">{one.content}</p>
                    {one.answer !== null && <p className="sm">答复：{one.answer}</p>}
                  </div>
                  <StateTag word={CONCERN_STATE_LABELS[one.state]} />
                </li>
              ))}
            />
          )}
          <Published file={`/api/campaigns/groups/${host.id}/draw`} fileHash={null} />
        </div>
        <aside className="rr" aria-label="期限和办理记录">
          <DeadlinePanel deadlines={host.deadlines} />
          <StepsPanel number={host.number} steps={host.steps} labels={CAMPAIGN_STEP_LABELS} />
        </aside>
      </div>
      {open && (
        <Dialog title={MOVES[open].label} onClose={close}>
          <div className="drawer-form">
            {open === 'agree' && <AgreeForm host={host} onClose={close} />}
            {open === 'return' && <ReturnForm host={host} onClose={close} />}
            {open === 'raise' && <ConcernForm host={host} onClose={close} />}
          </div>
        </Dialog>
      )}
    </>
  )
}

/** What the inspected side said to the office, and its answer. */
export function ConcernPage() {
  const { id } = useParams({ from: '/inside/campaigns/concerns/$id' })
  const { data: concern } = useConcern(id)
  const viewer = useCampaignViewer()
  const [open, setOpen] = useState(false)
  useTitle('被检查方反映')
  const refusal = concernRefusal(viewer, { ...concern, ownerName: '组织单位' })
  const mine = viewer.org === concern.ownerOrg
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/campaigns">专项行动</Link> / 被检查方反映
      </nav>
      <div className="ttl">
        <h1>
          {concern.orgName}反映第{concern.groupNo}组
        </h1>
      </div>
      <p className="tags">
        <StateTag word={CONCERN_STATE_LABELS[concern.state]} />
        <span className="muted sm">{fullTime(concern.raisedAt)}</span>
      </p>
      <div className="stack full">
        {mine && (
          <ActionBar
            acts={[{ id: 'answer', label: MOVES.answer.label, near: true, refusal }]}
            first="answer"
            onAct={() => setOpen(true)}
          />
        )}
        <section className="card">
          <p className="bd pre">{concern.content}</p>
          {concern.answer !== null && <p className="bd pre">答复：{concern.answer}</p>}
        </section>
      </div>
      {open && (
        <Dialog title="答复反映" onClose={() => setOpen(false)}>
          <div className="drawer-form">
            <AnswerForm concern={concern} onClose={() => setOpen(false)} />
          </div>
        </Dialog>
      )}
    </>
  )
}
