import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { bringRefusal } from '#packs/rules.ts'
import { PACK_STATE_LABELS } from '#packs/texts.ts'
import { listPackDrafts, type PackDraft, type PackMoved } from '#packs/words.ts'
import { call, sendFiles } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { ClauseLink } from '../parts/clause.tsx'
import { fullTime } from '../parts/dates.ts'
import { Field } from '../parts/field.tsx'
import { Failed, Loading, Note, sentenceOf } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'
import { useRole } from '../parts/session.ts'
import { StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import '../styles/list.css'
import '../styles/form.css'
import '../styles/packs.css'

/** 打分表: what this office brought, and bringing another. */
export function PacksPage() {
  useTitle('打分表')
  const found = useQuery({ queryKey: ['packs'], queryFn: () => call(listPackDrafts, {}) })
  const refusal = bringRefusal(useRole() ?? '')
  return (
    <>
      <div className="ttl">
        <h1>打分表</h1>
      </div>
      <Note tone="blue">
        上传Word或者电子表格打分表，系统按栏目读成草稿并指明对不上之处；改正后由一人提请、另一人发布，即可用于打分。
      </Note>
      {refusal ? (
        <Note tone="amber">
          {refusal.refused} <ClauseLink clause={refusal.clause} />
        </Note>
      ) : (
        <BringForm />
      )}
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.data && <Drafts rows={found.data.rows} />}
    </>
  )
}

function BringForm() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [title, setTitle] = useState('')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const bring = async (file: File) => {
    setBusy(true)
    setFault(null)
    const body = new FormData()
    body.append('title', title.trim())
    body.append('file', file)
    try {
      const moved = await sendFiles<PackMoved>('/api/packs', body)
      say(moved.say)
      await client.invalidateQueries({ queryKey: ['packs'] })
      await navigate({ to: '/packs/$id', params: { id: moved.id } })
    } catch (error) {
      setFault(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }
  const choose = () => {
    if (title.trim() === '') return setFault('请先填写打分表名称。')
    input.current?.click()
  }
  return (
    <section className="card packbring" aria-label="导入打分表">
      <Field name="title" label="打分表名称">
        {(wired) => (
          <input
            {...wired}
            className="inp"
            maxLength={200}
            value={title}
            onChange={({ target }) => setTitle(target.value)}
          />
        )}
      </Field>
      <div className="acts">
        <Button weight="solid" icon="upload" busy={busy} onClick={choose}>
          选择文件并导入
        </Button>
        <span className="sm muted">.docx、.xlsx、.xls，不超过 10 MB</span>
      </div>
      <input
        ref={input}
        hidden
        type="file"
        accept=".docx,.xlsx,.xls,.yaml,.yml"
        aria-label="打分表文件"
        onChange={({ target }) => {
          const file = target.files?.[0]
          if (file) void bring(file)
          target.value = ''
        }}
      />
      {fault && (
        <Note tone="red" alert>
          {fault}
        </Note>
      )}
    </section>
  )
}

function Drafts({ rows }: { readonly rows: readonly PackDraft[] }) {
  if (rows.length === 0) return <p className="muted packnone">本机关尚未导入打分表。</p>
  return (
    <section className="card scrolls" aria-label="已导入的打分表">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">名称</th>
            <th scope="col">状态</th>
            <th scope="col">须改正</th>
            <th scope="col">导入</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <Link to="/packs/$id" params={{ id: row.id }}>
                  {row.title}
                </Link>
              </td>
              <td>
                <StateTag word={PACK_STATE_LABELS[row.state]} />
              </td>
              <td>{row.errors === 0 ? '无' : `${row.errors} 处`}</td>
              <td className="sm">
                {row.madeBy}
                <p className="xs muted">{fullTime(row.madeAt)}</p>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
