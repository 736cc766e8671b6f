import { DISPATCH_MOVES } from '#dispatches/rules.ts'
import { RETENTION_LABELS, SEAL_WAY_LABELS } from '#dispatches/texts.ts'
import * as words from '#dispatches/words.ts'
import type { DispatchAct, DispatchDetail, Retention, SealWay } from '#dispatches/words.ts'
import { attached, EvidenceField, type Picked } from '../files/evidence-field.tsx'
import { call } from '../parts/api.ts'
import { asPicked, BodiesField } from '../parts/bodies-field.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Form } from '../parts/form.tsx'
import { SelectField, TextArea } from '../parts/inputs.tsx'
import type { PickedOrg } from '../parts/pickers.tsx'
import { useDispatchForm } from './dispatch-data.ts'
import { checkText, textLabels, TextFields, textOf, writtenOf } from './text-fields.tsx'

export type DispatchVerb = Exclude<DispatchAct, 'draft'>

type Props = { readonly paper: DispatchDetail; readonly onClose: () => void }

/** The form of one act on a paper, beside it. */
export function DispatchActDialog({ verb, ...given }: Props & { readonly verb: DispatchVerb }) {
  return (
    <Dialog title={DISPATCH_MOVES[verb].label} onClose={given.onClose}>
      <dl className="known">
        <dt>文号</dt>
        <dd>{given.paper.number ?? '签发时编号'}</dd>
        <dt>标题</dt>
        <dd>{given.paper.title}</dd>
      </dl>
      <div className="drawer-form">
        <FormOf verb={verb} {...given} />
      </div>
    </Dialog>
  )
}

/** What an act asks for in words, and whether it must be said. */
const NOTES = {
  submit: { face: words.submitDispatch, label: '送核说明' },
  check: { face: words.checkDispatch, label: '核稿意见' },
  return: { face: words.returnDispatch, label: '退回理由', needed: true },
  present: { face: words.presentDispatch, label: '送签说明' },
  decline: { face: words.declineDispatch, label: '退签理由', needed: true },
  sign: {
    face: words.signDispatch,
    label: '签发意见',
    hint: '签发时取本机关本文种本年度的下一个文号。',
  },
  distribute: { face: words.distributeDispatch, label: '分发说明' },
  withdraw: {
    face: words.withdrawDispatch,
    label: '撤回理由',
    needed: true,
    hint: '文号保留，登记为已撤回，并告知各收文单位。',
  },
  void: {
    face: words.voidDispatch,
    label: '作废理由',
    needed: true,
    hint: '作废后仍可查阅，已编的文号保留，不再使用。',
  },
} as const

function FormOf({ verb, ...given }: Props & { readonly verb: DispatchVerb }) {
  switch (verb) {
    case 'revise':
      return <RevisionForm {...given} />
    case 'consult':
      return <ConsultForm {...given} />
    case 'seal':
      return <SealForm {...given} />
    case 'archive':
      return <ArchiveForm {...given} />
    default:
      return <WordsForm verb={verb} {...given} />
  }
}

const draftOf = (verb: DispatchVerb, { id, title }: DispatchDetail) => ({
  key: `${verb}.${id}`,
  title: `${DISPATCH_MOVES[verb].label}：${title}`,
  route: `/outgoing/${id}`,
})

function WordsForm({ verb, paper, onClose }: Props & { readonly verb: keyof typeof NOTES }) {
  const asked: { label: string; needed?: boolean; hint?: string } = NOTES[verb]
  const needed = asked.needed === true
  const form = useDispatchForm({
    draft: draftOf(verb, paper),
    start: { note: '' },
    check: ({ note }) => (needed && note.trim() === '' ? { note: `请填写${asked.label}` } : {}),
    send: ({ note }, key) => {
      const said = note.trim() === '' ? null : note.trim()
      const body = needed ? { reason: said } : { note: said }
      return call(NOTES[verb].face as typeof words.submitDispatch, {
        params: { id: paper.id },
        key,
        body: { revision: paper.revision, ...body },
      })
    },
    onDone: onClose,
  })
  return (
    <Form form={form} labels={{ note: asked.label }} verb={DISPATCH_MOVES[verb].label}>
      <TextArea
        form={form}
        name="note"
        label={asked.label}
        most={2000}
        optional={!needed}
        {...(asked.hint ? { hint: asked.hint } : {})}
      />
    </Form>
  )
}

/** 改稿: the whole text once more; the earlier version stays. */
function RevisionForm({ paper, onClose }: Props) {
  const form = useDispatchForm({
    draft: draftOf('revise', paper),
    start: textOf(paper),
    check: checkText,
    send: (values, key) =>
      call(words.reviseDispatch, {
        params: { id: paper.id },
        key,
        body: { revision: paper.revision, ...writtenOf(values) },
      }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={textLabels} verb="改稿">
      <TextFields form={form} place={paper.jur} />
    </Form>
  )
}

function ConsultForm({ paper, onClose }: Props) {
  const form = useDispatchForm({
    start: { orgs: [] as readonly PickedOrg[] },
    check: ({ orgs }) => (orgs.length > 0 ? {} : { orgs: '请选择会签单位' }),
    send: ({ orgs }, key) =>
      call(words.consultDispatch, {
        params: { id: paper.id },
        key,
        body: { revision: paper.revision, orgs: orgs.map(({ org }) => org) },
      }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={{ orgs: '会签单位' }} verb="送会签">
      <BodiesField
        name="orgs"
        label="会签单位"
        hint="逐个选取。"
        place={paper.jur}
        value={form.values.orgs}
        error={form.errors.orgs}
        make={asPicked}
        onChange={(orgs) => form.set('orgs', orgs)}
      />
    </Form>
  )
}

function SealForm({ paper, onClose }: Props) {
  const labels = { way: '盖章方式', evidence: '盖章件', origin: '来源说明' }
  const form = useDispatchForm({
    start: { way: 'scan', origin: '', evidence: [] as readonly Picked[] },
    check: ({ evidence }) => (evidence.length === 1 ? {} : { evidence: '请上传一份盖章件' }),
    send: ({ way, origin, evidence }, key) =>
      call(words.sealDispatch, {
        params: { id: paper.id },
        key,
        body: {
          revision: paper.revision,
          way: way as SealWay,
          origin: origin.trim() === '' ? null : origin.trim(),
          evidence: evidence.map(attached),
        },
      }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={labels} verb="登记用印">
      <p className="sm">先下载Word文件打印、盖章，再上传扫描件（PDF或者图片）作为正本。</p>
      <SelectField
        form={form}
        name="way"
        label={labels.way}
        options={Object.entries(SEAL_WAY_LABELS)}
      />
      <EvidenceField
        label={labels.evidence}
        phase="other"
        place={paper.jur}
        required
        scan
        error={form.errors.evidence}
        value={form.values.evidence}
        onChange={(evidence) => form.set('evidence', evidence)}
      />
      <TextArea
        form={form}
        name="origin"
        label={labels.origin}
        optional
        rows={2}
        most={500}
        hint="文件不像扫描件（PDF中没有图像、图片过小）而确为盖章件的，写明来源。系统生成的文件不作为盖章件。"
      />
    </Form>
  )
}

function ArchiveForm({ paper, onClose }: Props) {
  const labels = { retention: '保管期限' }
  const form = useDispatchForm({
    start: { retention: 'years_30' },
    check: () => ({}),
    send: ({ retention }, key) =>
      call(words.archiveDispatch, {
        params: { id: paper.id },
        key,
        body: { revision: paper.revision, retention: retention as Retention },
      }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={labels} verb="归档">
      <SelectField
        form={form}
        name="retention"
        label={labels.retention}
        options={Object.entries(RETENTION_LABELS)}
      />
    </Form>
  )
}
