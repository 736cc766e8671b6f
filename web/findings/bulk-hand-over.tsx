import { bulkFindings, type PartyProposal } from '#findings/words.ts'
import { call } from '../parts/api.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Form, useForm } from '../parts/form.tsx'
import { TextArea } from '../parts/inputs.tsx'
import { Loading } from '../parts/page-state.tsx'
import type { BulkFormProps } from './bulk.tsx'
import { PartyField } from './forms/party-field.tsx'
import { PARTIES, partyGiven, partyError } from './forms/parties.ts'
import { proposedInput, useProposal } from './forms/proposal.ts'

/** 交办 several findings to the same parties; those that are known for all alike stand there. */
export default function BulkHandOver(props: BulkFormProps) {
  const proposal = useProposal(props.rows.map((row) => row.id))
  return (
    <Dialog title={`交办 ${props.rows.length} 条`} onClose={props.onClose}>
      {proposal ? <Parties {...props} proposal={proposal} /> : <Loading />}
    </Dialog>
  )
}

type Props = BulkFormProps & { readonly proposal: PartyProposal }

function Parties({ rows, onDone, proposal }: Props) {
  const form = useForm({
    draft: null,
    start: {
      rectifier: proposedInput(proposal.rectifier),
      territory: proposedInput(proposal.territory),
      sectorParty: proposedInput(proposal.sectorParty),
      rechecker: proposedInput(proposal.rechecker),
      note: '',
    },
    check: (values) =>
      Object.fromEntries(
        PARTIES.flatMap(([name, label]) => {
          const error = partyError(values[name], label)
          return error ? [[name, error]] : []
        }),
      ),
    send: (values, key) => {
      const handOver = {
        rectifier: partyGiven(values.rectifier),
        territory: partyGiven(values.territory),
        sectorParty: partyGiven(values.sectorParty),
        rechecker: partyGiven(values.rechecker),
        sponsor: proposal.sponsor?.name ?? null,
        needsTime: false,
        dueOn: null,
        note: values.note.trim() || null,
      }
      const ids = rows.map((row) => row.id)
      return call(bulkFindings, { body: { act: 'hand_over', ids, handOver }, key })
    },
    onDone: (answer) => onDone(answer.results),
  })
  return (
    <Form
      form={form}
      labels={Object.fromEntries(PARTIES.map(([name, label]) => [name, label]))}
      verb={`交办 ${rows.length} 条`}
    >
      {PARTIES.map(([name, label, hint]) => (
        <PartyField
          key={name}
          name={name}
          label={label}
          hint={hint}
          place={rows[0]?.jur ?? ''}
          value={form.values[name]}
          error={form.errors[name]}
          onChange={(value) => form.set(name, value)}
          onBlur={() => form.left(name)}
        />
      ))}
      <TextArea form={form} name="note" label="交办意见" optional most={1000} rows={3} />
    </Form>
  )
}
