import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { STATE_LABELS } from '#findings/texts.ts'
import { listPairs, tellApart, type Alike, type Pair } from '#oversight/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { ClauseLink } from '../parts/clause.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Form, useForm } from '../parts/form.tsx'
import { TextField } from '../parts/inputs.tsx'
import type { ListSpec, Query } from '../parts/list/list-words.ts'
import { Note } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'
import { StateTag } from '../parts/state-tag.tsx'

/** Pairs that look alike, most alike first; `decide` is null for whoever does not decide. */
export function duplicateSpec(decide: ((pair: Pair) => void) | null): ListSpec<Pair> {
  return {
    id: 'grids-duplicates',
    title: '包联网格',
    unit: '对',
    filters: [{ name: 'place', label: '地区', kind: 'place', width: 180 }],
    views: [],
    columns: [
      { key: 'subject', label: '整改对象', fixed: true, cell: (row) => row.first.subjectName },
      { key: 'first', label: '先登记', first: true, cell: (row) => <One one={row.first} /> },
      { key: 'second', label: '后登记', first: true, cell: (row) => <One one={row.second} /> },
      {
        key: 'similarity',
        label: '相近',
        kind: 'number',
        first: true,
        cell: (row) => `${row.similarity}%`,
      },
      { key: 'act', label: '操作', last: true, cell: (row) => <Acts row={row} decide={decide} /> },
    ],
    keyOf: (row) => `${row.first.id} ${row.second.id}`,
    nameOf: (row) => row.first.title,
    card: (row) => (
      <div className="mcard">
        <span className="l1 sm muted">
          {row.first.subjectName} · 相近 {row.similarity}%
        </span>
        <One one={row.first} />
        <One one={row.second} />
        <Acts row={row} decide={decide} />
      </div>
    ),
    read: async (query) => ({ rows: (await asked(query)).pairs, next: null, previous: null }),
    count: async (query) => {
      const { pairs, at } = await asked(query)
      return { count: pairs.length, at }
    },
    empty: '没有疑似重复的问题。',
  }
}

function asked({ place }: Query) {
  return call(listPairs, { query: place ? { place } : {} })
}

function One({ one }: { readonly one: Alike }) {
  return (
    <span className="seat">
      <Link to="/findings/$id" params={{ id: one.id }}>
        {one.title}
      </Link>
      <span className="sm muted block">
        {one.number}，{one.registeredName ?? '登记单位未记载'}
        {one.foundOn && `，${one.foundOn}`} <StateTag word={STATE_LABELS[one.state]} />
      </span>
    </span>
  )
}

function Acts(props: { readonly row: Pair; readonly decide: ((pair: Pair) => void) | null }) {
  const { row, decide } = props
  if (!decide) return null
  return (
    <span className="row-acts">
      <Link
        to="/findings/$id"
        params={{ id: row.second.id }}
        search={{ act: 'merge' }}
        className="btn t s"
      >
        并入<span className="vh">：{row.second.number}</span>
      </Link>
      <Button small weight="quiet" onClick={() => decide(row)}>
        不重复<span className="vh">：{row.second.number}</span>
      </Button>
    </span>
  )
}

/** How the list was made, and whether it is whole. */
export function PairsNote({ place }: { readonly place: string | undefined }) {
  const found = useQuery({
    queryKey: ['grids-duplicates', 'by', place],
    queryFn: () => asked(place ? { place } : {}),
  })
  if (!found.data) return null
  const { by, partial } = found.data
  return (
    <div className="cover-note">
      <Note tone={partial ? 'amber' : 'blue'}>
        不同单位就同一对象登记、发现日期相差 {by.windowDays} 天以内、文字相近 {by.threshold}%
        以上的未办结问题。是否重复由人认定。
        {partial && '未办结的问题较多，只比对了最近登记的部分，可按地区缩小范围。'}{' '}
        <ClauseLink clause={by.clause} />
      </Note>
    </div>
  )
}

const labels = { note: '理由' }

/** 认定不重复, with its reason; the pair leaves the list. */
export function TellApartDialog(props: { readonly pair: Pair; readonly onClose: () => void }) {
  const { pair, onClose } = props
  const client = useQueryClient()
  const form = useForm({
    draft: null,
    start: { note: '' },
    check: (values) => (values.note.trim() ? {} : { note: '请填写理由' }),
    send: (values, key) =>
      call(tellApart, {
        key,
        body: { first: pair.first.id, second: pair.second.id, note: values.note },
      }),
    onDone: (answer) => {
      say(answer.say)
      void client.invalidateQueries({ queryKey: ['grids-duplicates'] })
      onClose()
    },
  })
  return (
    <Dialog title="认定不重复" onClose={onClose}>
      <Form form={form} labels={labels} verb="认定不重复">
        <One one={pair.first} />
        <p className="sm pre">{pair.first.text}</p>
        <One one={pair.second} />
        <p className="sm pre">{pair.second.text}</p>
        <TextField form={form} name="note" label={labels.note} most={200} />
      </Form>
    </Dialog>
  )
}
