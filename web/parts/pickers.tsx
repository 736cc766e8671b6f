import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Select, TreeSelect } from 'antd'
import { useEffect, useState } from 'react'
import { listOrganizations, listPlaces, type Place } from '#places/words.ts'
import { AntdZone } from './antd-zone.tsx'
import { call } from './api.ts'
import type { Wired } from './field.tsx'

type PickerProps<V> = {
  readonly wired: Wired
  readonly value: V | null
  readonly onChange: (value: V | null) => void
  readonly onBlur?: () => void
  readonly placeholder?: string
}

/** A place with its name; `jur` is what is stored. */
export type PickedPlace = { readonly jur: string; readonly name: string }

type Node = {
  readonly value: string
  readonly title: string
  readonly pId: string | null
  readonly id: string
  readonly isLeaf: boolean
}

/**
 * 地区: a tree read level by level, or found by name and by pinyin initials. Enter takes the only
 * match of what was typed.
 */
export default function PlacePicker(
  props: PickerProps<PickedPlace> & { readonly allowClear?: boolean },
) {
  const [nodes, setNodes] = useState<readonly Node[]>([])
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState(false)
  const words = useLate(typed)
  const client = useQueryClient()
  const top = useQuery({
    queryKey: ['places', 'top'],
    staleTime: 600_000,
    queryFn: () => call(listPlaces, { query: { limit: 200 } }),
  })
  const found = useQuery({
    ...matching(words),
    enabled: words !== '',
  })
  const take = (jur: string, name: string) => {
    setTyped('')
    props.onChange({ jur, name })
  }
  const takeOnly = async () => {
    const { items } = await client.fetchQuery(matching(typed.trim()))
    const [only] = items
    if (!only || items.length > 1) return
    take(only.jur, nodeOf(only, true).title)
    setOpen(false)
  }
  const rooted = (top.data?.items ?? []).map((place) => nodeOf(place, false))
  const shown = words
    ? (found.data?.items ?? []).map((place) => nodeOf(place, true))
    : [...rooted, ...nodes]
  const known = new Map(shown.map((node) => [node.value, node]))
  return (
    <AntdZone>
      <TreeSelect
        id={props.wired.id}
        aria-describedby={props.wired['aria-describedby']}
        treeDataSimpleMode
        treeData={withChosen(shown, props.value)}
        value={props.value?.jur ?? null}
        showSearch={{ onSearch: setTyped, filterTreeNode: false, searchValue: typed }}
        allowClear={props.allowClear ?? false}
        placeholder={props.placeholder ?? '名称或拼音首字母'}
        notFoundContent={found.isFetching ? '正在查找' : '没有找到地区'}
        loadData={async (node: { value?: unknown }) => {
          const parent = String(node.value)
          const page = await call(listPlaces, { query: { parent, limit: 200 } })
          const more = page.items.map((place) => nodeOf(place, false))
          setNodes((before) => [...before.filter((one) => one.pId !== parent), ...more])
        }}
        open={open}
        onOpenChange={setOpen}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing && typed.trim() !== '')
            void takeOnly().catch(() => undefined)
        }}
        onChange={(jur: string | null) => {
          if (jur) return take(jur, known.get(jur)?.title ?? '')
          setTyped('')
          props.onChange(null)
        }}
        {...(props.onBlur ? { onBlur: props.onBlur } : {})}
      />
    </AntdZone>
  )
}

/** The question for the places that are called so. */
function matching(words: string) {
  return {
    queryKey: ['places', 'q', words],
    queryFn: () => call(listPlaces, { query: { q: words, limit: 50 } }),
  }
}

/** While searching, the path tells places of one name apart. */
function nodeOf(place: Place, searching: boolean): Node {
  return {
    id: place.jur,
    value: place.jur,
    pId: searching ? null : place.parent,
    title: searching && place.path ? place.path : place.name,
    isLeaf: searching || !place.hasChildren,
  }
}

function withChosen(nodes: readonly Node[], chosen: PickedPlace | null): Node[] {
  if (!chosen || nodes.some((node) => node.value === chosen.jur)) return [...nodes]
  const { jur, name } = chosen
  return [...nodes, { id: jur, value: jur, pId: null, title: name || jur, isLeaf: true }]
}

/** An organization with its name. */
export type PickedOrg = { readonly org: string; readonly orgName: string }

/** 单位: found by name; shows where it is, since names repeat from county to county. */
export function OrgPicker(props: PickerProps<PickedOrg> & { readonly place?: string }) {
  const [typed, setTyped] = useState('')
  const words = useLate(typed)
  const found = useQuery({
    queryKey: ['organizations', 'pick', words, props.place],
    queryFn: () =>
      call(listOrganizations, {
        query: {
          limit: 30,
          ...(words ? { q: words } : {}),
          ...(props.place && !words ? { place: props.place } : {}),
        },
      }),
  })
  const options = (found.data?.items ?? []).map((one) => ({
    value: one.id,
    label: one.name,
    place: one.placeName,
  }))
  if (props.value && !options.some((one) => one.value === props.value?.org))
    options.unshift({ value: props.value.org, label: props.value.orgName, place: '' })
  return (
    <AntdZone>
      <Select
        id={props.wired.id}
        aria-describedby={props.wired['aria-describedby']}
        showSearch={{ onSearch: setTyped, filterOption: false }}
        value={props.value?.org ?? null}
        placeholder={props.placeholder ?? '输入单位名称查找'}
        loading={found.isFetching}
        notFoundContent={found.isFetching ? '正在查找' : '没有找到单位'}
        options={options}
        optionRender={(option) => (
          <>
            {option.data.label} <span className="muted sm">{option.data.place}</span>
          </>
        )}
        onChange={(org: string | null) => {
          const chosen = options.find((one) => one.value === org)
          props.onChange(chosen ? { org: chosen.value, orgName: chosen.label } : null)
        }}
        {...(props.onBlur ? { onBlur: props.onBlur } : {})}
      />
    </AntdZone>
  )
}

/** The text once typing has rested, so that each key does not ask the server. */
function useLate(text: string): string {
  const [late, setLate] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setLate(text.trim()), 250)
    return () => clearTimeout(timer)
  }, [text])
  return late
}
