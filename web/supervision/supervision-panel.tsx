import { useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { Supervision, Viewer } from '#supervision/words.ts'
import { Failed, Loading } from '../parts/page-state.tsx'
import { beginActs } from './begin-acts.ts'
import { letterActs, proposalActs } from './letter-acts.ts'
import { listingActs, suspensionActs } from './listing-acts.ts'
import { transferActs } from './transfer-acts.ts'
import { RowActs } from './row-acts.tsx'
import { LetterRow, ListingRow, ProposalRow, SuspensionRow, TransferRow } from './rows.tsx'
import { useActing, useSupervision } from './supervision-data.ts'
import '../styles/supervision.css'

/** 督办 of one finding: what was proposed, written, listed, handed on and stopped. */
export function SupervisionPanel({ finding }: { readonly finding: string }) {
  const found = useSupervision(finding)
  const viewer = useActing()
  const box = useRef<HTMLElement>(null)
  const hash = useRouterState({ select: ({ location }) => location.hash })
  const ready = found.data !== undefined
  // What stands above comes in its own time; the desk leads here only when this can be read.
  useEffect(() => {
    if (hash === 'supervision' && ready) box.current?.scrollIntoView({ block: 'start' })
  }, [hash, ready])
  return (
    <section className="card o5" id="supervision" ref={box}>
      <div className="h">
        <h2>督办</h2>
        {found.data && <span className="r sm muted">{summary(found.data)}</span>}
      </div>
      {found.isPending && <Loading lines={3} />}
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.data && viewer && <Rows given={found.data} viewer={viewer} />}
    </section>
  )
}

function summary(given: Supervision): string {
  const waits = given.proposals.filter(({ state }) => state === 'proposed').length
  const open = given.letters.filter(({ state }) => state !== 'closed').length
  return `待决定 ${waits}，待答复核对 ${open}`
}

function Rows({ given, viewer }: { readonly given: Supervision; readonly viewer: Viewer }) {
  const route = `/findings/${given.finding.id}`
  const { limits } = given
  const begin = beginActs(given, viewer)
  const rows =
    given.proposals.length +
    given.letters.length +
    given.listings.length +
    given.transfers.length +
    given.suspensions.length
  return (
    <>
      {rows === 0 && <p className="bd muted sm">没有督办、挂牌、移交和停产停用事项。</p>}
      <ul className="sup">
        {given.proposals.map((row) => (
          <ProposalRow key={row.id} row={row}>
            <RowActs
              acts={proposalActs(given, row, viewer)}
              subject={row.findingNumber}
              route={route}
            />
          </ProposalRow>
        ))}
        {given.listings.map((row) => (
          <ListingRow key={row.id} row={row}>
            <RowActs acts={listingActs(row, limits, viewer)} subject={row.number} route={route} />
          </ListingRow>
        ))}
        {given.letters.map((row) => (
          <LetterRow key={row.id} row={row}>
            <RowActs acts={letterActs(row, viewer)} subject={row.number} route={route} />
          </LetterRow>
        ))}
        {given.suspensions.map((row) => (
          <SuspensionRow key={row.id} row={row}>
            <RowActs
              acts={suspensionActs(row, limits, viewer)}
              subject={row.number}
              route={route}
            />
          </SuspensionRow>
        ))}
        {given.transfers.map((row) => (
          <TransferRow key={row.id} row={row}>
            <RowActs acts={transferActs(row, viewer)} subject={row.number} route={route} />
          </TransferRow>
        ))}
      </ul>
      {begin.length > 0 && (
        <div className="bd">
          <RowActs acts={begin} subject={given.finding.number} route={route} />
        </div>
      )}
    </>
  )
}
