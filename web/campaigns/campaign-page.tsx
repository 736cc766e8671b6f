import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { campaignRefusal, organizes } from '#campaigns/rules.ts'
import {
  CAMPAIGN_STATE_LABELS,
  CAMPAIGN_STEP_LABELS,
  CONCERN_STATE_LABELS,
  REGIME_LABELS,
} from '#campaigns/texts.ts'
import type { CampaignDetail } from '#campaigns/words.ts'
import { DeadlinePanel } from '../deadlines/deadline-panel.tsx'
import { Ceremony } from '../draws/ceremony.tsx'
import { ActionBar } from '../parts/action-bar.tsx'
import { Button } from '../parts/button.tsx'
import { ClauseLink } from '../parts/clause.tsx'
import { Note } from '../parts/page-state.tsx'
import { PaperButtons } from '../parts/paper-buttons.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { StepsPanel } from '../papers/steps-panel.tsx'
import { SheetsCard } from '../scoring/sheets-card.tsx'
import { CampaignActDialog, CAMPAIGN_VERBS, type CampaignVerb } from './campaign-acts.tsx'
import { useCampaign, useCampaignViewer } from './data.ts'
import { Published } from './published.tsx'
import { DutyLine, FeedbackLine, GroupLine, HelpLine, ListCard } from './rows.tsx'
import '../styles/detail.css'

/** One campaign for the office that organizes it. */
export function CampaignPage() {
  const { id } = useParams({ from: '/inside/campaigns/$id' })
  const { data: campaign } = useCampaign(id)
  const viewer = useCampaignViewer()
  const [open, setOpen] = useState<CampaignVerb | null>(null)
  useTitle(`${campaign.number} ${campaign.title}`)
  const facts = factsOf(campaign)
  const ended = campaign.state === 'closed' || campaign.state === 'void'
  const acts = CAMPAIGN_VERBS.map(({ verb, label }) => ({
    id: verb,
    label: verb === 'rank' ? (campaign.ranking ? '关闭内部排序' : '开启内部排序') : label,
    near: !ended && verb === 'close',
    refusal: campaignRefusal(verb, viewer, facts),
  }))
  const done = campaign.state === 'running' && facts.openGroups + facts.openDuties === 0
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/campaigns">专项行动</Link> / {campaign.number}
      </nav>
      <div className="ttl">
        <h1>{campaign.title}</h1>
      </div>
      <p className="tags">
        <StateTag word={CAMPAIGN_STATE_LABELS[campaign.state]} />
        <span className="muted sm nw">{campaign.number}</span>
      </p>
      <div className="two">
        <div className="l">
          <ActionBar
            acts={acts}
            first={done ? 'close' : null}
            onAct={(verb) => setOpen(verb as CampaignVerb)}
          >
            <PaperButtons
              address={`/api/campaigns/${id}/summary-file`}
              name={`情况通报 ${campaign.number}`}
              what="情况通报"
            />
            <Button icon="print" onClick={() => window.print()}>
              打印
            </Button>
          </ActionBar>
          {campaign.reason && <Note tone="amber">{campaign.reason}</Note>}
          {campaign.draw && campaign.state === 'drawing' && (
            <>
              <Note tone="blue">
                见证人、第三方代表在{' '}
                <Link to="/draws/$id" params={{ id: campaign.draw.id }}>
                  本次抽签的页面
                </Link>{' '}
                就位，请将地址告知对方。
              </Note>
              <Ceremony draw={campaign.draw} />
            </>
          )}
          <Facts campaign={campaign} />
          {campaign.draw?.state === 'complete' && (
            <Published
              file={`/api/draws/${campaign.draw.id}/file`}
              fileHash={campaign.draw.fileHash}
              rings={campaign.rings}
            />
          )}
          <Lists campaign={campaign} />
          <SheetsCard of={id} ranking={campaign.ranking} />
          {campaign.concerns.length > 0 && <Concerns campaign={campaign} />}
        </div>
        <aside className="rr" aria-label="期限和办理记录">
          <DeadlinePanel deadlines={campaign.deadlines} />
          <StepsPanel
            number={campaign.number}
            steps={campaign.steps}
            labels={CAMPAIGN_STEP_LABELS}
          />
        </aside>
      </div>
      {open && organizes(viewer.role) && (
        <CampaignActDialog verb={open} campaign={campaign} onClose={() => setOpen(null)} />
      )}
    </>
  )
}

/** Groups, what is owed, what was fed back, where was helped. */
function Lists({ campaign }: { readonly campaign: CampaignDetail }) {
  return (
    <>
      <ListCard
        title="分组"
        count={`${campaign.groups.length} 个组`}
        empty="抽签完成后列出。"
        rows={campaign.groups.map((row) => (
          <GroupLine key={row.id} row={row} />
        ))}
      />
      <ListCard
        title="应报送事项"
        count={`已收存 ${campaign.received}/${campaign.owed}，逾期 ${campaign.late}`}
        empty="抽签完成后列出。"
        rows={campaign.duties.map((row) => (
          <DutyLine key={row.id} row={row} named />
        ))}
      />
      <ListCard
        title="反馈交办清单"
        count={`${campaign.feedbacks.length} 份`}
        empty="各组尚未反馈问题。"
        rows={campaign.feedbacks.map((row) => (
          <FeedbackLine key={row.id} row={row} />
        ))}
      />
      {campaign.helps.length > 0 && (
        <ListCard
          title="帮扶"
          count={`${campaign.helps.length} 次`}
          empty=""
          rows={campaign.helps.map((row) => (
            <HelpLine key={row.id} row={row} />
          ))}
        />
      )}
    </>
  )
}

/** The campaign in the words of the rules. */
function factsOf(campaign: CampaignDetail) {
  const over: readonly string[] = ['finished', 'void']
  const kept: readonly string[] = ['received', 'void']
  return {
    ownerOrg: campaign.ownerOrg,
    ownerName: campaign.ownerName,
    state: campaign.state,
    drawn: campaign.draw?.state === 'complete',
    openGroups: campaign.groups.filter(({ state }) => !over.includes(state)).length,
    openDuties: campaign.duties.filter(({ state }) => !kept.includes(state)).length,
  }
}

function Concerns({ campaign }: { readonly campaign: CampaignDetail }) {
  return (
    <ListCard
      title="被检查方反映"
      count="检查组看不到"
      empty=""
      rows={campaign.concerns.map((one) => (
        <li key={one.id}>
          <div>
            <Link to="/campaigns/concerns/$id" params={{ id: one.id }}>
              {one.orgName}（第{one.groupNo}组）
            </Link>{' '}
            <StateTag word={CONCERN_STATE_LABELS[one.state]} />
            <p className="sm">{one.content}</p>
          </div>
        </li>
      ))}
    />
  )
}

function Facts({ campaign }: { readonly campaign: CampaignDetail }) {
  return (
    <section className="card o3" aria-label="行动安排">
      <div className="h">
        <h2>行动安排</h2>
        <span className="r sm">
          <Link to="/law/$pack" params={{ pack: campaign.pack.id }}>
            {campaign.pack.title}
          </Link>
        </span>
      </div>
      <dl className="facts bd">
        <Fact label="依据" wide>
          {campaign.basis}
        </Fact>
        <Fact label="年度计划编号">
          {campaign.planNumber ?? <span className="muted">未填写</span>}
          {campaign.planFiledOn && `（${campaign.planFiledOn} 备案）`}
        </Fact>
        <Fact label="起止日期">
          {campaign.fromOn} 至 {campaign.toOn}
        </Fact>
        <Fact label="实地检查">
          {campaign.visitFrom} 至 {campaign.visitTo}
        </Fact>
        <Fact label="方式">{campaign.methods.join('、') || '未填写'}</Fact>
        <Fact label="对企业的检查" wide>
          {REGIME_LABELS[campaign.regime]}
        </Fact>
        {campaign.leaders.map(({ role, name }) => (
          <Fact key={role + name} label={role}>
            {name}
          </Fact>
        ))}
        <Fact label="行业层面" wide>
          {campaign.sectors
            .map(({ name, lead }) => `${name}（${lead?.name ?? '未点名'}）`)
            .join('、') || '未安排'}
          {campaign.fallback && campaign.sectors.some(({ lead }) => lead === null) && (
            <>
              。{campaign.fallback.rule} <ClauseLink clause={campaign.fallback.clause} />
            </>
          )}
        </Fact>
      </dl>
      <ul className="dls">
        {campaign.milestones.map((one) => (
          <li key={one.key}>
            <span>{one.what}</span>
            <span className="sm nw muted">
              {one.fromOn ? `${one.fromOn} 至 ` : ''}
              {one.dueOn}
              {one.day && `（${one.day}）`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Fact(props: {
  readonly label: string
  readonly wide?: boolean
  readonly children: React.ReactNode
}) {
  return (
    <div className={props.wide ? 'w' : undefined}>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}
