import { Link } from '@tanstack/react-router'
import {
  DUTY_STATE_LABELS,
  FEEDBACK_STATE_LABELS,
  GROUP_STATE_LABELS,
  HELP_STATE_LABELS,
  HOST_STATE_LABELS,
  ITINERARY_LABELS,
} from '#campaigns/texts.ts'
import type { DutyRow, FeedbackRow, GroupRow, HelpRow, HostRow } from '#campaigns/words.ts'
import { StateTag } from '../parts/state-tag.tsx'

/** One group of a campaign: who inspects whom, and how far it is. */
export function GroupLine({ row }: { readonly row: GroupRow }) {
  return (
    <li>
      <div>
        <Link to="/campaigns/groups/$id" params={{ id: row.id }}>
          第{row.groupNo}组　{row.orgName} → {row.hostName}
        </Link>{' '}
        <StateTag word={GROUP_STATE_LABELS[row.state]} />
        <p className="sm muted">
          {row.members > 0 ? `${row.members}人，` : ''}行程{ITINERARY_LABELS[row.itineraryState]}
          {row.feedback > 0 && `，反馈清单 ${row.signed}/${row.feedback} 份已签`}
        </p>
      </div>
      <span className="sm nw muted">
        {row.visitFrom} 至 {row.visitTo}
      </span>
    </li>
  )
}

export function HostLine({ row }: { readonly row: HostRow }) {
  return (
    <li>
      <div>
        <Link to="/campaigns/hosts/$id" params={{ id: row.id }}>
          接受第{row.groupNo}组（{row.groupName}）检查
        </Link>{' '}
        <StateTag word={HOST_STATE_LABELS[row.state]} />
        <p className="sm muted">
          {row.title}，行程{ITINERARY_LABELS[row.itineraryState]}
        </p>
      </div>
      <span className="sm nw muted">
        {row.visitFrom} 至 {row.visitTo}
      </span>
    </li>
  )
}

/** What one body owes; `named` where bodies stand together. */
export function DutyLine({ row, named }: { readonly row: DutyRow; readonly named?: boolean }) {
  return (
    <li>
      <div>
        <Link to="/campaigns/duties/$id" params={{ id: row.id }}>
          {named ? `${row.orgName}：` : ''}
          {row.title}
        </Link>{' '}
        <StateTag word={DUTY_STATE_LABELS[row.state]} /> {row.late && <StateTag word="逾期" side />}
      </div>
      <span className="sm nw muted">
        {row.countedOn ? `${row.countedOn} 报送` : `${row.dueOn} 前`}
      </span>
    </li>
  )
}

export function FeedbackLine(props: { readonly row: FeedbackRow; readonly copy?: boolean }) {
  const { row, copy } = props
  const words = `${row.number}　${row.lines}个问题`
  return (
    <li>
      <div>
        {copy ? (
          <Link to="/campaigns/notices/$id" params={{ id: row.id }}>
            {words}
          </Link>
        ) : (
          <Link to="/campaigns/feedbacks/$id" params={{ id: row.id }}>
            {words}
          </Link>
        )}{' '}
        <StateTag word={FEEDBACK_STATE_LABELS[row.state]} />
        <p className="sm muted">
          {row.orgName} → {row.hostName}
        </p>
      </div>
      <span className="sm nw muted">{row.givenOn}</span>
    </li>
  )
}

/** Help beside checking; it takes no points. */
export function HelpLine(props: { readonly row: HelpRow; readonly act?: React.ReactNode }) {
  const { row } = props
  return (
    <li>
      <div>
        <b>{row.enterprise}</b> <StateTag word={HELP_STATE_LABELS[row.state]} />
        <p className="sm pre">{row.advice}</p>
        <p className="sm muted">
          {row.givenOn}，专家 {row.expert}
          {row.outcome !== null && `；${row.outcome}`}
        </p>
      </div>
      {props.act}
    </li>
  )
}

/** A card with a list, and what it says when there is nothing in it. */
export function ListCard(props: {
  readonly title: string
  readonly count?: string
  readonly empty: string
  readonly rows: readonly React.ReactNode[]
  readonly act?: React.ReactNode
}) {
  return (
    <section className="card o5" aria-label={props.title}>
      <div className="h">
        <h2>{props.title}</h2>
        <span className="r sm muted">{props.count}</span>
        {props.act && <span className="noprint">{props.act}</span>}
      </div>
      {props.rows.length === 0 ? (
        <p className="bd sm muted">{props.empty}</p>
      ) : (
        <ul className="dls">{props.rows}</ul>
      )}
    </section>
  )
}
