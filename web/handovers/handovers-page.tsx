import { Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { endLeaveRefusal, ownOrHead } from '#handovers/rules.ts'
import { LEAVE_KIND_LABELS, LEAVE_STATE_LABELS, LIST_STATE_LABELS } from '#handovers/texts.ts'
import type { Leave, ListRow, Owed, Viewer } from '#handovers/words.ts'
import { Button } from '../parts/button.tsx'
import { legalToday, shortTime } from '../parts/dates.ts'
import { Empty, Failed, Loading } from '../parts/page-state.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { DrawDialog } from './draw-form.tsx'
import { useHandovers, useHandoverViewer } from './handover-data.ts'
import { LeaveActDialog, LeaveDialog } from './leave-forms.tsx'
import '../styles/detail.css'

type Open =
  | { readonly kind: 'leave' }
  | { readonly kind: 'draw'; readonly who?: string }
  | { readonly kind: 'act'; readonly verb: 'end' | 'void'; readonly leave: Leave }

/** 请假交接: who is away and who acts meanwhile, and what is handed over when somebody leaves. */
export function HandoversPage() {
  useTitle('请假交接')
  const { data, isPending, isError, error, refetch } = useHandovers()
  const viewer = useHandoverViewer()
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <div className="ttl">
        <h1>请假交接</h1>
        <span className="r noprint">
          <Button icon="plus" onClick={() => setOpen({ kind: 'leave' })}>
            登记请假外出
          </Button>
          <Button icon="list" onClick={() => setOpen({ kind: 'draw' })}>
            填制交接清单
          </Button>
        </span>
      </div>
      {isPending && <Loading />}
      {isError && <Failed error={error} retry={() => void refetch()} />}
      {data && (
        <div className="stack full">
          {data.owed.length > 0 && (
            <OwedLists
              owed={data.owed}
              viewer={viewer}
              onDraw={(who) => setOpen({ kind: 'draw', who })}
            />
          )}
          <Leaves
            leaves={data.leaves}
            viewer={viewer}
            onAct={(verb, leave) => setOpen({ kind: 'act', verb, leave })}
          />
          <Lists lists={data.lists} />
        </div>
      )}
      {data && open?.kind === 'leave' && <LeaveDialog posts={data.posts} onClose={close} />}
      {data && open?.kind === 'draw' && (
        <DrawDialog posts={data.posts} who={open.who} onClose={close} />
      )}
      {open?.kind === 'act' && (
        <LeaveActDialog leave={open.leave} verb={open.verb} onClose={close} />
      )}
    </>
  )
}

function Section(props: {
  readonly title: string
  readonly side: string
  readonly children: ReactNode
}) {
  return (
    <section className="card">
      <div className="h">
        <h2>{props.title}</h2>
        <span className="r sm muted">{props.side}</span>
      </div>
      {props.children}
    </section>
  )
}

/** Who left, or is about to, without a list. */
function OwedLists(props: {
  readonly owed: readonly Owed[]
  readonly viewer: Viewer
  readonly onDraw: (who: string) => void
}) {
  return (
    <Section title="离任未交接" side={`${props.owed.length} 人`}>
      <ul className="dls">
        {props.owed.map((one) => {
          const no = ownOrHead(props.viewer, one.person, '交接清单')
          return (
            <li key={`${one.post} ${one.person}`}>
              <div>
                <b>{one.personName}</b>
                <p className="sm muted">
                  {one.postTitle}，任职至 {one.toOn}
                </p>
                {no && <p className="sm">{no.refused}</p>}
              </div>
              {!no && (
                <Button small onClick={() => props.onDraw(`${one.post} ${one.person}`)}>
                  填制清单
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

type OnLeave = (verb: 'end' | 'void', leave: Leave) => void

function Leaves(props: {
  readonly leaves: readonly Leave[]
  readonly viewer: Viewer
  readonly onAct: OnLeave
}) {
  return (
    <Section title="请假外出" side="今后及近90天">
      {props.leaves.length === 0 && <Empty>没有请假外出的登记。</Empty>}
      <ul className="dls">
        {props.leaves.map((one) => (
          <LeaveLine key={one.id} leave={one} viewer={props.viewer} onAct={props.onAct} />
        ))}
      </ul>
    </Section>
  )
}

function LeaveLine(props: {
  readonly leave: Leave
  readonly viewer: Viewer
  readonly onAct: OnLeave
}) {
  const { leave } = props
  const today = legalToday()
  const open = leave.toOn >= today && endLeaveRefusal(props.viewer, leave, null) === null
  return (
    <li>
      <div>
        <b>{leave.personName}</b> <StateTag word={LEAVE_STATE_LABELS[leave.state]} />
        <p className="sm">
          {LEAVE_KIND_LABELS[leave.kind]}，{leave.fromOn} 至 {leave.toOn}；
          {leave.standInName === null ? '未指定代办人' : `由${leave.standInName}代办`}
        </p>
        <p className="sm muted">
          {leave.postTitle}
          {leave.note && `；${leave.note}`}
        </p>
      </div>
      {open && (
        <span className="acts noprint">
          {leave.fromOn <= today && (
            <Button
              small
              aria-label={`销假：${leave.personName}`}
              onClick={() => props.onAct('end', leave)}
            >
              销假
            </Button>
          )}
          <Button
            small
            weight="quiet"
            aria-label={`作废：${leave.personName}`}
            onClick={() => props.onAct('void', leave)}
          >
            作废
          </Button>
        </span>
      )}
    </li>
  )
}

function Lists({ lists }: { readonly lists: readonly ListRow[] }) {
  return (
    <Section title="交接清单" side={`${lists.length} 份`}>
      {lists.length === 0 && <Empty>没有交接清单。人员离任前填制，接任人员接收。</Empty>}
      <ul className="dls">
        {lists.map((one) => (
          <li key={one.id}>
            <div>
              <Link to="/handovers/$id" params={{ id: one.id }}>
                {one.personName}移交的“{one.postTitle}”岗位工作
              </Link>{' '}
              <StateTag word={LIST_STATE_LABELS[one.state]} />
              <p className="sm muted">
                {one.count} 项，{shortTime(one.drawnAt)} 填制
                {one.takenName && `；${one.takenName}接收`}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
