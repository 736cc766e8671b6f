import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { listPeople } from '#places/words.ts'
import { AntdZone } from '../parts/antd-zone.tsx'
import { call } from '../parts/api.ts'
import type { Wired } from '../parts/field.tsx'

export type PickedPerson = { readonly id: string; readonly name: string }

/** 人员: found by name or initials; says where each works, since names repeat. */
export function PersonPicker(props: {
  readonly wired: Wired
  readonly value: PickedPerson | null
  readonly onChange: (value: PickedPerson | null) => void
}) {
  const [typed, setTyped] = useState('')
  const words = typed.trim()
  const found = useQuery({
    queryKey: ['people', 'pick', words],
    queryFn: () => call(listPeople, { query: { limit: 30, ...(words ? { q: words } : {}) } }),
  })
  const options = (found.data?.items ?? []).map((one) => ({
    value: one.id,
    label: one.name,
    posts: one.posts.map((post) => post.orgName).join('、') || '尚无任职',
  }))
  const { value } = props
  if (value && !options.some((one) => one.value === value.id))
    options.unshift({ value: value.id, label: value.name, posts: '' })
  return (
    <AntdZone>
      <Select
        id={props.wired.id}
        aria-describedby={props.wired['aria-describedby']}
        showSearch={{ onSearch: setTyped, filterOption: false }}
        value={value?.id ?? null}
        placeholder="姓名或拼音首字母"
        loading={found.isFetching}
        notFoundContent={found.isFetching ? '正在查找' : '没有找到人员'}
        options={options}
        optionRender={(option) => (
          <>
            {option.data.label} <span className="muted sm">{option.data.posts}</span>
          </>
        )}
        onChange={(id: string | null) => {
          const chosen = options.find((one) => one.value === id)
          props.onChange(chosen ? { id: chosen.value, name: chosen.label } : null)
        }}
      />
    </AntdZone>
  )
}
