import { useState } from 'react'
import { PART_LABELS } from '#meetings/texts.ts'
import type { CommitteeMember, CommitteeView } from '#meetings/words.ts'
import { Button } from '../parts/button.tsx'
import { download } from '../parts/download.ts'
import { useTitle } from '../parts/title.ts'
import { CommitteeActDialog, type ListAct } from './committee-acts.tsx'
import { useCommittee } from './data.ts'
import { Months } from './months.tsx'
import '../styles/detail.css'

/** 安委会: who directs it, who belongs to it, who answers the telephone, and its thematic months. */
export function CommitteePage() {
  const { data: committee } = useCommittee()
  const [open, setOpen] = useState<ListAct | null>(null)
  useTitle(committee.name)
  const heads = committee.members.filter(({ part }) => part !== 'member_unit' && part !== 'office')
  const units = committee.members.filter((one) => !heads.includes(one))
  return (
    <>
      <div className="ttl">
        <h1>{committee.name}</h1>
      </div>
      <section className="card">
        <div className="h">
          <h2>领导</h2>
        </div>
        <dl className="facts bd">
          {heads.map((one) => (
            <div key={one.id}>
              <dt>{PART_LABELS[one.part]}</dt>
              <dd>
                {one.name} {one.holder}
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="card">
        <div className="h">
          <h2>联络员名单 {units.length} 个单位</h2>
          <span className="r acts noprint">
            <Button
              small
              onClick={() =>
                void download('/api/committee/liaisons/sheet', `联络员名单${committee.today}.xlsx`)
              }
            >
              导出名单
            </Button>
            <Button small icon="print" onClick={() => window.print()}>
              打印
            </Button>
            {committee.keeper && (
              <Button small icon="plus" onClick={() => setOpen({ act: 'add' })}>
                增加成员单位
              </Button>
            )}
          </span>
        </div>
        <ul className="dls">
          {units.map((one) => (
            <Unit key={one.id} one={one} committee={committee} onAct={setOpen} />
          ))}
        </ul>
      </section>
      {committee.past.length > 0 && <Past past={committee.past} />}
      {committee.keeper && <Months committee={committee} />}
      {open && (
        <CommitteeActDialog committee={committee} open={open} onClose={() => setOpen(null)} />
      )}
    </>
  )
}

function Unit(props: {
  readonly one: CommitteeMember
  readonly committee: CommitteeView
  readonly onAct: (act: ListAct) => void
}) {
  const { one, committee } = props
  return (
    <li>
      <div>
        <b>{one.name}</b> <span className="muted sm">{PART_LABELS[one.part]}</span>
        <p className="sm muted">
          {one.liaisonName ?? '未定联络员'} {one.liaisonTitle} {one.liaisonPhone} · 自{one.from}
          {one.to && `，至${one.to}`}
        </p>
      </div>
      {committee.keeper && one.to === null && (
        <span className="acts noprint">
          <Button small onClick={() => props.onAct({ act: 'liaison', member: one })}>
            变更联络员<span className="vh">{one.name}</span>
          </Button>
          {one.part === 'member_unit' && (
            <Button small weight="quiet" onClick={() => props.onAct({ act: 'end', member: one })}>
              退出<span className="vh">{one.name}</span>
            </Button>
          )}
        </span>
      )}
    </li>
  )
}

function Past({ past }: { readonly past: readonly CommitteeMember[] }) {
  return (
    <section className="card">
      <div className="h">
        <h2>变更记录</h2>
      </div>
      <ul className="dls">
        {past.map((one) => (
          <li key={one.id}>
            <div>
              {one.name}　{one.liaisonName ?? '未定联络员'}
            </div>
            <span className="sm muted nw">
              {one.from} 至 {one.to}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
