import { useQuery } from '@tanstack/react-query'
import { AutoComplete } from 'antd'
import { useEffect, useState } from 'react'
import { SUBJECT_KIND_LABELS } from '#enterprises/texts.ts'
import { listSubjects } from '#enterprises/words.ts'
import { AntdZone } from '../../parts/antd-zone.tsx'
import { call } from '../../parts/api.ts'
import { Field } from '../../parts/field.tsx'

/** What a finding is about: a known subject, or a name where none is kept yet. */
export type PickedSubject = { readonly id: string | null; readonly name: string }

/** 整改对象: the enterprise, project, house or place; a known one is offered while typing. */
export function SubjectField(props: {
  readonly label: string
  readonly place: string | null
  readonly value: PickedSubject | null
  readonly error?: string | undefined
  readonly onChange: (value: PickedSubject | null) => void
  readonly onBlur: () => void
}) {
  const name = props.value?.name ?? ''
  const [words, setWords] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setWords(name.trim()), 250)
    return () => clearTimeout(timer)
  }, [name])
  const found = useQuery({
    queryKey: ['subjects', 'pick', words, props.place],
    enabled: words.length > 0 && props.value?.id === null,
    queryFn: () =>
      call(listSubjects, {
        query: { q: words, limit: 12, ...(props.place ? { place: props.place } : {}) },
      }),
  })
  const known = found.data?.items ?? []
  return (
    <Field
      name="subject"
      label={props.label}
      hint={
        props.value?.id
          ? '已在档案中，记入其名下。'
          : '企业、个体工商户、工程、自建房、车船、设备或公共场所的名称。'
      }
      error={props.error}
    >
      {(wired) => (
        <AntdZone>
          <AutoComplete
            id={wired.id}
            aria-describedby={wired['aria-describedby']}
            value={name}
            maxLength={100}
            status={props.error ? 'error' : ''}
            placeholder="名称或拼音首字母"
            options={known.map((one) => ({
              value: one.id,
              label: `${one.name ?? ''}（${SUBJECT_KIND_LABELS[one.kind]}，${one.placeName}）`,
            }))}
            onChange={(text: string) => {
              if (!known.some((one) => one.id === text))
                props.onChange(text ? { id: null, name: text } : null)
            }}
            onSelect={(id: string) => {
              const one = known.find((other) => other.id === id)
              if (one) props.onChange({ id: one.id, name: one.name ?? '' })
            }}
            onBlur={props.onBlur}
          />
        </AntdZone>
      )}
    </Field>
  )
}
