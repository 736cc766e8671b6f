import { bulkFindings } from '#findings/words.ts'
import { call } from '../parts/api.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Form, useForm } from '../parts/form.tsx'
import { TextArea } from '../parts/inputs.tsx'
import type { BulkFormProps } from './bulk.tsx'
import { PartyField, type PartyInput } from './forms/party-field.tsx'
import { PARTIES, partyGiven, partyError } from './forms/parties.ts'

/** 交办 several findings to the same parties. */
export default function BulkHandOver({ rows, onDone, onClose }: BulkFormProps) {
  const form = useForm({
    draft: null,
    start: {
      rectifier: null as PartyInput | null,
      territory: null as PartyInput | null,
      sectorParty: null as PartyInput | null,
      rechecker: null as PartyInput | null,
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
        sponsor: null,
        needsTime: false,
        dueOn: null,
        note: values.note.trim() || null,
      }
      const ids = rows.map((row) => row.id)
      return call(bulkFindings, { body: { act: 'hand_over', ids, handOver }, key })
    },
    onDone: (answer) => onDone(answer.results),
  })
  const verb = `交办 ${rows.length} 条`
  return (
    <Dialog title={verb} onClose={onClose}>
      <Form
        form={form}
        labels={Object.fromEntries(PARTIES.map(([name, label]) => [name, label]))}
        verb={verb}
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
    </Dialog>
  )
}
