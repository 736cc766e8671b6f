import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, type ReactNode } from 'react'
import { readFigures, type Figures } from '#bulletins/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { fullTime } from '../parts/dates.ts'
import { Failed, Loading } from '../parts/page-state.tsx'
import { rememberPlace } from '../parts/list/place-names.ts'
import { useTitle } from '../parts/title.ts'
import '../styles/list.css'
import '../styles/figures.css'

const PlacePicker = lazy(() => import('../parts/pickers.tsx'))

type Props = {
  readonly title: string
  readonly page: '/overview' | '/statistics'
  readonly search: Readonly<Record<string, string>>
  readonly tabs?: ReactNode
  readonly children: (figures: Figures) => ReactNode
}

/** What the pages of figures share: of which place, of when, and what is read. */
export function FiguresFrame(props: Props) {
  const { title, page, search } = props
  useTitle(title)
  const navigate = useNavigate()
  const place = search['place']
  const found = useQuery({
    queryKey: ['figures', place ?? ''],
    queryFn: ({ signal }) =>
      call(readFigures, { query: place === undefined ? {} : { place }, signal }),
  })
  const go = (jur: string | null) => {
    const { place: _, ...rest } = search
    void navigate({ to: page, search: jur === null ? rest : { ...rest, place: jur } })
  }
  const { data } = found
  return (
    <>
      <div className="ttl">
        <h1>{title}</h1>
        {data && (
          <span className="muted">
            {data.placeName} · {fullTime(data.at)} 统计
          </span>
        )}
        <span className="r noprint">
          {data?.above && (
            <Button icon="back" onClick={() => go(data.above?.place ?? null)}>
              {data.above.name}
            </Button>
          )}
          <label className="vh" htmlFor={wired.id}>
            地区
          </label>
          <span className="placebox">
            <Suspense fallback={<input className="inp" readOnly value={data?.placeName ?? ''} />}>
              <PlacePicker
                wired={wired}
                placeholder="选择地区"
                value={data ? { jur: data.place, name: data.placeName } : null}
                onChange={(picked) => {
                  if (picked) rememberPlace(picked.jur, picked.name)
                  go(picked?.jur ?? null)
                }}
              />
            </Suspense>
          </span>
          <Button icon="print" onlyWide onClick={() => window.print()}>
            打印
          </Button>
        </span>
      </div>
      {props.tabs}
      {found.isPending && <Loading lines={9} />}
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      {data && props.children(data)}
    </>
  )
}

const wired = {
  id: 'figures-place',
  name: 'place',
  'aria-required': undefined,
  'aria-describedby': undefined,
  'aria-invalid': undefined,
} as const
