import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { KIND_TEXTS } from '#imports/texts.ts'
import type { ImportKind } from '#imports/words.ts'
import { sendFiles } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Choices } from '../parts/field.tsx'
import { Note, sentenceOf } from '../parts/page-state.tsx'

/** 选择文件: the kind, the question about classified matter, and the file itself. */
export function UploadCard(props: {
  readonly kinds: readonly ImportKind[]
  readonly first: ImportKind | undefined
}) {
  const input = useRef<HTMLInputElement>(null)
  const navigate = useNavigate()
  const [kind, setKind] = useState<ImportKind | undefined>(props.first ?? props.kinds[0])
  const [asked, setAsked] = useState(false)
  const [sending, setSending] = useState<string | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  if (!kind) return <Note tone="amber">本岗位不办理导入。</Note>
  const send = async (file: File) => {
    setFault(null)
    setSending(file.name)
    const form = new FormData()
    form.append('kind', kind)
    form.append('declaredUnclassified', 'true')
    form.append('file', file)
    try {
      const { id } = await sendFiles<{ id: string }>('/api/imports', form)
      await navigate({ to: '/imports/$id', params: { id } })
    } catch (error) {
      setFault(sentenceOf(error))
    } finally {
      setSending(null)
    }
  }
  return (
    <section className="card" aria-labelledby="import-upload">
      <div className="h">
        <h2 id="import-upload">选择文件</h2>
      </div>
      <div className="bd group">
        {props.kinds.length > 1 && (
          <Choices
            name="kind"
            label="导入内容"
            value={kind}
            options={props.kinds.map((one) => ({ value: one, label: KIND_TEXTS[one] }))}
            onChange={setKind}
          />
        )}
        <p>
          {'直接上传单位现用的表格，不必改成规定样式：' +
            '系统自行查找表头，小计、说明、示例、空行逐行识别，存疑的单元格逐处列明，确认之前不写入任何内容。'}
        </p>
        <p className="sm muted">
          支持 .xlsx、.xls、XML 电子表格和 CSV（UTF-8、GB18030），最大 50
          MB；含宏或设密码的文件不接收。
        </p>
        {fault && (
          <Note tone="red" alert>
            {fault}
          </Note>
        )}
        <div>
          <Button
            weight="solid"
            icon="upload"
            busy={sending !== null}
            onClick={() => setAsked(true)}
          >
            {sending === null ? '选择文件' : '正在上传'}
          </Button>{' '}
          <span className="sm muted" role="status">
            {sending}
          </span>
        </div>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="要导入的表格"
        accept=".xlsx,.xls,.xml,.csv,.txt"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          if (file) void send(file)
        }}
      />
      {asked && (
        <Declaration
          onNo={() => setAsked(false)}
          onYes={() => {
            setAsked(false)
            setTimeout(() => input.current?.click())
          }}
        />
      )}
    </section>
  )
}

function Declaration(props: { readonly onYes: () => void; readonly onNo: () => void }) {
  return (
    <Dialog title="上传前确认" kind="middle" onClose={props.onNo}>
      <p>要上传的表格是否含有国家秘密、工作秘密？</p>
      <p className="sm muted">涉密信息须按保密规定另行处理，不得进入本系统。</p>
      <div className="sends plain">
        <Button weight="solid" onClick={props.onYes}>
          不含涉密信息，选择文件
        </Button>
        <Button onClick={props.onNo}>含涉密信息，不上传</Button>
      </div>
    </Dialog>
  )
}
