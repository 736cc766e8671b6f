import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { deskGroupLabels } from '#deadlines/texts.ts'
import { readDeskPage, type Desk, type DeskGroup } from '#deadlines/words.ts'
import { call } from '../parts/api.ts'
import { Button, ButtonLink } from '../parts/button.tsx'
import { longDay } from '../parts/dates.ts'
import { Empty, Failed, Loading } from '../parts/page-state.tsx'
import { useRole } from '../parts/session.ts'
import { useTitle } from '../parts/title.ts'
import { useDesk } from './count.ts'
import { DeskAside } from './desk-aside.tsx'
import { Task } from './task.tsx'
import '../styles/desk.css'

/** 我的待办: what this post must do, by when, under which clause; the soonest first. */
export function DeskPage() {
  useTitle('我的待办')
  const { group } = useSearch({ from: '/inside/' })
  const role = useRole()
  const desk = useDesk()
  return (
    <>
      <div className="ttl">
        <h1>我的待办</h1>
        {desk.data && <span className="muted">{longDay(desk.data.today)}</span>}
        <span className="r only-d noprint">
          <Button icon="print" onClick={() => window.print()}>
            打印清单
          </Button>
          {role !== 'leader' && role !== 'reader' && role !== 'archivist' && (
            <ButtonLink to="/findings/new" weight="outline" icon="plus">
              登记隐患
            </ButtonLink>
          )}
        </span>
      </div>
      {desk.isPending && <Loading lines={9} />}
      {desk.isError && <Failed error={desk.error} retry={() => void desk.refetch()} />}
      {desk.data && (
        <div className="cols">
          <div>
            <Tabs desk={desk.data} chosen={group} />
            <Groups desk={desk.data} chosen={group} />
          </div>
          <DeskAside desk={desk.data} />
        </div>
      )}
    </>
  )
}

function Tabs({ desk, chosen }: { readonly desk: Desk; readonly chosen: string | undefined }) {
  const navigate = useNavigate({ from: '/' })
  const all = desk.groups.reduce((sum, one) => sum + one.count, 0)
  const go = (group: DeskGroup | null) => void navigate({ search: group ? { group } : {} })
  return (
    <nav className="tabs noprint" aria-label="按期限筛选">
      <button type="button" aria-current={chosen ? undefined : 'page'} onClick={() => go(null)}>
        全部 {all}
      </button>
      {desk.groups.filter(shownTab).map((one) => (
        <button
          key={one.group}
          type="button"
          aria-current={chosen === one.group ? 'page' : undefined}
          onClick={() => go(one.group)}
        >
          <span className={one.group === 'overdue' && one.count > 0 ? 'late' : ''}>
            {deskGroupLabels[one.group]} {one.count}
          </span>
        </button>
      ))}
    </nav>
  )
}

/** Paused matters show a tab only where there are any. */
function shownTab(one: Desk['groups'][number]): boolean {
  return one.group !== 'paused' || one.count > 0
}

function Groups({ desk, chosen }: { readonly desk: Desk; readonly chosen: string | undefined }) {
  const groups = desk.groups.filter(
    (one) => one.count > 0 && (chosen === undefined || one.group === chosen),
  )
  const first = groups[0]?.rows[0]?.id
  return (
    <div className="card list">
      {groups.length === 0 && (
        <Empty
          act={
            <Link to="/findings" className="btn o">
              查看台账
            </Link>
          }
        >
          {emptySentence(chosen)}
        </Empty>
      )}
      {groups.map((one) => (
        <section key={one.group}>
          <h2 className={one.group === 'overdue' ? 'gh late' : 'gh'}>
            {deskGroupLabels[one.group]}
            <span>{one.count}</span>
          </h2>
          <Rows group={one} first={first} />
        </section>
      ))}
      {groups.length > 0 && (
        <p className="foot law">先到期的排在前面。完成、交出或依法延期后自动移出，无需“已读”。</p>
      )}
    </div>
  )
}

/** The rows of one group: what the desk came with, and as many more as are asked for. */
function Rows(props: {
  readonly group: Desk['groups'][number]
  readonly first: string | undefined
}) {
  const { group, rows, count } = props.group
  const last = rows.at(-1)
  const more = useInfiniteQuery({
    queryKey: ['desk', group, last?.id],
    enabled: false,
    initialPageParam: last,
    queryFn: ({ pageParam }) =>
      call(readDeskPage, {
        params: { group },
        query: { afterDue: pageParam?.dueOn ?? '', afterId: pageParam?.id ?? '' },
      }),
    getNextPageParam: (page) => page.rows.at(-1),
  })
  const known = new Set(rows.map((row) => row.id))
  const later = (more.data?.pages ?? []).flatMap((page) => page.rows)
  const shown = [...rows, ...later.filter((row) => !known.has(row.id))]
  const next = () => void (more.data ? more.fetchNextPage() : more.refetch())
  return (
    <>
      <ul>
        {shown.map((row) => (
          <Task key={row.id} task={row} solid={row.id === props.first} />
        ))}
      </ul>
      {more.isError && <Failed error={more.error} retry={next} />}
      {count > shown.length && !more.isError && (
        <p className="foot sm muted more">
          本组共 {count} 件，已列 {shown.length} 件。
          <Button small busy={more.isFetching} onClick={next}>
            续列 {Math.min(50, count - shown.length)} 件
          </Button>
        </p>
      )}
    </>
  )
}

function emptySentence(chosen: string | undefined): string {
  if (chosen === undefined) return '没有待办事项。'
  if (chosen === 'overdue') return '没有逾期事项。'
  if (chosen === 'today') return '今日没有到期事项。'
  return '没有这类事项。'
}
