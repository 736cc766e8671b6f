import { SLIP_MOVES } from '#dispatches/rules.ts'
import { OPINION_LABELS } from '#dispatches/texts.ts'
import * as words from '#dispatches/words.ts'
import type { Opinion, SlipAct } from '#dispatches/words.ts'
import { call } from '../parts/api.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Form } from '../parts/form.tsx'
import { SelectField, TextArea } from '../parts/inputs.tsx'
import { useDispatchForm } from './dispatch-data.ts'

type Slip = { readonly id: string; readonly revision: number; readonly title: string }
type Props = {
  readonly act: SlipAct
  readonly slip: Slip
  readonly onClose: () => void
  /** Where the registration leads: the paper that it made. */
  readonly onIncoming?: (id: string) => void
}

/** The form of one act on what lies with a body. */
export function SlipActDialog(props: Props) {
  const { act, slip } = props
  return (
    <Dialog title={SLIP_MOVES[act].label} onClose={props.onClose}>
      <dl className="known">
        <dt>{act === 'record' ? '收文单位' : '标题'}</dt>
        <dd>{slip.title}</dd>
      </dl>
      <div className="drawer-form">
        {act === 'answer' ? <AnswerForm {...props} /> : <NoteForm {...props} act={act} />}
      </div>
    </Dialog>
  )
}

function AnswerForm({ slip, onClose }: Props) {
  const labels = { opinion: '会签意见', note: '意见内容' }
  const form = useDispatchForm({
    draft: { key: `answer.${slip.id}`, title: `会签：${slip.title}`, route: routeOf(slip) },
    start: { opinion: 'agreed', note: '' },
    check: ({ opinion, note }) =>
      opinion === 'agreed' || note.trim() ? {} : { note: '请写明意见内容' },
    send: ({ opinion, note }, key) =>
      call(words.answerSlip, {
        params: { id: slip.id },
        key,
        body: {
          revision: slip.revision,
          opinion: opinion as Opinion,
          note: note.trim() === '' ? null : note.trim(),
        },
      }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={labels} verb="答复会签">
      <SelectField
        form={form}
        name="opinion"
        label={labels.opinion}
        options={Object.entries(OPINION_LABELS)}
      />
      <TextArea
        form={form}
        name="note"
        label={labels.note}
        most={2000}
        optional={form.values.opinion === 'agreed'}
      />
    </Form>
  )
}

const NOTES = {
  receive: { face: words.receiveSlip, label: '签收说明', needed: false },
  register: { face: words.registerSlip, label: '', needed: false },
  heed: { face: words.heedSlip, label: '说明', needed: false },
  record: { face: words.recordSlip, label: '送达情况', needed: true },
} as const

function NoteForm({
  act,
  slip,
  onClose,
  onIncoming,
}: Props & { readonly act: keyof typeof NOTES }) {
  const { label, needed } = NOTES[act]
  const form = useDispatchForm({
    start: { note: '' },
    check: ({ note }) => (needed && note.trim() === '' ? { note: `请填写${label}` } : {}),
    send: ({ note }, key) => {
      const said = note.trim() === '' ? null : note.trim()
      const more = act === 'register' ? {} : act === 'record' ? { reason: said } : { note: said }
      return call(NOTES[act].face as typeof words.receiveSlip, {
        params: { id: slip.id },
        key,
        body: { revision: slip.revision, ...more },
      })
    },
    onDone: ({ id }) => (act === 'register' ? onIncoming?.(id) : onClose()),
  })
  return (
    <Form form={form} labels={{ note: label }} verb={SLIP_MOVES[act].label}>
      {act === 'register' ? (
        <p className="sm">标题、文号、来文单位和紧急程度从来件带入，无需再填。</p>
      ) : (
        <TextArea form={form} name="note" label={label} most={2000} optional={!needed} />
      )}
    </Form>
  )
}

const routeOf = ({ id }: Slip) => `/outgoing/slips/${id}`
