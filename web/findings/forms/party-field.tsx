import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { listPeople } from '#places/words.ts'
import { call } from '../../parts/api.ts'
import { Field } from '../../parts/field.tsx'
import { OrgPicker } from '../../parts/pickers.tsx'

/** A body and the person named for it, while they are being chosen. */
export type PartyInput = { readonly org: string; readonly orgName: string; readonly name: string }

/** The party already set, as a start for the form. */
export function partyOf(
  party: { readonly org: string; readonly orgName: string; readonly name: string | null } | null,
): PartyInput | null {
  return party ? { org: party.org, orgName: party.orgName, name: party.name ?? '' } : null
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
        <Field name={`${props.name}.org`} label={props.label} hint={props.hint}>
          {(wired) => (
            <OrgPicker
              wired={wired}
              place={props.place}
              value={value ? { org: value.org, orgName: value.orgName } : null}
              onChange={(picked) => onChange(picked ? { ...picked, name: '' } : null)}
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
