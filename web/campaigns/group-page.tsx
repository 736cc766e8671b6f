import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { authority, groupRefusal, MOVES } from '#campaigns/rules.ts'
import {
  CAMPAIGN_STEP_LABELS,
  GROUP_STATE_LABELS,
  ITINERARY_LABELS,
  MEMBER_PART_LABELS,
  VISIT_KIND_LABELS,
} from '#campaigns/texts.ts'
import type { Contact, GroupDetail, Visit } from '#campaigns/words.ts'
import { DeadlinePanel } from '../deadlines/deadline-panel.tsx'
import { EvidenceGrid } from '../files/evidence-grid.tsx'
import { ActionBar } from '../parts/action-bar.tsx'
import { Button } from '../parts/button.tsx'
import { fullTime } from '../parts/dates.ts'
import { Note } from '../parts/page-state.tsx'
import { PaperButtons } from '../parts/paper-buttons.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { StepsPanel } from '../papers/steps-panel.tsx'
import { SheetsCard } from '../scoring/sheets-card.tsx'
import { useCampaignViewer, useGroup } from './data.ts'
import { GroupActDialog, type GroupVerb } from './group-acts.tsx'
import { Published } from './published.tsx'
import { FeedbackLine, HelpLine, ListCard } from './rows.tsx'
import { SettleHelpDialog } from './side-forms.tsx'
import '../styles/detail.css'

const VERBS = [
  'staff',
  'swear',
  'propose',
  'feedback',
  'help',
  'finish',
  'replace',
] as const satisfies readonly GroupVerb[]

/** One group: its people, their undertaking, the itinerary, what it found and where it helped. */
export function GroupPage() {
  const { id } = useParams({ from: '/inside/campaigns/groups/$id' })
  const { data: group } = useGroup(id)
  const viewer = useCampaignViewer()
  const [open, setOpen] = useState<GroupVerb | null>(null)
  const [settling, setSettling] = useState<string | null>(null)
  useTitle(`${group.number} ${group.title}`)
  const facts = {
    ...group,
    names: group.staff.map(({ name }) => name),
    openFeedback: group.feedback - group.signed,
  }
  const mine = viewer.org === group.org
  const acts = mine
    ? VERBS.map((verb) => ({
        id: verb,
        label: MOVES[verb].label,
        near: verb !== 'staff' && verb !== 'swear',
        refusal: groupRefusal(verb, viewer, facts),
      }))
    : []
  const help = group.helps.find((one) => one.id === settling)
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/campaigns">专项行动</Link> / {group.number}
      </nav>
      <div className="ttl">
        <h1>
          第{group.groupNo}组：{group.orgName}检查{group.hostName}
        </h1>
      </div>
      <p className="tags">
        <StateTag word={GROUP_STATE_LABELS[group.state]} />
        <StateTag word={`行程${ITINERARY_LABELS[group.itineraryState]}`} side />
        <span className="muted sm">{group.title}</span>
      </p>
      <div className="two">
        <div className="l">
          <ActionBar
            acts={acts}
            first={firstOf(group)}
            onAct={(verb) => setOpen(verb as GroupVerb)}
          >
            <PaperButtons
              address={`/api/campaigns/groups/${group.id}/summary-file`}
              name={`总结 ${group.number}`}
              what="总结"
            />
            <Button icon="print" onClick={() => window.print()}>
              打印
            </Button>
          </ActionBar>
          <Staff group={group} />
          <ItineraryCard {...group} />
          <ListCard
            title="反馈交办清单"
            count={`已签 ${group.signed}/${group.feedback}`}
            empty="发现问题的，当场填写并由双方签字。"
            rows={group.feedbacks.map((row) => (
              <FeedbackLine key={row.id} row={row} />
            ))}
          />
          <SheetsCard of={group.campaign} group={group.id} />
          <Helps group={group} onSettle={setSettling} />
          <Published file={`/api/campaigns/groups/${group.id}/draw`} fileHash={null} />
          {group.evidence.length > 0 && (
            <section className="card o5">
              <div className="h">
                <h2>附件 {group.evidence.length} 件</h2>
              </div>
              <EvidenceGrid
                items={group.evidence.map((one) => ({ ...one, byName: null, orgName: null }))}
                names={{}}
              />
            </section>
          )}
        </div>
        <aside className="rr" aria-label="期限和办理记录">
          <DeadlinePanel deadlines={group.deadlines} />
          <StepsPanel number={group.number} steps={group.steps} labels={CAMPAIGN_STEP_LABELS} />
        </aside>
      </div>
      {open && <GroupActDialog verb={open} group={group} onClose={() => setOpen(null)} />}
      {help && <SettleHelpDialog help={help} onClose={() => setSettling(null)} />}
    </>
  )
}

/** Help beside checking, each with what came of it. */
function Helps(props: { readonly group: GroupDetail; readonly onSettle: (id: string) => void }) {
  const { group } = props
  const viewer = useCampaignViewer()
  return (
    <ListCard
      title="帮扶"
      count={`${group.helps.length} 次，不作扣分`}
      empty="检查与帮扶并行，帮扶情况在此登记。"
      rows={group.helps.map((row) => (
        <HelpLine
          key={row.id}
          row={row}
          act={
            viewer.org === group.org &&
            row.state === 'given' &&
            authority('help', viewer, null) === null && (
              <Button small onClick={() => props.onSettle(row.id)}>
                登记结果
              </Button>
            )
          }
        />
      ))}
    />
  )
}

/** What the group has to do next. */
function firstOf({ state, staff, itineraryState }: GroupDetail): GroupVerb | null {
  if (state === 'forming') return staff.length === 0 ? 'staff' : 'swear'
  if (state === 'sworn' && itineraryState !== 'proposed') return 'propose'
  return state === 'agreed' ? 'feedback' : null
}

function Staff({ group }: { readonly group: GroupDetail }) {
  const replaced = group.changes.filter(({ kind }) => kind === 'member')
  return (
    <section className="card o3" aria-label="组成人员">
      <div className="h">
        <h2>组成人员</h2>
        <span className="r sm muted">
          {group.undertakenAt
            ? `${fullTime(group.undertakenAt)} 全组签署纪律承诺`
            : '尚未签署纪律承诺'}
        </span>
      </div>
      {group.staff.length === 0 ? (
        <p className="bd sm muted">
          需要{' '}
          {group.composition
            .map(({ part, least, most }) =>
              most === null
                ? `${MEMBER_PART_LABELS[part]}至少${least}名`
                : `${MEMBER_PART_LABELS[part]}${least === most ? least : `${least}至${most}`}名`,
            )
            .join('、')}
          ，从本县区抽调。
        </p>
      ) : (
        <dl className="facts bd">
          {group.staff.map(({ part, name, duty }) => (
            <div key={name}>
              <dt>{MEMBER_PART_LABELS[part]}</dt>
              <dd>
                {name} <span className="muted">{duty}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {replaced.map((one) => (
        <p key={one.at} className="bd sm muted">
          {fullTime(one.at)} {one.before} 更换为 {one.after}：{one.reason}
        </p>
      ))}
    </section>
  )
}

/** The itinerary with its contacts, and what it was before. */
export function ItineraryCard(props: {
  readonly itinerary: readonly Visit[]
  readonly itineraryState: GroupDetail['itineraryState']
  readonly itineraryNote: string | null
  readonly contacts: readonly Contact[]
  readonly changes?: GroupDetail['changes']
}) {
  const { itinerary, contacts } = props
  const contact = (what: string) => contacts.find(({ enterprise }) => enterprise === what)?.name
  return (
    <section className="card o4" aria-label="行程">
      <div className="h">
        <h2>行程</h2>
        <span className="r sm">
          <StateTag word={ITINERARY_LABELS[props.itineraryState]} />
        </span>
      </div>
      {props.itineraryNote && (
        <div className="bd">
          <Note tone={props.itineraryState === 'returned' ? 'amber' : 'blue'}>
            {props.itineraryNote}
          </Note>
        </div>
      )}
      {itinerary.length === 0 ? (
        <p className="bd sm muted">由检查组提出，被检查县区确认。</p>
      ) : (
        <ul className="dls">
          {itinerary.map((visit, nth) => (
            <li key={nth}>
              <div>
                <b className="nw">{visit.on}</b> {visit.what}{' '}
                <span className="muted sm">{VISIT_KIND_LABELS[visit.kind]}</span>
              </div>
              {contact(visit.what) && <span className="sm nw">联络人 {contact(visit.what)}</span>}
            </li>
          ))}
        </ul>
      )}
      {(props.changes ?? [])
        .filter(({ kind }) => kind === 'itinerary')
        .map((one) => (
          <p key={one.at} className="bd sm muted">
            {fullTime(one.at)} 调整（{one.reason}），原行程：{one.before}
          </p>
        ))}
    </section>
  )
}
