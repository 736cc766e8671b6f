import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { SUBJECT_KIND_LABELS } from '#enterprises/texts.ts'
import { getSubject, type SubjectView } from '#enterprises/words.ts'
import { SECTOR_LABELS } from '#findings/texts.ts'
import { PART_LABELS, TIER_LABELS } from '#grids/texts.ts'
import { listGrid, type EnterpriseRow, type Part } from '#grids/words.ts'
import { EnterpriseDialog, useEnterprise } from '../grids/seat-dialog.tsx'
import { SeatText } from '../grids/seat-text.tsx'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { Failed, Loading } from '../parts/page-state.tsx'
import { useTitle } from '../parts/title.ts'
import '../styles/detail.css'
import '../styles/grids.css'

const sectors: Readonly<Record<string, string>> = SECTOR_LABELS

/** One file of the archive: what it is, who answers for it, and its findings. */
export function SubjectPage() {
  const { id } = useParams({ from: '/inside/subjects/$id' })
  const found = useQuery({
    queryKey: ['subject', id],
    queryFn: () => call(getSubject, { params: { id } }),
  })
  const enterprise = useEnterprise(id)
  const [open, setOpen] = useState(false)
  useTitle(found.data?.name ?? '企业档案')
  if (found.isPending) return <Loading />
  if (found.isError) return <Failed page error={found.error} retry={() => void found.refetch()} />
  const subject = found.data
  return (
    <>
      <div className="ttl">
        <h1>{subject.name ?? '（保密）'}</h1>
        {enterprise.data?.tier && (
          <span className="tag side grey">{TIER_LABELS[enterprise.data.tier]}</span>
        )}
        <span className="r noprint">
          <Link to="/findings" search={{ q: subject.name ?? '' }} className="btn">
            查看问题隐患
          </Link>
        </span>
      </div>
      <div className="stack full">
        <Facts subject={subject} answerable={subject.answerable?.name ?? null} />
        {enterprise.data && <Seats row={enterprise.data} onOpen={() => setOpen(true)} />}
      </div>
      {open && <EnterpriseDialog id={id} onClose={() => setOpen(false)} />}
    </>
  )
}

function Facts(props: { readonly subject: SubjectView; readonly answerable: string | null }) {
  const { subject } = props
  return (
    <section className="card">
      <div className="h">
        <h2>基本情况</h2>
      </div>
      <dl className="facts bd">
        <Fact label="类别">{SUBJECT_KIND_LABELS[subject.kind]}</Fact>
        <Fact label="地区">{subject.placeName}</Fact>
        <Fact label="行业">{sectors[subject.sector] ?? subject.sector}</Fact>
        <Fact label="统一社会信用代码">{subject.creditCode ?? '未登记'}</Fact>
        <Fact label="地址">{subject.address ?? '未登记'}</Fact>
        <Fact label="责任单位">{props.answerable ?? '未确定'}</Fact>
      </dl>
    </section>
  )
}

const PARTS = ['city_head', 'county_leader', 'sponsor', 'contact', 'supervisor'] as const
const ASKED_OF_ALL: readonly Part[] = ['contact', 'supervisor']

function Seats({ row, onOpen }: { readonly row: EnterpriseRow; readonly onOpen: () => void }) {
  const cell = useQuery({
    queryKey: ['seats', 'cell', row.jur],
    queryFn: async () => (await call(listGrid, { query: { place: row.jur, limit: 1 } })).items[0],
  })
  const joint = row.tier === 'key_high_risk'
  const needed = (part: Part) =>
    ASKED_OF_ALL.includes(part) || (part === 'sponsor' ? !joint : joint)
  return (
    <section className="card">
      <div className="h">
        <h2>分工</h2>
        <span className="r noprint">
          <Button small onClick={onOpen}>
            查看和办理
          </Button>
        </span>
      </div>
      <dl className="facts bd">
        {PARTS.filter((part) => needed(part) || row.seats.some((seat) => seat.part === part)).map(
          (part) => (
            <Fact key={part} label={PART_LABELS[part]}>
              <SeatText seats={row.seats} part={part} />
            </Fact>
          ),
        )}
        <Fact label="所在网格">
          {cell.data && cell.data.jur === row.jur ? (
            <SeatText seats={cell.data.seats} part="grid_member" none="该网格无人员" />
          ) : (
            <span className="muted">所在地未到乡镇、村，未对应网格</span>
          )}
        </Fact>
      </dl>
    </section>
  )
}

function Fact(props: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}
