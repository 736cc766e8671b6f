import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { refuseTemplate } from '#documents/rules.ts'
import { listTemplates, withdrawTemplate, type TemplateView } from '#documents/words.ts'
import { call, Problem, sendFiles } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { ClauseLink } from '../parts/clause.tsx'
import { fullTime } from '../parts/dates.ts'
import { download } from '../parts/download.ts'
import { Failed, Loading, Note, sentenceOf } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'
import { useRole } from '../parts/session.ts'
import { Tag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import '../styles/templates.css'

/** 文书模板: which Word template each paper is written with, and putting one's own in its place. */
export function TemplatesPage() {
  useTitle('文书模板')
  const role = useRole()
  const found = useQuery({ queryKey: ['templates'], queryFn: () => call(listTemplates, {}) })
  const refusal = refuseTemplate(role ?? '')
  return (
    <>
      <div className="ttl">
        <h1>文书模板</h1>
      </div>
      <Note tone="blue">
        下载模板后在Word中修改版式和固定文字，保留花括号标签，再上传更换。上传时逐一核对标签，不能识别、缺少或者不完整的，指明后不予采用。
      </Note>
      {refusal && (
        <Note tone="amber">
          {refusal.refused} <ClauseLink clause={refusal.clause} />
        </Note>
      )}
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      <ul className="templates">
        {found.data?.templates.map((template) => (
          <li className="card" key={template.form}>
            <Template template={template} open={refusal === null} />
          </li>
        ))}
      </ul>
    </>
  )
}

type Given = { readonly template: TemplateView; readonly open: boolean }

function Template({ template, open }: Given) {
  const { own } = template
  return (
    <>
      <h2>
        {template.label}{' '}
        <Tag tone={own ? 'blue' : 'plain'} word={own ? '本单位模板' : '平台模板'} />
      </h2>
      {own && (
        <p className="muted sm">
          {own.name}，{fullTime(own.at)} 更换，SHA-256 {own.hash.slice(0, 12)}
        </p>
      )}
      <Buttons template={template} open={open} />
      <details>
        <summary>可用标签（{template.tags.length}）</summary>
        <ul className="tags-list">
          {template.tags.map(({ name, label, needed }) => (
            <li key={name}>
              <code>{`{${name.split('.').at(-1)}}`}</code> {label}
              {needed && <span className="muted sm">（必需）</span>}
            </li>
          ))}
        </ul>
      </details>
    </>
  )
}

function Buttons({ template, open }: Given) {
  const client = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const { form, label, own } = template
  const run = async (work: () => Promise<{ say: string }>) => {
    setBusy(true)
    setFault(null)
    try {
      say((await work()).say)
      await client.invalidateQueries({ queryKey: ['templates'] })
    } catch (error) {
      setFault(error)
    } finally {
      setBusy(false)
    }
  }
  const upload = (file: File) => {
    const body = new FormData()
    body.append('form', form)
    body.append('file', file)
    return run(() => sendFiles<{ say: string }>('/api/documents/templates', body))
  }
  const fetchFile = () =>
    download(`/api/documents/templates/${form}/file`, `${label}模板.docx`).catch(setFault)
  return (
    <>
      <div className="acts">
        <Button icon="download" onClick={() => void fetchFile()}>
          下载模板
        </Button>
        <Button
          icon="upload"
          busy={busy}
          aria-disabled={!open || undefined}
          onClick={() => input.current?.click()}
        >
          更换模板
        </Button>
        {own && open && (
          <Button
            busy={busy}
            onClick={() =>
              void run(() =>
                call(withdrawTemplate, {
                  params: { id: own.id },
                  body: { revision: own.revision },
                }),
              )
            }
          >
            停用模板
          </Button>
        )}
        <input
          ref={input}
          hidden
          type="file"
          accept=".docx"
          aria-label={`${label}模板文件`}
          onChange={({ target }) => {
            const file = target.files?.[0]
            if (file) void upload(file)
            target.value = ''
          }}
        />
      </div>
      {fault !== null && (
        <Note tone="red" alert>
          {sentenceOf(fault)}{' '}
          {fault instanceof Problem && fault.clause && <ClauseLink clause={fault.clause} />}
        </Note>
      )}
    </>
  )
}
