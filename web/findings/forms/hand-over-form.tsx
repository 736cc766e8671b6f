import { PART_LABELS } from '#grids/texts.ts'
import { handOverFinding, reassignFinding } from '#findings/words.ts'
import { call } from '../../parts/api.ts'
import { AskedOnce, type Asked } from '../../parts/asked-once.tsx'
import { DateInput } from '../../parts/date-field.tsx'
import { legalToday } from '../../parts/dates.ts'
import { Choices, Field } from '../../parts/field.tsx'
import { Form, type FormState } from '../../parts/form.tsx'
import { TextArea, TextField } from '../../parts/inputs.tsx'
import { Loading } from '../../parts/page-state.tsx'
import type { ActFormProps } from '../act-drawer.tsx'
import { VERBS } from '../acts.ts'
import { KNOWN_FACTS, orNull, useActForm } from './act-form.tsx'
import { partyError, partyGiven, PARTIES } from './parties.ts'
import { PartyField, partyOf, type PartyInput } from './party-field.tsx'
import { proposedInput, useProposal, type Proposal } from './proposal.ts'

type Props = ActFormProps & { readonly verb: 'hand_over' | 'reassign' }

/**
 * 交办 and 改派: four answerable parties, each a body and a person, before the way begins. What the
 * directory knows of them stands there as a proposal.
 */
export function HandOverForm(props: Props) {
  const proposal = useProposal([props.finding.id])
  return proposal ? <Parties {...props} proposal={proposal} /> : <Loading />
}

type Proposed = Props & { readonly proposal: Proposal }

function Parties(props: Proposed) {
  const { finding, onClose, verb } = props
  const start = startOf(props)
  const asked = askedBy(start)
  const face = verb === 'hand_over' ? handOverFinding : reassignFinding
  const form = useActForm({
    finding,
    verb,
    onClose,
    start,
    timed: { form: 'hand_over', asked },
    check: (values) => ({
      ...Object.fromEntries(
        PARTIES.flatMap(([name, label]) => {
          const error = partyError(values[name], label)
          return error ? [[name, error]] : []
        }),
      ),
      ...sameUnit(values.rectifier, values.rechecker, finding.way.rechecker),
    }),
    send: (values, revision, key) =>
      call(face, {
        params: { id: finding.id },
        key,
        body: {
          revision,
          rectifier: partyGiven(values.rectifier),
          territory: partyGiven(values.territory),
          sectorParty: partyGiven(values.sectorParty),
          rechecker: partyGiven(values.rechecker),
          sponsor: orNull(values.sponsor),
          needsTime: values.needsTime === 'yes',
          dueOn: orNull(values.dueOn),
          note: orNull(values.note),
        },
      }),
  })
  return (
    <Form
      form={form}
      labels={Object.fromEntries(PARTIES.map(([name, label]) => [name, label]))}
      verb={VERBS[verb].label}
    >
      <AskedOnce form="hand_over" {...asked} />
      {PARTIES.map(([name, label, hint]) => (
        <PartyField
          key={name}
          name={name}
          label={label}
          hint={hint}
          place={finding.jur}
          value={form.values[name]}
          error={form.errors[name]}
          onChange={(value) => form.set(name, value)}
          onBlur={() => form.left(name)}
        />
      ))}
      <TextField
        form={form}
        name="sponsor"
        label="包联领导"
        optional
        most={40}
        {...sponsorHint(props.proposal, form.values.sponsor)}
      />
      <Choices
        name="needsTime"
        label="整改是否需要时间"
        value={form.values.needsTime}
        options={[
          { value: 'no', label: '短期可改' },
          { value: 'yes', label: '需要时间', hint: '须填报五落实' },
        ]}
        onChange={(value) => form.set('needsTime', value)}
      />
      <DueField form={form} />
      <TextArea form={form} name="note" label="交办意见" optional most={1000} rows={3} />
    </Form>
  )
}

/** What is known goes before what is proposed. */
function startOf(props: Proposed) {
  const { finding, proposal } = props
  return {
    rectifier: rectifierFor(props),
    territory: partyOf(finding.territory) ?? proposedInput(proposal.territory),
    sectorParty: partyOf(finding.sectorParty) ?? proposedInput(proposal.sectorParty),
    rechecker: partyOf(finding.rechecker) ?? proposedInput(proposal.rechecker),
    sponsor: finding.sponsor ?? proposal.sponsor?.name ?? '',
    needsTime: finding.needsTime ? 'yes' : 'no',
    dueOn: '',
    note: '',
  }
}
type Values = ReturnType<typeof startOf>

/** Four bodies, four persons, and whether it takes time; the last is given with its usual answer. */
function askedBy(start: Values): Asked {
  const parties = PARTIES.map(([name]) => start[name])
  const known = parties.flatMap((party) => [party?.org, party?.name]).filter(Boolean).length
  return { fields: KNOWN_FACTS + 2 * PARTIES.length + 1, known: KNOWN_FACTS + known + 1 }
}

/** Says where the proposed sponsor comes from, while nobody has changed the name. */
function sponsorHint({ sponsor }: Proposal, name: string): { hint?: string } {
  if (!sponsor || sponsor.name !== name) return {}
  return { hint: `按包联分工拟定（${PART_LABELS[sponsor.part]}），可改。` }
}

function DueField({ form }: { readonly form: FormState<Values> }) {
  return (
    <Field
      name="dueOn"
      label="整改期限"
      optional
      hint="不填的，按规定的时限自动计算。"
      error={form.errors.dueOn}
    >
      {(wired) => (
        <DateInput
          wired={wired}
          value={form.values.dueOn || null}
          notBefore={legalToday()}
          onChange={(date) => form.set('dueOn', date ?? '')}
        />
      )}
    </Field>
  )
}

/** Re-assignment looks for another than the body that had it: that one is not proposed again. */
function rectifierFor({ finding, proposal, verb }: Proposed): PartyInput | null {
  if (verb === 'hand_over') return partyOf(finding.rectifier) ?? proposedInput(proposal.rectifier)
  const same = proposal.rectifier?.org === finding.rectifierOrg
  return same ? null : proposedInput(proposal.rectifier)
}

function sameUnit(
  rectifier: PartyInput | null,
  rechecker: PartyInput | null,
  rule: string,
): { rechecker?: string } {
  const same = rectifier?.org !== undefined && rectifier.org === rechecker?.org
  return same && rule === 'other_unit' ? { rechecker: '复查单位应与整改单位不同' } : {}
}
