import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { listConflicts, listPacks, listValues } from '#law/words.ts'
import { call } from '../parts/api.ts'
import { DateInput } from '../parts/date-field.tsx'
import { legalToday } from '../parts/dates.ts'
import { Failed, Loading } from '../parts/page-state.tsx'
import PlacePicker from '../parts/pickers.tsx'
import { rememberPlace, usePlaceNames } from '../parts/list/place-names.ts'
import { usePost } from '../parts/session.ts'
import { useTitle } from '../parts/title.ts'
import { Conflicts } from './conflicts.tsx'
import { PackTable } from './pack-table.tsx'
import { Values } from './values.tsx'
import '../styles/law.css'
import '../styles/list.css'

const tabs = [
  ['packs', '现行文件'],
  ['values', '取值查询'],
  ['conflicts', '规定不一致'],
] as const
type Tab = (typeof tabs)[number][0]

/** 规则: which instruments are in force on a date at a place, what holds, and where they differ. */
export function LawPage() {
  useTitle('规则')
  const search = useSearch({ from: '/inside/law' })
  const navigate = useNavigate({ from: '/law' })
  const post = usePost()
  const chosen: Tab = tabs.find(([key]) => key === search['tab'])?.[0] ?? 'packs'
  const on = search['on'] ?? legalToday()
  const place = search['place'] ?? post?.place ?? '0'
  const nameOf = usePlaceNames(search['place'] ? [search['place']] : [])
  const placeName = search['place'] ? nameOf(place) : (post?.placeName ?? '全国')
  const set = (next: Readonly<Record<string, string | undefined>>) => {
    const kept = Object.entries({ ...search, ...next }).filter(([, value]) => value !== undefined)
    void navigate({ search: Object.fromEntries(kept) as Record<string, string> })
  }
  return (
    <>
      <div className="ttl">
        <h1>规则</h1>
        <span className="muted">
          {on} 在{placeName}有效
        </span>
      </div>
      <nav className="tabs noprint" aria-label="规则的内容">
        {tabs.map(([key, label]) => (
          <button
            key={key}
            type="button"
            aria-current={chosen === key ? 'page' : undefined}
            onClick={() => set({ tab: key })}
          >
            {label}
          </button>
        ))}
      </nav>
      <div className="card listcard">
        <div className="flt noprint lawflt">
          <div className="fl" style={{ width: 160 }}>
            <label htmlFor="law-on">日期</label>
            <DateInput
              wired={wired('law-on')}
              value={on}
              onChange={(date) => set({ on: date ?? undefined })}
            />
          </div>
          <div className="fl" style={{ width: 220 }}>
            <label htmlFor="law-place">地区</label>
            <PlacePicker
              wired={wired('law-place')}
              value={{ jur: place, name: placeName }}
              onChange={(picked) => {
                if (picked) rememberPlace(picked.jur, picked.name)
                set({ place: picked?.jur })
              }}
            />
          </div>
        </div>
        {chosen === 'packs' && <Packs on={on} place={place} />}
        {chosen === 'values' && <ValuesOf on={on} place={place} search={search} set={set} />}
        {chosen === 'conflicts' && <ConflictsOf on={on} place={place} />}
      </div>
    </>
  )
}

function wired(id: string) {
  return {
    id,
    name: id,
    'aria-describedby': undefined,
    'aria-invalid': undefined,
    'aria-required': undefined,
  } as const
}

type At = { readonly on: string; readonly place: string }

function Packs({ on, place }: At) {
  const found = useQuery({
    queryKey: ['law', 'packs', on, place],
    queryFn: () => call(listPacks, { query: { on, place } }),
  })
  if (found.isPending) return <Loading />
  if (found.isError) return <Failed error={found.error} retry={() => void found.refetch()} />
  return <PackTable packs={found.data.packs} />
}

function ValuesOf(
  props: At & {
    readonly search: Readonly<Record<string, string>>
    readonly set: (next: Readonly<Record<string, string | undefined>>) => void
  },
) {
  const { on, place, search } = props
  const grade = search['grade'] === 'major' ? 'major' : 'ordinary'
  const found = useQuery({
    queryKey: ['law', 'values', on, place, grade],
    queryFn: () => call(listValues, { query: { on, place, grade, origin: 'government' } }),
  })
  if (found.isPending) return <Loading />
  if (found.isError) return <Failed error={found.error} retry={() => void found.refetch()} />
  return (
    <Values
      values={found.data.values}
      grade={grade}
      onGrade={(next) => props.set({ grade: next })}
    />
  )
}

function ConflictsOf({ on, place }: At) {
  const found = useQuery({
    queryKey: ['law', 'conflicts', on, place],
    queryFn: () => call(listConflicts, { query: { on, place } }),
  })
  if (found.isPending) return <Loading />
  if (found.isError) return <Failed error={found.error} retry={() => void found.refetch()} />
  return <Conflicts conflicts={found.data.conflicts} />
}
