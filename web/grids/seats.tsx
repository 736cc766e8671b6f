import { assigns, clauseOf, CLAUSES, listsKey, settles } from '#grids/rules.ts'
import { DUTY_LABELS, PART_LABELS, TIER_LABELS } from '#grids/texts.ts'
import { DUTIES_OF, type EnterpriseRow, type Part, type PlaceRow, type Seat } from '#grids/words.ts'
import { Button } from '../parts/button.tsx'
import { ClauseLink } from '../parts/clause.tsx'
import { Note } from '../parts/page-state.tsx'
import { useRole } from '../parts/session.ts'
import type { Doing } from './act-form.tsx'

type OnDo = (doing: Doing) => void

/** 分工 of an enterprise: what it is, who sponsors it, its contact, its supervising department. */
export function EnterpriseSeats(props: { readonly row: EnterpriseRow; readonly onDo: OnDo }) {
  const { row, onDo } = props
  const role = useRole() ?? ''
  const joint = row.tier === 'key_high_risk'
  const held = new Set(row.seats.map((seat) => seat.part))
  const parts: readonly Part[] = joint
    ? ['city_head', 'county_leader', 'contact']
    : [
        'sponsor',
        ...(['city_head', 'county_leader'] as const).filter((p) => held.has(p)),
        'contact',
      ]
  const target = { place: null, subject: row.id }
  return (
    <>
      <section className="card">
        <div className="h">
          <h3>企业类别</h3>
        </div>
        <div className="bd">
          <p>{row.tier ? TIER_LABELS[row.tier] : '未列入重点、高危企业'}</p>
          {listsKey(role) && (
            <div className="row-acts">
              <Button small onClick={() => onDo({ what: 'list', row })}>
                {row.tier ? '改列' : '列入名单'}
              </Button>
              {row.tierId !== null && (
                <Button small onClick={() => onDo({ what: 'delist', row })}>
                  移出名单
                </Button>
              )}
            </div>
          )}
          <ClauseLink clause={CLAUSES.keyEnterprises} />
        </div>
      </section>
      <section className="card">
        <div className="h">
          <h3>包联和联系人</h3>
        </div>
        <ul className="dls">
          {parts.map((part) => (
            <Single
              key={part}
              part={part}
              target={target}
              seats={row.seats}
              role={role}
              onDo={onDo}
            />
          ))}
        </ul>
        <p className="bd sm">
          <ClauseLink clause={CLAUSES.sponsors} />
        </p>
      </section>
      <Supervisors row={row} role={role} onDo={onDo} />
    </>
  )
}

type Target = { readonly place: string | null; readonly subject: string | null }

/** A part that one person holds at a time. */
function Single(props: {
  readonly part: Part
  readonly target: Target
  readonly seats: readonly Seat[]
  readonly role: string
  readonly onDo: OnDo
}) {
  const { part, role, onDo, target } = props
  const seat = props.seats.find((one) => one.part === part) ?? null
  const may = part !== 'supervisor' && assigns(role, part)
  return (
    <li>
      <div>
        <b>{PART_LABELS[part]}</b>
        <p className="sm">
          <Held seat={seat} />
        </p>
      </div>
      {may && (
        <div className="row-acts">
          <Button
            small
            {...(seat ? {} : { weight: 'outline' as const })}
            onClick={() => onDo({ what: 'assign', part, target, seat, duties: [] })}
          >
            {seat ? '更换' : '明确人员'}
            <span className="vh">{PART_LABELS[part]}</span>
          </Button>
          {seat && (
            <Button small weight="quiet" onClick={() => onDo({ what: 'end', seat })}>
              解除<span className="vh">{PART_LABELS[part]}</span>
            </Button>
          )}
        </div>
      )}
    </li>
  )
}

function Held({ seat }: { readonly seat: Seat | null }) {
  if (!seat) return <span className="lack">未明确</span>
  return (
    <>
      {seat.personName} {seat.orgName}
      {!seat.live && <span className="lack"> 已离任或者任期届满，应当更换</span>}
    </>
  )
}

function Supervisors(props: {
  readonly row: EnterpriseRow
  readonly role: string
  readonly onDo: OnDo
}) {
  const { row, role, onDo } = props
  const held = row.seats.filter((seat) => seat.part === 'supervisor')
  return (
    <section className="card">
      <div className="h">
        <h3>监管部门</h3>
      </div>
      <div className="bd">
        {held.length === 0 && <p className="lack">无监管部门</p>}
        {held.length > 1 && <Note tone="amber">有 {held.length} 个监管部门，应当明确一个。</Note>}
        <ul>
          {held.map((seat) => (
            <li key={seat.id}>{seat.orgName}</li>
          ))}
        </ul>
        <div className="row-acts">
          {settles(role) && (
            <Button small weight="outline" onClick={() => onDo({ what: 'settle', row })}>
              明确部门
            </Button>
          )}
          {assigns(role, 'supervisor') && (
            <Button small onClick={() => onDo({ what: 'declare', row })}>
              登记部门
            </Button>
          )}
        </div>
        <ClauseLink clause={CLAUSES.supervisor} />{' '}
        <span className="sm muted">
          参照 <ClauseLink clause="hebei-officials-2018#6(9)" bare />
        </span>
      </div>
    </section>
  )
}

/** 分工 of a place: its leader; of a cell: each duty with whoever has it. */
export function PlaceSeats(props: {
  readonly row: PlaceRow
  readonly grid: boolean
  readonly onDo: OnDo
}) {
  const { row, grid, onDo } = props
  const role = useRole() ?? ''
  const target = { place: row.jur, subject: null }
  return (
    <section className="card">
      <div className="h">
        <h3>{grid ? '网格人员和责任' : '包联领导'}</h3>
        {grid && assigns(role, 'grid_member') && (
          <span className="r">
            <Button
              small
              weight="outline"
              onClick={() =>
                onDo({
                  what: 'assign',
                  part: 'grid_member',
                  target,
                  seat: null,
                  duties: missing(row),
                })
              }
            >
              明确人员
            </Button>
          </span>
        )}
      </div>
      <ul className="dls">
        {grid ? (
          <Duties row={row} role={role} onDo={onDo} />
        ) : (
          <Single part="place_leader" target={target} seats={row.seats} role={role} onDo={onDo} />
        )}
      </ul>
      <p className="bd sm">
        <ClauseLink clause={clauseOf(grid ? 'grid_member' : 'place_leader')} />
        {grid && (
          <>
            {' '}
            网格人员只报告，不实施行政检查。
            <ClauseLink clause={CLAUSES.inspecting} />
          </>
        )}
      </p>
    </section>
  )
}

function dutiesOf(row: PlaceRow) {
  return row.level === 'village' ? DUTIES_OF.village : DUTIES_OF.township
}

function missing(row: PlaceRow) {
  return dutiesOf(row).filter((duty) => !row.seats.some((seat) => seat.live && seat.duty === duty))
}

function Duties(props: { readonly row: PlaceRow; readonly role: string; readonly onDo: OnDo }) {
  const { row, role, onDo } = props
  const members = row.seats.filter((seat) => seat.part === 'grid_member')
  return dutiesOf(row).map((duty) => {
    const held = members.filter((seat) => seat.duty === duty)
    return (
      <li key={duty}>
        <div>
          <b>{DUTY_LABELS[duty]}</b>
          {held.length === 0 && <p className="sm lack">无人承担</p>}
          {held.length > 1 && <p className="sm lack">重叠：{held.length} 人承担同一责任</p>}
          {held.map((seat) => (
            <p key={seat.id} className="sm">
              <Held seat={seat} />{' '}
              {assigns(role, 'grid_member') && (
                <Button small weight="quiet" onClick={() => onDo({ what: 'end', seat })}>
                  解除<span className="vh">{seat.personName}</span>
                </Button>
              )}
            </p>
          ))}
        </div>
      </li>
    )
  })
}
