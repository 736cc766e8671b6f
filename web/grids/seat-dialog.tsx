import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { listEnterprises, listGrid, listSponsoredPlaces } from '#grids/words.ts'
import { call } from '../parts/api.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Failed, Loading } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'
import { ActForm, titleOf, type Doing } from './act-form.tsx'
import { History } from './history.tsx'
import { EnterpriseSeats, PlaceSeats } from './seats.tsx'
import '../styles/detail.css'
import '../styles/form.css'
import '../styles/grids.css'
import '../styles/list.css'

/** Reads anew whatever an act on an assignment changes. */
export function useSettled(): (sentence: string) => void {
  const client = useQueryClient()
  return (sentence) => {
    say(sentence)
    for (const key of ['coverage', 'assignments', 'seats', 'finding'])
      void client.invalidateQueries({ queryKey: [key] })
    for (const tab of ['sponsors', 'places', 'cells', 'supervisors'])
      void client.invalidateQueries({ queryKey: [`grids-${tab}`] })
  }
}

/** The one enterprise with its seats. */
export function useEnterprise(id: string) {
  return useQuery({
    queryKey: ['seats', id],
    queryFn: async () =>
      (await call(listEnterprises, { query: { subject: id, limit: 1 } })).items[0] ?? null,
  })
}

/** Who answers for one enterprise, with the acts on it. */
export function EnterpriseDialog(props: { readonly id: string; readonly onClose: () => void }) {
  const found = useEnterprise(props.id)
  const row = found.data
  return (
    <Acting title={row?.name ?? '企业分工'} jur={row?.jur ?? ''} onClose={props.onClose}>
      {(onDo) => (
        <>
          {found.isPending && <Loading />}
          {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
          {row && <EnterpriseSeats row={row} onDo={onDo} />}
          {row && <History of={{ subject: row.id }} />}
        </>
      )}
    </Acting>
  )
}

/** Who answers for one place, or the members of one cell, with the acts on it. */
export function PlaceDialog(props: {
  readonly jur: string
  readonly grid: boolean
  readonly onClose: () => void
}) {
  const { jur, grid } = props
  const found = useQuery({
    queryKey: ['seats', 'place', jur, grid],
    queryFn: async () => {
      const query = { place: jur, limit: 1 }
      const page = grid
        ? await call(listGrid, { query })
        : await call(listSponsoredPlaces, { query })
      return page.items[0] ?? null
    },
  })
  const row = found.data
  return (
    <Acting title={row?.placeName ?? '地区分工'} jur={jur} onClose={props.onClose}>
      {(onDo) => (
        <>
          {found.isPending && <Loading />}
          {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
          {row && <PlaceSeats row={row} grid={grid} onDo={onDo} />}
          {row && <History of={{ place: row.jur }} />}
        </>
      )}
    </Acting>
  )
}

/** A layer that shows who answers, and in its place the form of the act that was chosen. */
function Acting(props: {
  readonly title: string
  readonly jur: string
  readonly onClose: () => void
  readonly children: (onDo: (doing: Doing) => void) => React.ReactNode
}) {
  const [doing, setDoing] = useState<Doing | null>(null)
  const settled = useSettled()
  const title = doing ? `${titleOf(doing)}：${props.title}` : props.title
  return (
    <Dialog
      key={doing?.what ?? 'seats'}
      title={title}
      onClose={() => (doing ? setDoing(null) : props.onClose())}
    >
      {doing ? (
        <ActForm
          doing={doing}
          jur={props.jur}
          onDone={(sentence) => {
            setDoing(null)
            settled(sentence)
          }}
        />
      ) : (
        <div className="stack">{props.children(setDoing)}</div>
      )}
    </Dialog>
  )
}
