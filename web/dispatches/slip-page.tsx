import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { SLIP_MOVES, slipRefusal } from '#dispatches/rules.ts'
import { DISPATCH_KIND_LABELS, DISPATCH_STEP_LABELS, SLIP_PART_LABELS } from '#dispatches/texts.ts'
import type { DispatchViewer, SlipAct, SlipDetail } from '#dispatches/words.ts'
import { DeadlinePanel } from '../deadlines/deadline-panel.tsx'
import { StepsPanel } from '../papers/steps-panel.tsx'
import { ActionBar, type Act } from '../parts/action-bar.tsx'
import { Button } from '../parts/button.tsx'
import { download } from '../parts/download.ts'
import { Note, sentenceOf } from '../parts/page-state.tsx'
import { PaperButtons } from '../parts/paper-buttons.tsx'
import { say } from '../parts/say.tsx'
import { useTitle } from '../parts/title.ts'
import { useDispatchViewer, useSlip } from './dispatch-data.ts'
import { Fact, Wide } from './dispatch-page.tsx'
import { SlipActDialog } from './slip-acts.tsx'
import { SlipTags } from './tags.tsx'
import '../styles/detail.css'

const VERBS = ['answer', 'register', 'receive', 'heed'] as const satisfies readonly SlipAct[]

/** What lies with this body: a text to countersign, or a paper that was sent to it. */
export function SlipPage() {
  const { id } = useParams({ from: '/inside/outgoing/slips/$id' })
  const { data: slip } = useSlip(id)
  const viewer = useDispatchViewer()
  const navigate = useNavigate()
  const [open, setOpen] = useState<SlipAct | null>(null)
  useTitle(`${SLIP_PART_LABELS[slip.part]} ${slip.title}`)
  const acts = actsOf(slip, viewer)
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/outgoing/arrived">来件签收</Link> / {slip.number ?? SLIP_PART_LABELS[slip.part]}
      </nav>
      <div className="ttl">
        <h1>{slip.title}</h1>
      </div>
      <p className="tags">
        <SlipTags state={slip.state} part={slip.part} overdue={false} />
        <span className="muted sm nw">{slip.number ?? '未编号'}</span>
      </p>
      {slip.state === 'withdrawn' && (
        <Note tone="amber">发文单位已撤回本件，文号保留，本件不再办理。</Note>
      )}
      <div className="two">
        <div className="l">
          <ActionBar
            acts={acts}
            first={acts.find(({ refusal }) => refusal === null)?.id ?? null}
            onAct={(act) => setOpen(act as SlipAct)}
          >
            <Files slip={slip} />
            <Button icon="print" onClick={() => window.print()}>
              打印
            </Button>
          </ActionBar>
          <Facts slip={slip} />
        </div>
        <aside className="rr" aria-label="期限和办理记录">
          <DeadlinePanel deadlines={slip.deadlines} />
          <StepsPanel
            number={slip.number ?? slip.title}
            steps={slip.steps}
            labels={DISPATCH_STEP_LABELS}
          />
        </aside>
      </div>
      {open && (
        <SlipActDialog
          act={open}
          slip={slip}
          onClose={() => setOpen(null)}
          onIncoming={(paper) => void navigate({ to: '/incoming/$id', params: { id: paper } })}
        />
      )}
    </>
  )
}

function actsOf(slip: SlipDetail, viewer: DispatchViewer): Act[] {
  return VERBS.filter(
    (act) =>
      (SLIP_MOVES[act].parts as readonly string[]).includes(slip.part) &&
      (SLIP_MOVES[act].roles as readonly string[]).includes(viewer.role) &&
      (act !== 'heed' || slip.state === 'withdrawn'),
  ).map((act) => ({
    id: act,
    label: SLIP_MOVES[act].label,
    near: (SLIP_MOVES[act].from as readonly string[]).includes(slip.state),
    refusal: slipRefusal(act, slip, viewer),
  }))
}

function Files({ slip }: { readonly slip: SlipDetail }) {
  const save = (what: string, name: string) => () =>
    void download(`/api/outgoing-slips/${slip.id}/${what}`, name).catch((error: unknown) =>
      say(sentenceOf(error), 'red'),
    )
  return (
    <>
      {slip.sealedHash && (
        <Button icon="download" onClick={save('scan', slip.sealedName ?? '盖章件')}>
          盖章件
        </Button>
      )}
      {slip.documentHash && (
        <PaperButtons address={`/api/outgoing-slips/${slip.id}/document`} name={slip.title} />
      )}
    </>
  )
}

function Facts({ slip }: { readonly slip: SlipDetail }) {
  return (
    <section className="card o3">
      <div className="h">
        <h2>{slip.part === 'countersign' ? '会签文稿' : '来件'}</h2>
        <span className="r sm muted">{DISPATCH_KIND_LABELS[slip.kind]}</span>
      </div>
      <dl className="facts bd">
        <Fact label="发文机关">{slip.issuerName}</Fact>
        <Fact label="送达日期">{slip.sentAt.slice(0, 10)}</Fact>
        <Fact label="签发日期">{slip.signedOn ?? '未签发'}</Fact>
        <Fact label="登记为收文">
          {slip.incoming ? (
            <Link to="/incoming/$id" params={{ id: slip.incoming }}>
              {slip.incomingNumber ?? '已登记'}
            </Link>
          ) : (
            '未登记'
          )}
        </Fact>
        {slip.opinion && <Wide label="意见">{slip.opinion}</Wide>}
        <Wide label="正文">{slip.text}</Wide>
        {slip.sealedHash && (
          <Wide label="盖章件（SHA-256）">
            <span className="hash">{slip.sealedHash}</span>
          </Wide>
        )}
      </dl>
    </section>
  )
}
