import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { DISPATCH_MOVES, dispatchRefusal, SLIP_MOVES, slipRefusal } from '#dispatches/rules.ts'
import {
  DISPATCH_KIND_LABELS,
  DISPATCH_STEP_LABELS,
  PUBLICITY_LABELS,
  RETENTION_LABELS,
  SEAL_WAY_LABELS,
  SLIP_PART_LABELS,
  SOURCE_LABELS,
} from '#dispatches/texts.ts'
import type { DispatchDetail, DispatchViewer, SlipRow } from '#dispatches/words.ts'
import { DeadlinePanel } from '../deadlines/deadline-panel.tsx'
import { EvidenceGrid } from '../files/evidence-grid.tsx'
import { StepsPanel } from '../papers/steps-panel.tsx'
import { ActionBar, type Act } from '../parts/action-bar.tsx'
import { Button } from '../parts/button.tsx'
import { PaperButtons } from '../parts/paper-buttons.tsx'
import { useTitle } from '../parts/title.ts'
import { DispatchActDialog, type DispatchVerb } from './dispatch-acts.tsx'
import { useDispatch, useDispatchViewer } from './dispatch-data.ts'
import { SlipActDialog } from './slip-acts.tsx'
import { DispatchTags, SlipTags } from './tags.tsx'
import '../styles/detail.css'

const VERBS = [
  'submit',
  'check',
  'return',
  'consult',
  'present',
  'sign',
  'decline',
  'seal',
  'distribute',
  'archive',
  'revise',
  'withdraw',
  'void',
] as const satisfies readonly DispatchVerb[]

/** One paper that is sent: its text, where it stands, who has it, and every version. */
export function DispatchPage() {
  const { id } = useParams({ from: '/inside/outgoing/$id' })
  const { data: paper } = useDispatch(id)
  const viewer = useDispatchViewer()
  const [open, setOpen] = useState<DispatchVerb | null>(null)
  useTitle(`${paper.number ?? ''} ${paper.title}`)
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/outgoing">发文登记簿</Link> / {paper.number ?? '未编号'}
      </nav>
      <div className="ttl">
        <h1>{paper.title}</h1>
      </div>
      <p className="tags">
        <DispatchTags state={paper.state} urgency={paper.urgency} />
        <span className="muted sm nw">{paper.number ?? '签发时编号'}</span>
      </p>
      <div className="two">
        <div className="l">
          <ActionBar
            acts={actsOf(paper, viewer)}
            first={firstOf(paper, viewer)}
            onAct={(verb) => setOpen(verb as DispatchVerb)}
          >
            <PaperButtons address={`/api/outgoing/${id}/document`} name={paper.title} />
            <Button icon="print" onClick={() => window.print()}>
              打印
            </Button>
          </ActionBar>
          <Facts paper={paper} />
          <Slips paper={paper} viewer={viewer} />
          <Authentic paper={paper} />
          <Versions paper={paper} />
        </div>
        <aside className="rr" aria-label="期限和办理记录">
          <DeadlinePanel deadlines={paper.deadlines} />
          <StepsPanel
            number={paper.number ?? paper.title}
            steps={paper.steps}
            labels={DISPATCH_STEP_LABELS}
          />
        </aside>
      </div>
      {open && <DispatchActDialog verb={open} paper={paper} onClose={() => setOpen(null)} />}
    </>
  )
}

const ENDED = ['archived', 'withdrawn', 'void']

/** The verbs that this role ever has on the paper, open ones and refused ones. */
function actsOf(paper: DispatchDetail, viewer: DispatchViewer): Act[] {
  return VERBS.filter((act) =>
    (DISPATCH_MOVES[act].roles as readonly string[]).includes(viewer.role),
  ).map((act) => ({
    id: act,
    label: DISPATCH_MOVES[act].label,
    near:
      !ENDED.includes(paper.state) &&
      (DISPATCH_MOVES[act].from as readonly string[]).includes(paper.state),
    refusal: dispatchRefusal(act, paper, viewer, paper.limits),
  }))
}

/** What the desk asked of this post. */
function firstOf(paper: DispatchDetail, viewer: DispatchViewer): string | null {
  const able = (act: DispatchVerb) => dispatchRefusal(act, paper, viewer, paper.limits) === null
  return VERBS.slice(0, 10).find((act) => able(act)) ?? null
}

function Facts({ paper }: { readonly paper: DispatchDetail }) {
  const names = (list: readonly { name: string }[], outside: string | null) =>
    [...list.map(({ name }) => name), ...(outside ? [outside] : [])].join('、') || '无'
  const { source } = paper
  return (
    <section className="card o3">
      <div className="h">
        <h2>文稿</h2>
        <span className="r sm muted">
          {DISPATCH_KIND_LABELS[paper.kind]} · 第{paper.version}稿
        </span>
      </div>
      <dl className="facts bd">
        <Fact label="发文机关">{paper.issuerName}</Fact>
        <Fact label="拟稿">{`${paper.ownerName} ${paper.drafterName}（${paper.draftedOn}）`}</Fact>
        <Fact label="核稿">
          {paper.checkerName ? `${paper.checkerName}（第${paper.checkedVersion}稿）` : '未核稿'}
        </Fact>
        <Fact label="签发">
          {paper.signerName
            ? `${paper.signerName}（${paper.signedOn}）`
            : `由${paper.signers.join('、') || '签发岗位（现无人在岗）'}签发`}
        </Fact>
        <Fact label="公开属性">
          {PUBLICITY_LABELS[paper.publicity]}
          {paper.publicityReason ? `：${paper.publicityReason}` : ''}
        </Fact>
        <Fact label="归档">
          {paper.archive && paper.retention
            ? `${paper.archive}，保管${RETENTION_LABELS[paper.retention]}`
            : '未归档'}
        </Fact>
        {source && (
          <Wide label={`答复的${SOURCE_LABELS[source.kind]}`}>
            <Source source={source} />
          </Wide>
        )}
        {paper.endReason && <Wide label="作废或者撤回理由">{paper.endReason}</Wide>}
        <Wide label="主送">{names(paper.to, paper.toOutside)}</Wide>
        <Wide label="正文">{paper.text}</Wide>
        <Wide label="抄送">{names(paper.copies, paper.copyOutside)}</Wide>
      </dl>
    </section>
  )
}

function Source({ source }: { readonly source: NonNullable<DispatchDetail['source']> }) {
  const text = `${source.number} ${source.title ?? ''}`
  const params = { id: source.id }
  if (source.kind === 'incoming') {
    return (
      <Link to="/incoming/$id" params={params}>
        {text}
      </Link>
    )
  }
  if (source.kind === 'office_task') {
    return (
      <Link to="/tasks/$id" params={params}>
        {text}
      </Link>
    )
  }
  return (
    <Link to="/findings/$id" params={params}>
      {text}
    </Link>
  )
}

/** Who was asked and who has it; what has not arrived stands first. */
function Slips(props: { readonly paper: DispatchDetail; readonly viewer: DispatchViewer }) {
  const { paper, viewer } = props
  const [recording, setRecording] = useState<SlipRow | null>(null)
  if (paper.slips.length === 0) return null
  const open = paper.slips.filter(({ state }) => state === 'sent').length
  const rows = paper.slips.toSorted(
    (a, b) => Number(b.state === 'sent') - Number(a.state === 'sent'),
  )
  return (
    <section className="card o4">
      <div className="h">
        <h2>会签和送达</h2>
        <span className="r sm muted">{open > 0 ? `${open} 个单位未办理` : '全部办理'}</span>
      </div>
      <ul className="dls">
        {rows.map((slip) => (
          <li key={slip.id}>
            <div>
              <b>{slip.name}</b>{' '}
              <span className="muted sm">
                {SLIP_PART_LABELS[slip.part]}
                {slip.org === null ? '，线下送达' : ''}
                {slip.dueOn ? `，${slip.dueOn}前` : ''}
              </span>{' '}
              <SlipTags state={slip.state} part={slip.part} overdue={slip.overdue} />
              {slip.opinion && <p className="sm pre">{slip.opinion}</p>}
              {slip.answeredAt && (
                <p className="sm muted">
                  {slip.answeredAt.slice(0, 10)} {slip.answeredName ?? ''}
                  {slip.incoming ? '，已登记为收文' : ''}
                </p>
              )}
            </div>
            {slip.org === null && slip.state === 'sent' && mayRecord(paper, slip, viewer) && (
              <span className="acts">
                <Button small onClick={() => setRecording(slip)}>
                  {SLIP_MOVES.record.label}
                  <span className="vh">{slip.name}</span>
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {recording && (
        <SlipActDialog
          act="record"
          slip={{ id: recording.id, revision: recording.revision, title: recording.name }}
          onClose={() => setRecording(null)}
        />
      )}
    </section>
  )
}

function mayRecord(paper: DispatchDetail, slip: SlipRow, viewer: DispatchViewer): boolean {
  const facts = { ...slip, ...pickFacts(paper), heeded: false, kind: paper.kind }
  return slipRefusal('record', facts, viewer) === null
}

const pickFacts = ({ jur, ownerOrg, names }: DispatchDetail) => ({ jur, ownerOrg, names })

/** The file that was frozen at the signature, and the sealed one that counts. */
function Authentic({ paper }: { readonly paper: DispatchDetail }) {
  if (paper.documentHash === null) return null
  return (
    <section className="card o5">
      <div className="h">
        <h2>正本</h2>
      </div>
      <dl className="facts bd">
        <Wide label="签发时的Word文件（SHA-256）">
          <span className="hash">{paper.documentHash}</span>
        </Wide>
        <Wide label="盖章件（SHA-256）">
          {paper.sealedHash && paper.sealWay ? (
            <>
              {paper.sealedName}，{SEAL_WAY_LABELS[paper.sealWay]}
              <br />
              <span className="hash">{paper.sealedHash}</span>
            </>
          ) : (
            '尚未用印。'
          )}
        </Wide>
      </dl>
      {paper.evidence.length > 0 && (
        <EvidenceGrid
          items={paper.evidence.map((one) => ({ ...one, byName: null, orgName: null }))}
          names={paper.names}
        />
      )}
    </section>
  )
}

function Versions({ paper }: { readonly paper: DispatchDetail }) {
  if (paper.versions.length < 2) return null
  return (
    <section className="card o5 noprint">
      <div className="h">
        <h2>各稿 {paper.versions.length} 份</h2>
      </div>
      <div className="bd">
        {paper.versions.map((one) => (
          <details key={one.version}>
            <summary>
              第{one.version}稿 {one.at.slice(0, 10)} {one.personName ?? ''}
            </summary>
            <p>
              <b>{one.title}</b>
            </p>
            <p className="pre">{one.text}</p>
          </details>
        ))}
      </div>
    </section>
  )
}

export function Fact(props: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}

export function Wide(props: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div className="w">
      <dt>{props.label}</dt>
      <dd className="pre">{props.children}</dd>
    </div>
  )
}
