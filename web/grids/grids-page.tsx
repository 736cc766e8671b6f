import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { tellsApart } from '#oversight/rules.ts'
import type { Pair } from '#oversight/words.ts'
import { duplicateSpec, PairsNote, TellApartDialog } from '../oversight/duplicate-list.tsx'
import { ListPage } from '../parts/list/list-page.tsx'
import type { Query } from '../parts/list/list-words.ts'
import { useRole } from '../parts/session.ts'
import { enterpriseSpec } from './enterprise-list.tsx'
import { Figures } from './figures.tsx'
import { placeSpec } from './place-list.tsx'
import { EnterpriseDialog, PlaceDialog } from './seat-dialog.tsx'
import { GridTabs, tabOf } from './tabs.tsx'
import '../styles/grids.css'

/** 包联网格: who answers for each enterprise and place, what is missing and what is doubled. */
export function GridsPage() {
  const { tab: asked, open, ...query } = useSearch({ from: '/inside/grids' })
  const navigate = useNavigate({ from: '/grids' })
  const tab = tabOf(asked)
  const [at, setAt] = useState(open ?? null)
  const [pair, setPair] = useState<Pair | null>(null)
  const role = useRole() ?? ''
  const go = (next: Query) =>
    void navigate({
      search: tab === 'sponsors' ? next : { ...next, tab },
      resetScroll: false,
    })
  const lead = (
    <>
      <GridTabs tab={tab} />
      {tab === 'duplicates' ? (
        <PairsNote place={query.place} />
      ) : (
        <Figures tab={tab} place={query.place} />
      )}
    </>
  )
  const close = () => setAt(null)
  const common = { query, onQuery: go }
  switch (tab) {
    case 'duplicates':
      return (
        <>
          <ListPage
            key={tab}
            spec={{ ...duplicateSpec(tellsApart(role) ? setPair : null), lead }}
            {...common}
          />
          {pair && <TellApartDialog pair={pair} onClose={() => setPair(null)} />}
        </>
      )
    case 'sponsors':
    case 'supervisors':
      return (
        <>
          <ListPage key={tab} spec={{ ...enterpriseSpec(tab, setAt), lead }} {...common} />
          {at !== null && <EnterpriseDialog id={at} onClose={close} />}
        </>
      )
    default:
      return (
        <>
          <ListPage key={tab} spec={{ ...placeSpec(tab, setAt), lead }} {...common} />
          {at !== null && <PlaceDialog jur={at} grid={tab === 'cells'} onClose={close} />}
        </>
      )
  }
}
