import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { CALLING_ROLES } from '#rounds/rules.ts'
import { REPLY_LABELS, ROUND_LABELS } from '#rounds/texts.ts'
import { listRounds, type ReplyRow, type RoundRow } from '#rounds/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { Empty, Failed, Loading } from '../parts/page-state.tsx'
import { useRole } from '../parts/session.ts'
import { useTitle } from '../parts/title.ts'
import { OpenDialog } from './open-form.tsx'
import '../styles/detail.css'

/** 调度: the rounds of this body, and those that it must answer. */
export function RoundsPage() {
  useTitle('调度')
  const role = useRole()
  const [opening, setOpening] = useState(false)
  const found = useQuery({ queryKey: ['rounds'], queryFn: () => call(listRounds, {}) })
  const calls = role !== null && CALLING_ROLES.includes(role)
  if (found.isError) return <Failed error={found.error} />
  if (!found.data) return <Loading />
  const { rows, replies } = found.data
  return (
    <>
      <h1>调度</h1>
      {calls && (
        <Button weight="solid" icon="plus" onClick={() => setOpening(true)}>
          发起调度
        </Button>
      )}
      <h2>本单位答复</h2>
      {replies.length === 0 ? <Empty>没有需要答复的调度。</Empty> : <Listed rows={replies} />}
      {calls && <h2>本单位发起</h2>}
      {calls && (rows.length === 0 ? <Empty>尚未发起调度。</Empty> : <Listed rows={rows} />)}
      {opening && <OpenDialog onClose={() => setOpening(false)} />}
    </>
  )
}

function Listed({ rows }: { readonly rows: readonly (RoundRow | ReplyRow)[] }) {
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.id}>
          <Link to="/rounds/$id" params={{ id: row.id }} className="b">
            {row.number} {row.title}
          </Link>
          <p className="sm muted">
            {row.fromOn} 至 {row.toOn}，{row.dueOn} 前答复，{stateOf(row)}
          </p>
        </li>
      ))}
    </ul>
  )
}

function stateOf(row: RoundRow | ReplyRow): string {
  if (!('bodies' in row)) return REPLY_LABELS[row.state]
  return `${ROUND_LABELS[row.state]}，${row.bodies}个单位中${row.silent}个未答复`
}
