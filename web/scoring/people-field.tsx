import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { listPeople } from '#places/words.ts'
import { AntdZone } from '../parts/antd-zone.tsx'
import { call } from '../parts/api.ts'
import { Field } from '../parts/field.tsx'

export type PickedPerson = { readonly id: string; readonly name: string }

/** Persons found by name or initials, with the post that tells them apart. */
export function PeopleField(props: {
  readonly label: string
  readonly hint?: string
  readonly value: readonly PickedPerson[]
  readonly error: string | undefined
  readonly onChange: (value: readonly PickedPerson[]) => void
}) {
  const [typed, setTyped] = useState('')
  const words = typed.trim()
  const found = useQuery({
    queryKey: ['people', 'scorers', words],
    queryFn: () => call(listPeople, { query: { limit: 30, ...(words ? { q: words } : {}) } }),
  })
  const options = (found.data?.items ?? []).map((person) => {
    const [post] = person.posts
    return {
      value: person.id,
      label: post ? `${person.name}（${post.orgName} ${post.title}）` : person.name,
      name: person.name,
    }
  })
  const chosen = props.value
    .filter(({ id }) => !options.some(({ value }) => value === id))
    .map(({ id, name }) => ({ value: id, label: name, name }))
  const all = [...options, ...chosen]
  return (
    <Field name="members" label={props.label} optional hint={props.hint} error={props.error}>
      {(wired) => (
        <AntdZone>
          <Select
            id={wired.id}
            mode="multiple"
            showSearch={{ onSearch: setTyped, filterOption: false }}
            value={props.value.map(({ id }) => id)}
            placeholder="姓名或拼音首字母"
            notFoundContent={found.isFetching ? '正在查找' : '没有找到人员'}
            options={all}
            onChange={(ids: string[]) =>
              props.onChange(
                ids.map((id) => ({ id, name: all.find(({ value }) => value === id)?.name ?? '' })),
              )
            }
          />
        </AntdZone>
      )}
    </Field>
  )
}
