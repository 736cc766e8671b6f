import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef } from 'react'
import { listPeople } from '#places/words.ts'
import { call } from '../../parts/api.ts'
import { Field } from '../../parts/field.tsx'
import { OrgPicker, type PickedOrg } from '../../parts/pickers.tsx'
import { firstHolder } from './proposal.ts'

/** A body and the person named for it, while they are being chosen. */
export type PartyInput = {
  readonly org: string
  readonly orgName: string
  readonly name: string
  /** The name that was filled in from the directory; what a person typed differs from it. */
  readonly filled?: string
  /** The body was proposed by the directory and not yet changed by anybody. */
  readonly proposed?: boolean
}

/** The party already set, as a start for the form; its person goes with the body. */
export function partyOf(
  party: { readonly org: string; readonly orgName: string; readonly name: string | null } | null,
): PartyInput | null {
  if (!party) return null
  const name = party.name ?? ''
  return { org: party.org, orgName: party.orgName, name, filled: name }
}

/** An answerable party: the body, and beside it the person, offered from those who hold a post. */
export function PartyField(props: {
  readonly name: string
  readonly label: string
  readonly hint: string
  readonly place: string
  readonly value: PartyInput | null
  readonly error?: string | undefined
  readonly onChange: (value: PartyInput | null) => void
  readonly onBlur: () => void
}) {
  const { value, onChange } = props
  const listId = useId()
  const pick = usePick(value, onChange)
  const org = value?.org
  const people = useQuery({
    queryKey: ['people', 'of', org],
    enabled: org !== undefined,
    queryFn: () => call(listPeople, { query: { org: org ?? '', limit: 50 } }),
  })
  return (
    <fieldset className="party" data-field={props.name}>
      <legend className="vh">{props.label}</legend>
      <div className="pair">
        <Field name={`${props.name}.org`} label={props.label} hint={hintOf(props)}>
          {(wired) => (
            <OrgPicker
              wired={wired}
              place={props.place}
              value={value ? { org: value.org, orgName: value.orgName } : null}
              onChange={pick}
              onBlur={props.onBlur}
            />
          )}
        </Field>
        <Field name={`${props.name}.name`} label="责任人">
          {(wired) => (
            <>
              <input
                {...wired}
                className="inp"
                list={listId}
                maxLength={40}
                disabled={!value}
                placeholder={value ? '姓名' : '先选择单位'}
                value={value?.name ?? ''}
                onChange={(event) => value && onChange({ ...value, name: event.target.value })}
                onBlur={props.onBlur}
              />
              <datalist id={listId}>
                {people.data?.items.map((one) => (
                  <option key={one.id} value={one.name} />
                ))}
              </datalist>
            </>
          )}
        </Field>
      </div>
      {props.error && <p className="err">{props.error}</p>}
    </fieldset>
  )
}

function hintOf({ value, hint }: { readonly value: PartyInput | null; readonly hint: string }) {
  if (!value?.proposed) return hint
  return (
    <>
      <span className="tag blue">拟定，可改</span> {hint}
    </>
  )
}

/**
 * Chooses a body and fills in the first who holds a post of it, while nobody has typed a name. An
 * answer that comes after another choice, or after typing, changes nothing.
 */
function usePick(
  value: PartyInput | null,
  onChange: (value: PartyInput | null) => void,
): (picked: PickedOrg | null) => void {
  const latest = useRef({ value, onChange })
  useEffect(() => {
    latest.current = { value, onChange }
  })
  const fillIn = async (org: string) => {
    const name = await firstHolder(org)
    const now = latest.current
    if (!name || now.value?.org !== org || now.value.name !== '') return
    now.onChange({ ...now.value, name, filled: name })
  }
  return (picked) => {
    if (!picked) return onChange(null)
    const typed = value && value.name !== value.filled ? value.name : ''
    onChange({ ...picked, name: typed })
    if (typed) return
    void fillIn(picked.org)
  }
}
