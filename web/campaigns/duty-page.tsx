import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { dutyRefusal, MOVES } from '#campaigns/rules.ts'
import { CAMPAIGN_STEP_LABELS, DUTY_STATE_LABELS } from '#campaigns/texts.ts'
import {
  readGroupSummary,
  receiveDuty,
  returnDuty,
  submitDuty,
  type DutyDetail,
} from '#campaigns/words.ts'
import { DeadlinePanel } from '../deadlines/deadline-panel.tsx'
import { attached, EvidenceField, type Picked } from '../files/evidence-field.tsx'
import { EvidenceGrid } from '../files/evidence-grid.tsx'
import { ActionBar } from '../parts/action-bar.tsx'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { fullTime } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Form } from '../parts/form.tsx'
import { TextArea } from '../parts/inputs.tsx'
import { Note, sentenceOf } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { orNull } from '../papers/note-form.tsx'
import { StepsPanel } from '../papers/steps-panel.tsx'
import { useCampaignForm, useCampaignViewer, useDuty } from './data.ts'
import '../styles/detail.css'

type Verb = 'submit' | 'receive' | 'sendBack'
type Props = { readonly duty: DutyDetail; readonly onClose: () => void }

/** One thing that a body owes a campaign. */
export function DutyPage() {
  const { id } = useParams({ from: '/inside/campaigns/duties/$id' })
  const { data: duty } = useDuty(id)
  const viewer = useCampaignViewer()
  const [open, setOpen] = useState<Verb | null>(null)
  useTitle(duty.title)
  const verbs: readonly Verb[] =
    viewer.org === duty.org
      ? viewer.org === duty.ownerOrg
        ? ['submit', 'receive', 'sendBack']
        : ['submit']
      : ['receive', 'sendBack']
  const acts = verbs.map((verb) => ({
    id: verb,
    label: MOVES[verb].label,
    near: true,
    refusal: dutyRefusal(verb, viewer, duty),
  }))
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/campaigns">专项行动</Link> / {duty.number}
      </nav>
      <div className="ttl">
        <h1>
          {duty.orgName}：{duty.title}
        </h1>
      </div>
      <p className="tags">
        <StateTag word={DUTY_STATE_LABELS[duty.state]} />
        {duty.late && <StateTag word="逾期" side />}
        <span className="muted sm">
          {duty.ownerName}收，{duty.dueOn} 前{duty.seal && '，须盖章'}
        </span>
      </p>
      <div className="two">
        <div className="l">
          <ActionBar
            acts={acts}
            first={duty.state === 'submitted' ? 'receive' : 'submit'}
            onAct={(verb) => setOpen(verb as Verb)}
          >
            <Button icon="print" onClick={() => window.print()}>
              打印
            </Button>
          </ActionBar>
          {duty.reason && <Note tone="amber">退回补正：{duty.reason}</Note>}
          <Content duty={duty} />
          {duty.evidence.length > 0 && (
            <section className="card o5">
              <div className="h">
                <h2>附件 {duty.evidence.length} 件</h2>
              </div>
              <EvidenceGrid
                items={duty.evidence.map((one) => ({ ...one, byName: null, orgName: null }))}
                names={{}}
              />
            </section>
          )}
        </div>
        <aside className="rr" aria-label="期限和办理记录">
          <DeadlinePanel deadlines={duty.deadlines} />
          <StepsPanel number={duty.number} steps={duty.steps} labels={CAMPAIGN_STEP_LABELS} />
        </aside>
      </div>
      {open && (
        <Dialog title={MOVES[open].label} onClose={() => setOpen(null)}>
          <div className="drawer-form">
            {open === 'submit' ? (
              <SubmitForm duty={duty} onClose={() => setOpen(null)} />
            ) : (
              <OfficeForm verb={open} duty={duty} onClose={() => setOpen(null)} />
            )}
          </div>
        </Dialog>
      )}
    </>
  )
}

function Content({ duty }: { readonly duty: DutyDetail }) {
  const { compared } = duty
  return (
    <section className="card o3" aria-label="报送内容">
      <div className="h">
        <h2>报送内容</h2>
        <span className="r sm muted">
          {duty.submittedAt && `${fullTime(duty.submittedAt)} 报送${duty.sealed ? '，已盖章' : ''}`}
        </span>
      </div>
      <p className="bd pre">{duty.content ?? <span className="muted">尚未报送。</span>}</p>
      {compared && compared.sentences > 0 && (
        <div className="bd">
          <Note tone="blue">
            与通知正文相同的句子 {compared.equal}/{compared.sentences}（{compared.percent}
            %），供审阅参考。
            {compared.examples.length > 0 && (
              <details>
                <summary>相同的句子</summary>
                <ul>
                  {compared.examples.map((one) => (
                    <li key={one} className="sm">
                      {one}
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </Note>
        </div>
      )}
    </section>
  )
}

function SubmitForm({ duty, onClose }: Props) {
  const labels = { content: '报送内容', sealed: '盖章', evidence: '附件' }
  const form = useCampaignForm<{
    readonly content: string
    readonly sealed: boolean
    readonly evidence: readonly Picked[]
  }>({
    draft: {
      key: `campaign.duty.${duty.id}`,
      title: `报送：${duty.title}`,
      route: `/campaigns/duties/${duty.id}`,
    },
    start: { content: duty.content ?? '', sealed: false, evidence: [] },
    check: ({ content, sealed, evidence }) => ({
      ...(content.trim() ? {} : { content: '请填写报送内容' }),
      ...(sealed && evidence.length === 0 ? { evidence: '请附盖章件扫描件' } : {}),
    }),
    send: ({ content, sealed, evidence }, key) =>
      call(submitDuty, {
        params: { id: duty.id },
        key,
        body: {
          revision: duty.revision,
          content: content.trim(),
          sealed,
          evidence: evidence.map(attached),
        },
      }),
    onDone: onClose,
  })
  const [writing, setWriting] = useState(false)
  /** What the platform holds is not asked again: the four parts, to be completed by the group. */
  const write = async () => {
    setWriting(true)
    try {
      const { parts } = await call(readGroupSummary, { params: { id: duty.group ?? '' } })
      form.set(
        'content',
        parts.map(({ heading, texts }) => [heading, ...texts].join('\n')).join('\n'),
      )
    } catch (error) {
      say(sentenceOf(error), 'red')
    } finally {
      setWriting(false)
    }
  }
  return (
    <Form form={form} labels={labels} verb="报送">
      {duty.seal && (
        <Note tone="amber">须报盖章件。先报未盖章件的，盖章件仍应在 {duty.dueOn} 前报送。</Note>
      )}
      {duty.group && (
        <Button small icon="file" busy={writing} onClick={() => void write()}>
          按记录生成总结
        </Button>
      )}
      <TextArea form={form} name="content" label={labels.content} most={20_000} rows={10} />
      <label className="check">
        <input
          type="checkbox"
          checked={form.values.sealed}
          onChange={(event) => form.set('sealed', event.target.checked)}
        />{' '}
        附件为加盖公章的扫描件
      </label>
      <EvidenceField
        label={labels.evidence}
        phase="other"
        place={duty.jur}
        required={form.values.sealed}
        value={form.values.evidence}
        error={form.errors.evidence}
        onChange={(evidence) => form.set('evidence', evidence)}
      />
    </Form>
  )
}

function OfficeForm({ verb, duty, onClose }: Props & { readonly verb: 'receive' | 'sendBack' }) {
  const back = verb === 'sendBack'
  const label = back ? '需补正的内容' : '说明'
  const form = useCampaignForm({
    start: { note: '' },
    check: ({ note }) => (back && !note.trim() ? { note: `请填写${label}` } : {}),
    send: ({ note }, key) => {
      const on = { params: { id: duty.id }, key }
      const { revision } = duty
      return back
        ? call(returnDuty, { ...on, body: { revision, reason: note.trim() } })
        : call(receiveDuty, { ...on, body: { revision, note: orNull(note) } })
    },
    onDone: onClose,
  })
  return (
    <Form form={form} labels={{ note: label }} verb={MOVES[verb].label}>
      <TextArea form={form} name="note" label={label} most={1000} rows={3} optional={!back} />
    </Form>
  )
}
