import { useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { LEVEL_LABELS, PAPER_LABELS } from '#supervision/texts.ts'
import type { LetterView, ListingView } from '#supervision/words.ts'
import { Button, ButtonLink } from '../parts/button.tsx'
import { useClauseName } from '../parts/clause-names.ts'
import { longDate } from '../parts/dates.ts'
import { Empty, Failed, Loading } from '../parts/page-state.tsx'
import { usePrintFoot } from '../parts/print-foot.ts'
import { useTitle } from '../parts/title.ts'
import { useSupervision } from './supervision-data.ts'
import '../styles/form-sheet.css'

/** 督办函, 挂牌督办通知 and 摘牌表 on one sheet of A4, filled from the record, to be signed. */
export function PaperPage() {
  const { id } = useParams({ from: '/inside/findings/$id/paper' })
  const { of } = useSearch({ from: '/inside/findings/$id/paper' })
  const found = useSupervision(id)
  const letter = found.data?.letters.find((row) => row.id === of)
  const listing = found.data?.listings.find((row) => row.id === of)
  const number = letter?.number ?? listing?.number ?? ''
  useTitle(`打印 ${number}`)
  usePrintFoot(number)
  return (
    <>
      <div className="sheet-acts noprint">
        <ButtonLink to="/findings/$id" params={{ id }} icon="back">
          返回
        </ButtonLink>
        <Button weight="solid" icon="print" onClick={() => window.print()}>
          打印
        </Button>
      </div>
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.data && !letter && !listing && <Empty>未找到该文书。</Empty>}
      {letter && <Letter row={letter} />}
      {listing &&
        (listing.state === 'delisted' ? <Delisting row={listing} /> : <Notice row={listing} />)}
    </>
  )
}

function Sheet(props: {
  readonly title: string
  readonly number: string
  readonly children: ReactNode
}) {
  return (
    <article className="sheet" tabIndex={0} aria-label={props.title}>
      <h1>{props.title}</h1>
      <p className="sheet-head">
        <span>{props.number}</span>
      </p>
      {props.children}
    </article>
  )
}

function Letter({ row }: { readonly row: LetterView }) {
  const basis = useClauseName(row.clause)
  const threshold = useClauseName(row.threshold ?? '')
  const reached =
    row.threshold && row.threshold !== row.clause ? `；达到${threshold}规定的督办条件` : ''
  return (
    <Sheet title={PAPER_LABELS[row.rung]} number={row.number}>
      <p>{row.toName}：</p>
      <p className="para">
        事由：{row.findingTitle}（{row.findingNumber}）
      </p>
      <p className="pre para">{row.text}</p>
      {row.meetOn && (
        <>
          <p className="para">
            约谈时间：{longDate(row.meetOn)}
            {row.meetAt}
          </p>
          <p className="para">约谈地点：{row.meetPlace}</p>
          <p className="para">约谈人：{row.meetBy}</p>
          <p className="para">参加人员：{row.meetWith}</p>
        </>
      )}
      <p className="para">
        请于{longDate(row.dueOn)}前书面答复。依据：{basis}
        {reached}。
      </p>
      <Signed unit={row.ownerName} on={row.issuedOn} />
    </Sheet>
  )
}

function Signed(props: { readonly unit: string; readonly on: string }) {
  return (
    <p className="signed">
      <span>{props.unit}（盖章）</span>
      <span>{longDate(props.on)}</span>
    </p>
  )
}

function Notice({ row }: { readonly row: ListingView }) {
  const title = `${LEVEL_LABELS[row.level]}重大事故隐患挂牌督办通知`
  return (
    <Sheet title={title} number={row.number}>
      <Facts row={row} />
      <p className="pre para">{row.reason}</p>
      <Signed unit={row.ownerName} on={row.listedOn} />
    </Sheet>
  )
}

function Delisting({ row }: { readonly row: ListingView }) {
  return (
    <Sheet title="重大事故隐患摘牌审批表" number={row.delistingNumber ?? ''}>
      <Facts row={row}>
        <Line label="整改完成情况">{row.application}</Line>
        <Line label="复查意见">
          {row.recheckedOn} {row.recheckName}：{row.recheckNote}
        </Line>
        <Line label="专家意见">
          {row.expert && `${row.expert}：`}
          {row.opinion ?? '未附'}
        </Line>
        <Line label="摘牌意见">{row.delisting}</Line>
      </Facts>
      <Signed unit={row.ownerName} on={row.delistedOn ?? row.listedOn} />
    </Sheet>
  )
}

function Facts({ row, children }: { readonly row: ListingView; readonly children?: ReactNode }) {
  return (
    <table>
      <caption className="vh">隐患、责任单位、时限和复查部门</caption>
      <colgroup>
        <col className="k" />
        <col />
      </colgroup>
      <tbody>
        <Line label="隐患">{row.findingTitle}</Line>
        <Line label="隐患编号">{row.findingNumber}</Line>
        <Line label="挂牌文号">{row.number}</Line>
        <Line label="整改单位">{row.rectifierName}</Line>
        <Line label="督办单位">{row.ownerName}</Line>
        <Line label="复查部门">{row.recheckName}</Line>
        <Line label="整改时限">
          {longDate(row.dueOn)}
          {row.dueOn !== row.originalDueOn && `（原 ${longDate(row.originalDueOn)}）`}
        </Line>
        {children}
      </tbody>
    </table>
  )
}

function Line(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    <tr>
      <th scope="row">{props.label}</th>
      <td className="pre">{props.children}</td>
    </tr>
  )
}
