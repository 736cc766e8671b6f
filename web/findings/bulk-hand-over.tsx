import { Fragment, useState } from 'react'
import { GRADE_LABELS, STATE_LABELS } from '#findings/texts.ts'
import { bulkFindings } from '#findings/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { legalToday } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Form, useForm } from '../parts/form.tsx'
import { TextArea } from '../parts/inputs.tsx'
import { Loading } from '../parts/page-state.tsx'
import type { BulkFormProps } from './bulk.tsx'
import { PartyField, type PartyInput } from './forms/party-field.tsx'
import { PARTIES, partyGiven, partyError } from './forms/parties.ts'
import { proposedInput, useDueDates, useProposal, type Proposal } from './forms/proposal.ts'

/** 交办 several findings to the same parties; those that are known for all alike stand there. */
export default function BulkHandOver(props: BulkFormProps) {
  const proposal = useProposal(props.rows.map((row) => row.id))
  return (
    <Dialog title={`交办 ${props.rows.length} 条`} onClose={props.onClose}>
      {proposal ? <Parties {...props} proposal={proposal} /> : <Loading />}
    </Dialog>
  )
}

type Props = BulkFormProps & { readonly proposal: Proposal }

/** What is about to be sent. */
type Given = {
  readonly rectifier: PartyInput | null
  readonly territory: PartyInput | null
  readonly sectorParty: PartyInput | null
  readonly rechecker: PartyInput | null
  readonly note: string
}

/** The parties are filled in, then looked at once more: many bodies are bound by one act. */
function Parties(props: Props) {
  const { rows, proposal } = props
  const [look, setLook] = useState<Given | null>(null)
  const start: Given = {
    rectifier: proposedInput(proposal.rectifier),
    territory: proposedInput(proposal.territory),
    sectorParty: proposedInput(proposal.sectorParty),
    rechecker: proposedInput(proposal.rechecker),
    note: '',
  }
  const form = useForm<Given, Given>({
    draft: null,
    start,
    check: (values) =>
      Object.fromEntries(
        PARTIES.flatMap(([name, label]) => {
          const error = partyError(values[name], label)
          return error ? [[name, error]] : []
        }),
      ),
    send: async (values) => values,
    onDone: setLook,
  })
  return (
    <>
      <div hidden={look !== null}>
        <Form
          form={form}
          labels={Object.fromEntries(PARTIES.map(([name, label]) => [name, label]))}
          verb="核对"
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
      </div>
      {look && <Look {...props} given={look} onBack={() => setLook(null)} />}
    </>
  )
}

/** How many, to whom and from when; then one act. */
function Look(props: Props & { readonly given: Given; readonly onBack: () => void }) {
  const { rows, proposal, given, onDone } = props
  const due = useDueDates(rows)
  const form = useForm({
    draft: null,
    start: {},
    check: () => ({}),
    send: (_values, key) => {
      const handOver = {
        rectifier: partyGiven(given.rectifier),
        territory: partyGiven(given.territory),
        sectorParty: partyGiven(given.sectorParty),
        rechecker: partyGiven(given.rechecker),
        sponsor: proposal.sponsor?.name ?? null,
        needsTime: false,
        dueOn: null,
        note: given.note.trim() || null,
      }
      const ids = rows.map((row) => row.id)
      return call(bulkFindings, { body: { act: 'hand_over', ids, handOver }, key })
    },
    onDone: (answer) => onDone(answer.results),
  })
  return (
    <>
      <dl className="known">
        <dt>问题</dt>
        <dd>{rows.length} 条</dd>
        {PARTIES.map(([name, label]) => (
          <Fragment key={name}>
            <dt>{label}</dt>
            <dd>
              {given[name]?.orgName} {given[name]?.name}
            </dd>
          </Fragment>
        ))}
        <dt>交办日期</dt>
        <dd>{legalToday()}</dd>
        {given.note.trim() && (
          <>
            <dt>交办意见</dt>
            <dd>{given.note}</dd>
          </>
        )}
      </dl>
      {due ? (
        <>
          <Rows rows={rows} due={due} />
          <Form form={form} labels={{}} verb={`交办 ${rows.length} 条`}>
            <p>
              <Button onClick={props.onBack}>返回修改</Button>
            </p>
          </Form>
        </>
      ) : (
        <Loading />
      )}
    </>
  )
}

/** The date of one finding, or why it will not go through. */
function standing(row: BulkFormProps['rows'][number], dueOn: string | null): string {
  if (row.state !== 'registered') return `${STATE_LABELS[row.state]}，不再交办`
  return dueOn ?? '由登记单位交办'
}

/** Each finding with its own date. */
function Rows(props: {
  readonly rows: BulkFormProps['rows']
  readonly due: readonly (string | null)[]
}) {
  return (
    <div className="scrolls" tabIndex={0} role="group" aria-label="交办的问题和整改期限">
      <table className="plain-table">
        <caption className="vh">交办的问题和整改期限</caption>
        <thead>
          <tr>
            <th scope="col">编号</th>
            <th scope="col">问题</th>
            <th scope="col">级别</th>
            <th scope="col">整改期限</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row, at) => (
            <tr key={row.id}>
              <td className="nw">{row.number}</td>
              <td>{row.title}</td>
              <td className="nw">{GRADE_LABELS[row.grade]}</td>
              <td className="nw">{standing(row, props.due[at] ?? null)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
