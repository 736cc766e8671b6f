import { acceptFinding, decideClosure, decideExtension, recheckFinding } from '#findings/words.ts'
import { attached, EvidenceField, type Picked } from '../../files/evidence-field.tsx'
import { call } from '../../parts/api.ts'
import { Choices } from '../../parts/field.tsx'
import { Form } from '../../parts/form.tsx'
import { TextArea } from '../../parts/inputs.tsx'
import { Note } from '../../parts/page-state.tsx'
import type { ActFormProps } from '../act-drawer.tsx'
import { VERBS, type VerbId } from '../acts.ts'
import { needed, useActForm } from './act-form.tsx'

type Words = {
  readonly verb: VerbId
  readonly yes: string
  readonly no: string
  readonly label: string
  readonly warning?: string
}

type Choice = '' | 'yes' | 'no'
type OpinionValues = {
  readonly passed: Choice
  readonly note: string
  readonly evidence: readonly Picked[]
}
type DecisionValues = { readonly granted: Choice; readonly note: string }

/** 属地初验: the territory looks first. */
export function AcceptanceForm(props: ActFormProps) {
  const words = { verb: 'acceptance', yes: '初验通过', no: '退回整改', label: '初验意见' } as const
  return <Opinion {...props} words={words} face={acceptFinding} />
}

/** 复查: a signed opinion is enough; evidence may be added. */
export function RecheckForm(props: ActFormProps) {
  const words = { verb: 'recheck', yes: '复查通过', no: '复查不通过', label: '复查意见' } as const
  return <Opinion {...props} words={words} face={recheckFinding} />
}

function Opinion(
  props: ActFormProps & {
    readonly words: Words
    readonly face: typeof acceptFinding | typeof recheckFinding
  },
) {
  const { finding, onClose, words } = props
  const form = useActForm<OpinionValues>({
    finding,
    verb: words.verb,
    onClose,
    start: { passed: '', note: '', evidence: [] },
    check: (values) => needed(values, { passed: '请选择是否通过', note: `请填写${words.label}` }),
    send: ({ passed, note, evidence }, revision, key) =>
      call(props.face, {
        params: { id: finding.id },
        key,
        body: { revision, passed: passed === 'yes', note, evidence: evidence.map(attached) },
      }),
  })
  const verb = form.values.passed === 'no' ? words.no : words.yes
  return (
    <Form
      form={form}
      labels={{ passed: '结论', note: words.label }}
      verb={form.values.passed === '' ? VERBS[words.verb].label : verb}
    >
      <Choices
        name="passed"
        label="结论"
        value={form.values.passed === '' ? null : form.values.passed}
        options={[
          { value: 'yes', label: words.yes },
          { value: 'no', label: words.no },
        ]}
        error={form.errors.passed}
        onChange={(passed) => form.set('passed', passed)}
      />
      <TextArea form={form} name="note" label={words.label} most={2000} rows={5} />
      <EvidenceField
        label="复查证据"
        hint="签署意见即可，不强制上传。"
        phase="other"
        place={finding.jur}
        value={form.values.evidence}
        onChange={(evidence) => form.set('evidence', evidence)}
      />
    </Form>
  )
}

/** 审批销号. */
export function ApprovalForm(props: ActFormProps) {
  const words: Words = {
    verb: 'approval',
    yes: '批准销号',
    no: '退回重查',
    label: '审批意见',
    warning: `批准后，${props.finding.number} 销号，不再计时、不再办理。`,
  }
  return <Decision {...props} words={words} face={decideClosure} />
}

/** 审批延期; the original date stays in sight. */
export function ExtensionDecisionForm(props: ActFormProps) {
  const words: Words = {
    verb: 'decide_extension',
    yes: '批准延期',
    no: '不准延期',
    label: '审批意见',
  }
  return <Decision {...props} words={words} face={decideExtension} />
}

function Decision(
  props: ActFormProps & {
    readonly words: Words
    readonly face: typeof decideClosure | typeof decideExtension
  },
) {
  const { finding, onClose, words } = props
  const form = useActForm<DecisionValues>({
    finding,
    verb: words.verb,
    onClose,
    start: { granted: '', note: '' },
    check: (values) => needed(values, { granted: '请选择结论', note: `请填写${words.label}` }),
    send: ({ granted, note }, revision, key) =>
      call(props.face, {
        params: { id: finding.id },
        key,
        body: { revision, granted: granted === 'yes', note },
      }),
  })
  const { granted } = form.values
  return (
    <Form
      form={form}
      labels={{ granted: '结论', note: words.label }}
      verb={granted === '' ? VERBS[words.verb].label : granted === 'no' ? words.no : words.yes}
    >
      {words.warning && granted === 'yes' && <Note tone="amber">{words.warning}</Note>}
      <Choices
        name="granted"
        label="结论"
        value={granted === '' ? null : granted}
        options={[
          { value: 'yes', label: words.yes },
          { value: 'no', label: words.no },
        ]}
        error={form.errors.granted}
        onChange={(chosen) => form.set('granted', chosen)}
      />
      <TextArea form={form} name="note" label={words.label} most={1000} />
    </Form>
  )
}
