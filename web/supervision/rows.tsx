import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { amountText } from '#deadlines/texts.ts'
import { FORM_LABELS } from '#documents/texts.ts'
import { CLAUSES } from '#supervision/rules.ts'
import {
  GROUND_LABELS,
  LETTER_LABELS,
  LEVEL_LABELS,
  LISTING_LABELS,
  PAPER_LABELS,
  PROPOSAL_LABELS,
  PROPOSED,
  RECEIVER_LABELS,
  SUSPENSION_KIND_LABELS,
  SUSPENSION_LABELS,
  TRANSFER_KIND_LABELS,
  TRANSFER_LABELS,
} from '#supervision/texts.ts'
import type {
  LetterView,
  ListingView,
  ProposalView,
  SupervisionPaper,
  SuspensionView,
  TransferView,
} from '#supervision/words.ts'
import { ClauseLink } from '../parts/clause.tsx'
import { PaperButtons } from '../parts/paper-buttons.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { whyOf } from './letter-acts.ts'

type Props<R> = {
  readonly row: R
  /** On the page of the whole scope each row names its finding. */
  readonly linked?: boolean
  readonly children?: ReactNode
}

/** 剩 3 个工作日, 逾期 2 个工作日: red only after breach. */
function Left({ left }: { readonly left: LetterView['left'] }) {
  if (left === null) return null
  if (left.count === 0) return <b className="due near">今日到期</b>
  const over = left.count < 0
  return (
    <b className={over ? 'due late' : 'due'}>
      {over ? '逾期' : '剩'} {amountText(left)}
    </b>
  )
}

function Row(props: {
  readonly left?: LetterView['left']
  readonly tags: readonly string[]
  readonly name: ReactNode
  readonly about: ReactNode
  readonly children?: ReactNode
}) {
  return (
    <li className="sup-row">
      <p className="sup-head">
        {props.tags.map((word, i) => (
          <StateTag key={word} word={word} side={i > 0} />
        ))}
        <b>{props.name}</b>
        <Left left={props.left ?? null} />
      </p>
      <div className="sm muted">{props.about}</div>
      {props.children}
    </li>
  )
}

function Finding(props: {
  readonly of: {
    readonly finding: string
    readonly findingNumber: string
    readonly findingTitle: string
  }
}) {
  const { finding, findingNumber, findingTitle } = props.of
  return (
    <p>
      <Link to="/findings/$id" params={{ id: finding }} hash="supervision">
        {findingTitle}
      </Link>{' '}
      {findingNumber}
    </p>
  )
}

/** A rung that the rules propose, with its evidence and clause. */
export function ProposalRow({ row, linked, children }: Props<ProposalView>) {
  const waits = row.state === 'proposed'
  return (
    <Row
      tags={[waits ? PROPOSED[row.rung] : PROPOSAL_LABELS[row.state], GROUND_LABELS[row.ground]]}
      name={whyOf(row)}
      about={
        <>
          {linked && <Finding of={row} />}
          <p>
            {row.proposedOn} 提出{row.toName && `，拟发${row.toName}`}，由{row.ownerName}决定。{' '}
            {row.ground === 'major_overdue' && <ClauseLink clause={CLAUSES.majorHazards} />}{' '}
            <ClauseLink clause={row.clause} />
          </p>
          {row.reason && <p className="pre">理由：{row.reason}</p>}
        </>
      }
    >
      {children}
    </Row>
  )
}

/** A letter with its addressee, answer and check. */
export function LetterRow({ row, linked, children }: Props<LetterView>) {
  return (
    <Row
      tags={[LETTER_LABELS[row.state], ...(row.overdue ? ['逾期未反馈'] : [])]}
      name={`${PAPER_LABELS[row.rung]} ${row.number}`}
      left={row.left}
      about={
        <>
          {linked && <Finding of={row} />}
          <p>
            {row.ownerName} 致 {row.toName}，{row.issuedOn} 签发，应于 {row.dueOn} 前答复。{' '}
            <ClauseLink clause={row.clause} />
          </p>
          {row.meetOn && (
            <p>
              {row.meetOn} {row.meetAt} 在{row.meetPlace}约谈；约谈人：{row.meetBy}；参加人员：
              {row.meetWith}
            </p>
          )}
          {row.answer && (
            <p className="pre">
              {row.answeredOn} 答复：{row.answer}
            </p>
          )}
          {row.closing && (
            <p className="pre">
              {row.closedOn} 办结：{row.closing}
            </p>
          )}
          <Paper finding={row.finding} paper={row.id}>
            打印{PAPER_LABELS[row.rung].slice(0, 4)}
          </Paper>
          <Files form={row.rung} row={row} />
          {row.rung === 'interview' && row.answer && <Files form="interview_minutes" row={row} />}
        </>
      }
    >
      {children}
    </Row>
  )
}

function Paper(props: {
  readonly finding: string
  readonly paper: string
  readonly children: ReactNode
}) {
  return (
    <p className="noprint">
      <Link to="/findings/$id/paper" params={{ id: props.finding }} search={{ of: props.paper }}>
        {props.children}
      </Link>
    </p>
  )
}

/** A paper that the row fills, as files. */
function Files(props: {
  readonly form: SupervisionPaper
  readonly row: { readonly id: string; readonly number: string }
}) {
  const { form, row } = props
  const label = FORM_LABELS[form]
  return (
    <p className="acts-in noprint">
      {label}{' '}
      <PaperButtons
        small
        address={`/api/supervision-papers/${form}/${row.id}`}
        name={`${label} ${row.number}`}
        of={`${label} ${row.number}`}
      />
    </p>
  )
}

/** A listed hazard with its clocks and what was published. */
export function ListingRow({ row, linked, children }: Props<ListingView>) {
  const moved = row.dueOn === row.originalDueOn ? '' : `（原 ${row.originalDueOn}）`
  return (
    <Row
      tags={[
        LISTING_LABELS[row.state],
        ...(row.publishedOn ? [] : ['未公布']),
        ...(row.extensionTo ? ['延期待批'] : []),
      ]}
      name={`${LEVEL_LABELS[row.level]}挂牌督办 ${row.number}`}
      left={row.left}
      about={
        <>
          {linked && <Finding of={row} />}
          <p>
            {row.ownerName} {row.listedOn} 挂牌；整改单位 {row.rectifierName}；时限 {row.dueOn}
            {moved}；复查部门 {row.recheckName}。
          </p>
          {row.publishedOn && <p>{row.publishedOn} 已公布挂牌。</p>}
          {row.application && (
            <p className="pre">
              {row.appliedOn} 申请摘牌：{row.application}
            </p>
          )}
          {row.recheckNote && (
            <p className="pre">
              {row.recheckedOn} 复查：{row.recheckNote}
            </p>
          )}
          {row.opinion && (
            <p className="pre">
              {row.opinionOn} 专家意见（{row.expert}）：{row.opinion}
            </p>
          )}
          {row.delistingNumber && (
            <p>
              {row.delistedOn} 摘牌 {row.delistingNumber}
              {row.delistingPublishedOn && `，${row.delistingPublishedOn} 公布`}
            </p>
          )}
          <Paper finding={row.finding} paper={row.id}>
            {row.state === 'delisted' ? '打印摘牌表' : '打印挂牌通知'}
          </Paper>
          <Files form="listing" row={row} />
          {row.delistingNumber && <Files form="delisting" row={row} />}
        </>
      }
    >
      {children}
    </Row>
  )
}

/** A transfer or referral: number, date, kind, state and counts, and nothing else. */
export function TransferRow({ row, children }: Props<TransferView>) {
  const { punished, circulated, admonished } = row
  return (
    <Row
      tags={[TRANSFER_LABELS[row.state], ...(row.overdue ? ['逾期未反馈'] : [])]}
      name={`${TRANSFER_KIND_LABELS[row.kind]} ${row.number}`}
      about={
        <>
          <p>
            {row.ownerName} 致 {row.toName}（{RECEIVER_LABELS[row.receiver]}），{row.handedOn}；应于{' '}
            {row.dueOn} 前反馈。
          </p>
          {row.receiptOn && (
            <p>
              {row.receiptOn} 回执{row.receiptNumber && ` ${row.receiptNumber}`}
              {row.returnReason && `，退回：${row.returnReason}`}
            </p>
          )}
          {row.fedBackOn && (
            <p>
              {row.fedBackOn} 反馈：处分 {punished} 人次，通报批评 {circulated} 人次，诫勉{' '}
              {admonished} 人次（可能重复，不相加）。
            </p>
          )}
          <Files form="transfer" row={row} />
          <Files form="transfer_receipt" row={row} />
        </>
      }
    >
      {children}
    </Row>
  )
}

/** An order to stop or to close. */
export function SuspensionRow({ row, linked, children }: Props<SuspensionView>) {
  const state =
    row.state === 'ordered' ? SUSPENSION_KIND_LABELS[row.kind] : SUSPENSION_LABELS[row.state]
  return (
    <Row
      tags={[state]}
      name={`${SUSPENSION_KIND_LABELS[row.kind]} ${row.number}`}
      about={
        <>
          {linked && <Finding of={row} />}
          <p>
            {row.ownerName} {row.orderedOn} 作出；{row.rectifierName}；范围：{row.scope}；复查部门{' '}
            {row.recheckName}。 <ClauseLink clause={row.clause} />
          </p>
          {row.application && (
            <p className="pre">
              {row.appliedOn} 申请恢复：{row.application}
            </p>
          )}
          {row.recheckNote && (
            <p className="pre">
              {row.recheckedOn} 复查：{row.recheckNote}
            </p>
          )}
          {row.verifiedNote && (
            <p className="pre">
              {row.verifiedOn} 现场核查：{row.verifiedNote}
            </p>
          )}
          {row.confirmedNote && (
            <p className="pre">
              {row.confirmedOn} 二次核查：{row.confirmedNote}
            </p>
          )}
        </>
      }
    >
      {children}
    </Row>
  )
}
