import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useState, type ReactNode } from 'react'
import { STATE_LABELS } from '#findings/texts.ts'
import { listFindings } from '#findings/words.ts'
import { listSubjects } from '#enterprises/words.ts'
import { SUBJECT_KIND_LABELS } from '#enterprises/texts.ts'
import { listOrganizations } from '#places/words.ts'
import { ORGANIZATION_KIND_LABELS } from '#places/texts.ts'
import { call } from './api.ts'
import { Dialog } from './dialog.tsx'
import { Failed } from './page-state.tsx'
import { StateTag } from './state-tag.tsx'
import '../styles/search.css'

/** How many of each group are shown; the list has the rest. */
const FEW = 5

/** The search of the whole product, opened with Ctrl K: findings, enterprises and bodies. */
export default function SearchBox({ onClose }: { readonly onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const [words, setWords] = useState('')
  const navigate = useNavigate()
  useEffect(() => {
    const timer = setTimeout(() => setWords(typed.trim()), 200)
    return () => clearTimeout(timer)
  }, [typed])
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
          编号、问题、单位、信用代码
        </label>
        <input
          id="search"
          type="search"
          className="inp"
          autoFocus
          autoComplete="off"
          placeholder="编号、问题、单位、拼音首字母、信用代码"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </form>
      {[...words].length > 1 ? (
        <Found words={words} onClose={onClose} />
      ) : (
        <p className="found-none muted">至少输入两个字。</p>
      )}
    </Dialog>
  )
}

type Group = { readonly words: string; readonly onClose: () => void }

function Found({ words, onClose }: Group) {
  const findings = useQuery({
    queryKey: ['findings', 'search', words],
    queryFn: ({ signal }) => call(listFindings, { query: { q: words, size: FEW }, signal }),
  })
  const subjects = useQuery({
    queryKey: ['subjects', 'search', words],
    queryFn: ({ signal }) => call(listSubjects, { query: { q: words, limit: FEW }, signal }),
  })
  const bodies = useQuery({
    queryKey: ['organizations', 'search', words],
    queryFn: ({ signal }) => call(listOrganizations, { query: { q: words, limit: FEW }, signal }),
  })
  const all = [findings, subjects, bodies]
  const failed = all.find((one) => one.isError)
  const [rows, kept, orgs] = [
    findings.data?.rows ?? [],
    subjects.data?.items ?? [],
    bodies.data?.items ?? [],
  ]
  const nothing = rows.length + kept.length + orgs.length === 0
  return (
    <>
      <div role="status" aria-live="polite">
        {failed && <Failed error={failed.error} />}
        {nothing && all.every((one) => one.isSuccess) && (
          <p className="found-none muted">
            没有找到。换两个字，或按编号、拼音首字母、信用代码查询。
          </p>
        )}
      </div>
      <Part
        title="问题隐患"
        more={
          <Link to="/findings" search={{ q: words }} onClick={onClose}>
            查看全部
          </Link>
        }
      >
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
      </Part>
      <Part
        title="企业"
        more={
          <Link to="/subjects" search={{ q: words }} onClick={onClose}>
            查看全部
          </Link>
        }
      >
        {kept.map((row) => (
          <li key={row.id}>
            <Link to="/subjects/$id" params={{ id: row.id }} onClick={onClose}>
              <span className="b">{row.name ?? '（保密）'}</span>
              <span className="sm muted">
                {SUBJECT_KIND_LABELS[row.kind]} · {row.placeName}
                {row.creditCode && ` · ${row.creditCode}`}
              </span>
            </Link>
          </li>
        ))}
      </Part>
      <Part
        title="机构"
        more={bodies.data?.next && <span className="muted">还有更多，再多输几个字</span>}
      >
        {orgs.map((row) => (
          <li key={row.id}>
            <Link to="/findings" search={{ org: row.id }} onClick={onClose}>
              <span className="b">{row.name}</span>
              <span className="sm muted">
                {ORGANIZATION_KIND_LABELS[row.kind]} · 查看有关的问题隐患
              </span>
            </Link>
          </li>
        ))}
      </Part>
    </>
  )
}

/** One group; without anything found it is not there. */
function Part(props: {
  readonly title: string
  readonly more: ReactNode
  readonly children: readonly ReactNode[]
}) {
  if (props.children.length === 0) return null
  return (
    <section className="found-part" aria-label={props.title}>
      <h3>
        {props.title}
        <span className="r sm">{props.more}</span>
      </h3>
      <ul className="found">{props.children}</ul>
    </section>
  )
}
