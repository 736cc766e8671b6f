import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { meetingRefusal, MEETING_MOVES } from '#meetings/rules.ts'
import {
  MEETING_KIND_LABELS,
  MEETING_STATE_LABELS,
  MEETING_STEP_LABELS,
  PARTY_STATE_LABELS,
  whenText,
} from '#meetings/texts.ts'
import type { MeetingDetail, MeetingViewer, PartyView } from '#meetings/words.ts'
import { DeadlinePanel } from '../deadlines/deadline-panel.tsx'
import { ActionBar, type Act } from '../parts/action-bar.tsx'
import { Button } from '../parts/button.tsx'
import { legalToday } from '../parts/dates.ts'
import { Empty } from '../parts/page-state.tsx'
import { PaperButtons } from '../parts/paper-buttons.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { usePaperViewer } from '../papers/paper-data.ts'
import { StepsPanel } from '../papers/steps-panel.tsx'
import { Decisions } from './decisions.tsx'
import { useMeeting } from './data.ts'
import { MeetingActDialog, MEETING_VERBS, verbOf, type MeetingVerb } from './meeting-acts.tsx'
import { MinutesCard } from './minutes-card.tsx'
import '../styles/detail.css'

/** One meeting: who comes, what was said, what was decided and what became of it. */
export function MeetingPage() {
  const { id } = useParams({ from: '/inside/meetings/$id' })
  const { data: meeting } = useMeeting(id)
  const viewer = usePaperViewer()
  const [open, setOpen] = useState<MeetingVerb | null>(null)
  useTitle(`${meeting.number} ${meeting.title}`)
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/meetings">会议</Link> / {meeting.number}
      </nav>
      <div className="ttl">
        <h1>{meeting.title}</h1>
      </div>
      <p className="tags">
        <StateTag word={MEETING_STATE_LABELS[meeting.state]} />
        <span className="muted sm nw">{meeting.number}</span>
      </p>
      <div className="two">
        <div className="l">
          <ActionBar
            acts={actsOf(meeting, viewer)}
            first={firstOf(meeting, viewer)}
            onAct={(verb) => setOpen(verb as MeetingVerb)}
          >
            <PaperButtons
              address={`/api/meetings/${id}/sign-in-sheet`}
              name={`${meeting.title}签到表`}
              what="签到表"
              of={meeting.title}
            />
            <Button icon="print" onClick={() => window.print()}>
              打印
            </Button>
          </ActionBar>
          <Facts meeting={meeting} />
          <Parties meeting={meeting} />
          <MinutesCard minutes={meeting.minutesRows} files />
          {meeting.decisions.length > 0 && (
            <Decisions meeting={meeting} may={viewer.org === meeting.ownerOrg} />
          )}
        </div>
        <aside className="rr" aria-label="期限和办理记录">
          <DeadlinePanel deadlines={meeting.deadlines} />
          <StepsPanel number={meeting.number} steps={meeting.steps} labels={MEETING_STEP_LABELS} />
        </aside>
      </div>
      {open && <MeetingActDialog verb={open} meeting={meeting} onClose={() => setOpen(null)} />}
    </>
  )
}

function actsOf(meeting: MeetingDetail, viewer: MeetingViewer): Act[] {
  return MEETING_VERBS.filter((act) =>
    (MEETING_MOVES[act].roles as readonly string[]).includes(viewer.role),
  ).map((act) => ({
    id: act,
    label: verbOf(act, meeting),
    near: meeting.state !== 'cancelled' && meeting.state !== 'concluded',
    refusal: meetingRefusal(act, meeting, viewer, legalToday()),
  }))
}

/** What the desk asked of this post. */
function firstOf(meeting: MeetingDetail, viewer: MeetingViewer): string | null {
  if (meeting.state === 'draft') return 'call'
  const asked = { hold: 'hold', minutes: 'minute', sign: 'sign' } as const
  const kinds = meeting.deadlines
    .filter((one) => one.state === 'open' && one.ownerOrg === viewer.org)
    .map(({ kind }) => asked[kind as keyof typeof asked])
  return kinds.find((verb) => verb !== undefined) ?? null
}

function Facts({ meeting }: { readonly meeting: MeetingDetail }) {
  return (
    <section className="card o3">
      <div className="h">
        <h2>会议安排</h2>
        <span className="r sm muted">{MEETING_KIND_LABELS[meeting.kind]}</span>
      </div>
      <dl className="facts bd">
        <div>
          <dt>时间</dt>
          <dd>{whenText(meeting.startsOn, meeting.startsAt)}</dd>
        </div>
        <div>
          <dt>地点</dt>
          <dd>{meeting.venue}</dd>
        </div>
        <div className="w">
          <dt>主持</dt>
          <dd>
            {meeting.chairName}
            {meeting.absence &&
              `（原定${meeting.plannedChair ?? ''}主持，${meeting.absence}，由其代为主持）`}
          </dd>
        </div>
        <div className="w">
          <dt>议题</dt>
          <dd>
            <ol>
              {meeting.agenda.map((item) => (
                <li key={item.title}>
                  {item.title}
                  {item.orgName && <span className="muted">（{item.orgName}汇报）</span>}
                </li>
              ))}
            </ol>
          </dd>
        </div>
      </dl>
    </section>
  )
}

function Parties({ meeting }: { readonly meeting: MeetingDetail }) {
  const { parties, invitedOrgs } = meeting
  const came = parties.filter(({ attendedAt }) => attendedAt !== null).length
  return (
    <section className="card o4">
      <div className="h">
        <h2>参会单位 {invitedOrgs.length} 个</h2>
        {parties.length > 0 && (
          <span className="r sm muted">
            回执 {parties.filter(({ state }) => state !== 'invited').length}/{parties.length}，签到{' '}
            {came}/{parties.length}
          </span>
        )}
      </div>
      {parties.length === 0 ? (
        <p className="bd">{invitedOrgs.map(({ orgName }) => orgName).join('、')}</p>
      ) : (
        <ul className="dls">
          {parties.map((party) => (
            <li key={party.id}>
              <div>
                <b>{party.orgName}</b> <StateTag word={PARTY_STATE_LABELS[party.state]} />
                <p className="sm muted">{answerText(party)}</p>
              </div>
              <span className="sm nw">{party.attended && `${party.attended} 已签到`}</span>
            </li>
          ))}
        </ul>
      )}
      {parties.length === 0 && invitedOrgs.length === 0 && <Empty>没有参会单位。</Empty>}
    </section>
  )
}

function answerText(party: PartyView): string {
  if (party.state === 'leave') return `请假：${party.reason ?? ''}`
  if (party.attendee === null) return party.reason ?? '尚未回执'
  return `${party.attendee}参会${party.insteadOf ? `，代${party.insteadOf}` : ''}`
}
