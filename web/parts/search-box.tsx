import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { STATE_LABELS } from '#findings/texts.ts'
import { listFindings } from '#findings/words.ts'
import { call } from './api.ts'
import { Dialog } from './dialog.tsx'
import { Failed } from './page-state.tsx'
import { StateTag } from './state-tag.tsx'
import '../styles/search.css'

/** The search of the whole product, opened with Ctrl K. */
export default function SearchBox({ onClose }: { readonly onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const [words, setWords] = useState('')
  const navigate = useNavigate()
  useEffect(() => {
    const timer = setTimeout(() => setWords(typed.trim()), 200)
    return () => clearTimeout(timer)
  }, [typed])
  const found = useQuery({
    queryKey: ['findings', 'search', words],
    enabled: words.length > 0,
    queryFn: ({ signal }) => call(listFindings, { query: { q: words, size: 8 }, signal }),
  })
  const rows = words ? (found.data?.rows ?? []) : []
  return (
    <Dialog title="查询" kind="middle" onClose={onClose}>
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          onClose()
          void navigate({ to: '/findings', search: { q: typed.trim() } })
        }}
      >
        <label className="vh" htmlFor="search">
          编号、问题、单位
        </label>
        <input
          id="search"
          type="search"
          className="inp"
          autoFocus
          autoComplete="off"
          placeholder="编号、单位、拼音首字母"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </form>
      <div role="status" aria-live="polite">
        {found.isError && <Failed error={found.error} />}
        {words && found.isSuccess && rows.length === 0 && (
          <p className="found-none muted">没有找到。按回车到台账按更多条件查询。</p>
        )}
      </div>
      <ul className="found">
        {rows.map((row) => (
          <li key={row.id}>
            <Link to="/findings/$id" params={{ id: row.id }} onClick={onClose}>
              <span className="b">{row.title}</span>
              <span className="sm muted">
                {row.number} · {row.placeName} · {row.rectifierName ?? row.subjectName}
              </span>
            </Link>
            <StateTag word={STATE_LABELS[row.state]} />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
