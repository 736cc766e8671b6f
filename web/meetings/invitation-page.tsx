import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { partyRefusal } from '#meetings/rules.ts'
import { MEETING_STEP_LABELS, PARTY_STATE_LABELS, whenText } from '#meetings/texts.ts'
import {
  acknowledgeNotice,
  attendMeeting,
  excuseNotice,
  PARTY_ACTS,
  type InvitationDetail,
  type PartyAct,
} from '#meetings/words.ts'
import { DeadlinePanel } from '../deadlines/deadline-panel.tsx'
import { ActionBar } from '../parts/action-bar.tsx'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Form } from '../parts/form.tsx'
import { TextField } from '../parts/inputs.tsx'
import { Note } from '../parts/page-state.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { NoteForm, orNull } from '../papers/note-form.tsx'
import { useOfficeForm, usePaperViewer } from '../papers/paper-data.ts'
import { StepsPanel } from '../papers/steps-panel.tsx'
import { useInvitation } from './data.ts'
import { MinutesCard } from './minutes-card.tsx'
import '../styles/detail.css'

const VERBS = { acknowledge: '回执', excuse: '请假', attend: '签到' } as const

/** One notice as the body that was asked reads it: come, send somebody, or ask for leave. */
export function InvitationPage() {
  const { id } = useParams({ from: '/inside/meetings/notices/$id' })
  const { data: notice } = useInvitation(id)
  const viewer = usePaperViewer()
  const [open, setOpen] = useState<PartyAct | null>(null)
  useTitle(notice.title)
  const acts = PARTY_ACTS.map((act) => ({
    id: act,
    label: VERBS[act],
    near: notice.state !== 'cancelled' && notice.attendedAt === null,
    refusal: partyRefusal(act, notice, viewer, notice.today),
  }))
  const first = notice.state === 'invited' ? 'acknowledge' : 'attend'
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/meetings/notices">会议通知</Link> / {notice.number}
      </nav>
      <div className="ttl">
        <h1>{notice.title}</h1>
      </div>
      <p className="tags">
        <StateTag word={PARTY_STATE_LABELS[notice.state]} />
        {notice.attendedAt && <StateTag word="已签到" side />}
      </p>
      <div className="two">
        <div className="l">
          {notice.reason && notice.state !== 'leave' && (
            <Note tone="amber">
              {notice.state === 'cancelled' ? '会议已取消：' : '会议已改期：'}
              {notice.reason}
            </Note>
          )}
          <ActionBar acts={acts} first={first} onAct={(act) => setOpen(act as PartyAct)}>
            <Button icon="print" onClick={() => window.print()}>
              打印
            </Button>
          </ActionBar>
          <Facts notice={notice} />
          {notice.minutes.length > 0 && <MinutesCard minutes={notice.minutes} files={false} />}
        </div>
        <aside className="rr" aria-label="期限和办理记录">
          <DeadlinePanel deadlines={notice.deadlines} />
          <StepsPanel number={notice.number} steps={notice.steps} labels={MEETING_STEP_LABELS} />
        </aside>
      </div>
      {open && (
        <Dialog title={VERBS[open]} onClose={() => setOpen(null)}>
          <div className="drawer-form">
            <FormOf act={open} notice={notice} onClose={() => setOpen(null)} />
          </div>
        </Dialog>
      )}
    </>
  )
}

type Props = { readonly notice: InvitationDetail; readonly onClose: () => void }

function FormOf({ act, notice, onClose }: Props & { readonly act: PartyAct }) {
  const { id, revision } = notice
  const draftOf = { id, route: `/meetings/notices/${id}`, title: notice.title }
  if (act === 'acknowledge') return <ReceiptForm notice={notice} onClose={onClose} />
  if (act === 'attend') return <AttendForm notice={notice} onClose={onClose} />
  return (
    <NoteForm
      verb="请假"
      label="请假理由"
      needed
      draftOf={draftOf}
      onDone={onClose}
      send={(reason, key) =>
        call(excuseNotice, { params: { id }, key, body: { revision, reason } })
      }
    />
  )
}

function ReceiptForm({ notice, onClose }: Props) {
  const labels = { attendee: '参会人', insteadOf: '代谁参会' }
  const form = useOfficeForm({
    start: { attendee: notice.attendee ?? '', insteadOf: notice.insteadOf ?? '' },
    check: (values) => (values.attendee.trim() ? {} : { attendee: '请填写参会人' }),
    send: ({ attendee, insteadOf }, key) =>
      call(acknowledgeNotice, {
        params: { id: notice.id },
        key,
        body: { revision: notice.revision, attendee, insteadOf: orNull(insteadOf) },
      }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={labels} verb="回执">
      <TextField form={form} name="attendee" label={labels.attendee} most={50} />
      <TextField form={form} name="insteadOf" label={labels.insteadOf} most={50} optional />
    </Form>
  )
}

function AttendForm({ notice, onClose }: Props) {
  const labels = { name: '签到人' }
  const form = useOfficeForm({
    start: { name: notice.attendee ?? '' },
    check: (values) => (values.name.trim() ? {} : { name: '请填写签到人' }),
    send: ({ name }, key) =>
      call(attendMeeting, {
        params: { id: notice.id },
        key,
        body: { revision: notice.revision, name },
      }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={labels} verb="签到">
      <TextField form={form} name="name" label={labels.name} most={50} />
    </Form>
  )
}

function Facts({ notice }: { readonly notice: InvitationDetail }) {
  return (
    <section className="card o3">
      <div className="h">
        <h2>会议通知</h2>
        <span className="r sm muted">{notice.officeName}</span>
      </div>
      <dl className="facts bd">
        <div>
          <dt>时间</dt>
          <dd>{whenText(notice.startsOn, notice.startsAt)}</dd>
        </div>
        <div>
          <dt>地点</dt>
          <dd>{notice.venue}</dd>
        </div>
        <div>
          <dt>主持</dt>
          <dd>{notice.chairName}</dd>
        </div>
        <div>
          <dt>参会人</dt>
          <dd>{notice.attendee ?? (notice.state === 'leave' ? '请假' : '待回执')}</dd>
        </div>
        <div className="w">
          <dt>议题</dt>
          <dd>
            <ol>
              {notice.agenda.map((item) => (
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
