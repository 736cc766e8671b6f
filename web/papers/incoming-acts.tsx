import { INCOMING_MOVES } from '#papers/rules.ts'
import {
  finishIncoming,
  instructIncoming,
  proposeIncoming,
  voidIncoming,
  type IncomingAct,
  type IncomingDetail,
} from '#papers/words.ts'
import { call } from '../parts/api.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { TextArea } from '../parts/inputs.tsx'
import { OrgPicker, type PickedOrg } from '../parts/pickers.tsx'
import { NoteForm, orNull } from './note-form.tsx'
import { useOfficeForm } from './paper-data.ts'

export type IncomingVerb = Exclude<IncomingAct, 'register'>

type Props = { readonly paper: IncomingDetail; readonly onClose: () => void }

/** The form of one act on a paper, beside it. */
export function IncomingActDialog({ verb, ...given }: Props & { readonly verb: IncomingVerb }) {
  return (
    <Dialog title={INCOMING_MOVES[verb].label} onClose={given.onClose}>
      <dl className="known">
        <dt>收文编号</dt>
        <dd>{given.paper.number}</dd>
        <dt>标题</dt>
        <dd>{given.paper.title}</dd>
      </dl>
      <div className="drawer-form">
        <FormOf verb={verb} {...given} />
      </div>
    </Dialog>
  )
}

function FormOf({ verb, paper, onClose }: Props & { readonly verb: IncomingVerb }) {
  const { id, revision } = paper
  const draftOf = { id, route: `/incoming/${id}`, title: paper.title }
  const params = { id }
  switch (verb) {
    case 'propose':
      return <ProposalForm paper={paper} onClose={onClose} />
    case 'instruct':
      return (
        <NoteForm
          verb="批示"
          label="批示内容"
          needed
          draftOf={draftOf}
          onDone={onClose}
          send={(instruction, key) =>
            call(instructIncoming, { params, key, body: { revision, instruction } })
          }
        />
      )
    case 'finish':
      return (
        <NoteForm
          verb="办结"
          label="办理结果"
          needed={false}
          draftOf={draftOf}
          onDone={onClose}
          send={(note, key) =>
            call(finishIncoming, { params, key, body: { revision, note: orNull(note) } })
          }
        />
      )
    case 'void':
      return (
        <NoteForm
          verb="作废"
          label="作废理由"
          hint="作废后仍可查阅，收文编号保留。"
          needed
          draftOf={draftOf}
          onDone={onClose}
          send={(reason, key) => call(voidIncoming, { params, key, body: { revision, reason } })}
        />
      )
  }
}

/** 拟办: what is suggested, and whose leader is asked. */
function ProposalForm({ paper, onClose }: Props) {
  const labels = { proposal: '拟办意见', leader: '送批单位' }
  const form = useOfficeForm({
    draft: {
      key: `propose.${paper.id}`,
      title: `拟办：${paper.title}`,
      route: `/incoming/${paper.id}`,
    },
    start: {
      proposal: paper.proposal ?? '',
      leader: leaderOf(paper),
    },
    check: (values) => ({
      ...(values.proposal.trim() ? {} : { proposal: '请填写拟办意见' }),
      ...(values.leader ? {} : { leader: '请选择由哪个单位的领导批示' }),
    }),
    send: ({ proposal, leader }, key) =>
      call(proposeIncoming, {
        params: { id: paper.id },
        key,
        body: { revision: paper.revision, proposal, leaderOrg: leader?.org ?? '' },
      }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={labels} verb="送批">
      <TextArea form={form} name="proposal" label={labels.proposal} most={4000} rows={6} />
      <Field
        name="leader"
        label={labels.leader}
        hint="批示由该单位的领导岗位办理，本单位负责人批示的选本单位。"
        error={form.errors.leader}
      >
        {(wired) => (
          <OrgPicker
            wired={wired}
            place={paper.jur}
            value={form.values.leader}
            onChange={(leader) => form.set('leader', leader)}
            onBlur={() => form.left('leader')}
          />
        )}
      </Field>
    </Form>
  )
}

function leaderOf({ leaderOrg, names }: IncomingDetail): PickedOrg | null {
  return leaderOrg === null ? null : { org: leaderOrg, orgName: names[leaderOrg] ?? '' }
}
