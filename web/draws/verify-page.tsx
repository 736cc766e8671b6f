import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { verifyText, type Paper, type Verdict } from '#draws/rules.ts'
import { CEREMONY_LABELS, DRAW_KIND_LABELS } from '#draws/texts.ts'
import { Note } from '../parts/page-state.tsx'
import { useTitle } from '../parts/title.ts'
import '../styles/detail.css'
import '../styles/draw.css'

type Checked = { readonly name: string; readonly verdict: Verdict; readonly paper: Paper | null }

/**
 * 抽签核验, without signing in: the chosen file is drawn again in this browser by the code that drew
 * it; nothing is sent anywhere.
 */
export function VerifyPage() {
  useTitle('抽签核验')
  const [checked, setChecked] = useState<Checked | null>(null)
  const [busy, setBusy] = useState(false)
  const check = async (file: File) => {
    setBusy(true)
    // Lets the browser say that it works before a large file takes the thread.
    await new Promise((resolve) => setTimeout(resolve, 30))
    try {
      const bytes = await file.arrayBuffer()
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
      const verdict = verifyText(text)
      const paper = verdict.kind === 'unknown' ? null : (JSON.parse(text) as Paper)
      setChecked({ name: file.name, verdict, paper })
    } finally {
      setBusy(false)
    }
  }
  return (
    <main className="verify" id="main">
      <h1>抽签核验</h1>
      <p>选择公布的抽取文件，浏览器在本机重新抽取并与文件所载结果比对。文件不上传，不需要登录。</p>
      <section className="card" aria-label="选择文件">
        <div className="bd">
          <label className="drop">
            <span className="b">抽取文件（.json）</span>
            <input
              type="file"
              accept=".json,application/json"
              onChange={(event) => {
                const file = event.target.files?.[0]
                if (file) void check(file)
                event.target.value = ''
              }}
            />
          </label>
          <div role="status" aria-live="polite">
            {busy && <p className="sm muted">正在重新抽取</p>}
            {checked && <Answer checked={checked} />}
          </div>
        </div>
      </section>
      <section className="card" aria-label="核验说明">
        <div className="h">
          <h2>核验说明</h2>
        </div>
        <div className="bd">
          <ul>
            <li>抽取范围、排除对象和理由在抽取之前封存；封存后改动任何一处，摘要即不同。</li>
            <li>经办人、见证人各自先提交数值的摘要，再揭示数值；公共数值事先指定来源。</li>
            <li>以上数值唯一决定抽取结果；任何人用同一文件重新抽取，结果逐字节相同。</li>
            <li>文件摘要应与存证、公布的摘要一致；不一致的，文件已被替换。</li>
          </ul>
          <p>
            离线核验程序（Python 标准库）：{' '}
            <a href="/api/draw-checker" download="verify.py">
              verify.py
            </a>
          </p>
          <p>
            <Link to="/sign-in">登录</Link>
          </p>
        </div>
      </section>
    </main>
  )
}

function Answer({ checked }: { readonly checked: Checked }) {
  const { name, verdict, paper } = checked
  return (
    <>
      <Note tone={verdict.ok ? 'green' : 'red'} alert={!verdict.ok}>
        {verdict.ok ? (
          <>“{name}”核验通过：重新抽取的结果与文件一致。</>
        ) : (
          <>
            “{name}”不能通过核验。
            <ul>
              {verdict.problems.slice(0, 20).map((problem, index) => (
                <li key={index}>{problem.message}</li>
              ))}
            </ul>
          </>
        )}
      </Note>
      {paper && (
        <dl className="facts">
          <Fact label="抽取">
            {paper.frozen.number}（{DRAW_KIND_LABELS[paper.frozen.kind]}，
            {CEREMONY_LABELS[paper.frozen.ceremony]}）
          </Fact>
          <Fact label="组织单位">{paper.frozen.office}</Fact>
          <Fact label="范围与数量">
            {paper.frozen.units.length} 个对象，抽 {paper.frozen.size} 个，排除{' '}
            {paper.frozen.excluded.length} 个
          </Fact>
          <Fact label="公共数值">
            {paper.publicValue}（{paper.frozen.publicSource}）
          </Fact>
          {verdict.ok && paper.result && <Result paper={paper} result={paper.result} />}
        </dl>
      )}
      <p className="sm">
        文件摘要 SHA-256：<code>{verdict.fileHash}</code>
      </p>
      {verdict.frozenHash && (
        <p className="sm">
          范围摘要 SHA-256：<code>{verdict.frozenHash}</code>
        </p>
      )}
    </>
  )
}

const MOST_SHOWN = 200

function Result(props: { readonly paper: Paper; readonly result: NonNullable<Paper['result']> }) {
  const names = new Map(props.paper.frozen.units.map(({ id, name }) => [id, name]))
  const { result } = props
  const lines =
    'drawn' in result
      ? result.drawn.map((id) => names.get(id) ?? id)
      : result.assignment.map(([from, to]) => `${names.get(from) ?? from} → ${names.get(to) ?? to}`)
  return (
    <div className="w">
      <dt>结果</dt>
      <dd>
        <ol>
          {lines.slice(0, MOST_SHOWN).map((line, index) => (
            <li key={index}>{line}</li>
          ))}
        </ol>
        {lines.length > MOST_SHOWN && `共 ${lines.length} 个，其余见文件。`}
      </dd>
    </div>
  )
}

function Fact(props: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}
