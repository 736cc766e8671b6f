import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { OFFICE_ROLES, publishRefusal, redrawRefusal } from '#lookbacks/rules.ts'
import { LOOK_LABELS, LOOK_TAGS } from '#lookbacks/texts.ts'
import type { LookbackView, LookRow, LookState } from '#lookbacks/words.ts'
import { Button } from '../parts/button.tsx'
import { fullTime, shortDay } from '../parts/dates.ts'
import { download } from '../parts/download.ts'
import { Empty, Failed, Loading, Note, sentenceOf } from '../parts/page-state.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { Ceremony, Hash, No } from '../draws/ceremony.tsx'
import { useDraw, useParty } from '../draws/draw-data.ts'
import { useLookback, useLooks } from './data.ts'
import { RoundTags } from './lookbacks-page.tsx'

const RedrawDialog = lazy(() =>
  import('./round-forms.tsx').then((m) => ({ default: m.RedrawDialog })),
)
const PublishForm = lazy(() =>
  import('./round-forms.tsx').then((m) => ({ default: m.PublishForm })),
)

/** One round of second looks: its draw, the findings drawn, the share found falsely closed. */
export function LookbackPage() {
  const { id } = useParams({ from: '/inside/lookbacks/$id' })
  const { data: round } = useLookback(id)
  const draw = useDraw(round.draw)
  useTitle(round.number)
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/lookbacks">回头看</Link> / {round.number}
      </nav>
      <div className="ttl">
        <h1>{round.number}</h1>
      </div>
      <div className="tags">
        <RoundTags row={round} />
        <span className="muted sm">
          {round.placeName}，{round.fromOn} 至 {round.toOn} 销号的问题
        </span>
      </div>
      <div className="lookback">
        <Shares round={round} />
        <Acts round={round} complete={draw.data?.state === 'complete'} />
        {draw.isPending && <Loading />}
        {draw.isError && <Failed error={draw.error} retry={() => void draw.refetch()} />}
        {draw.data && <Ceremony draw={draw.data} />}
        {round.earlier.length > 0 && <Earlier round={round} />}
        {draw.data?.state === 'complete' && <Drawn round={round} />}
        {draw.data && <CheckYourself draw={draw.data} />}
      </div>
    </>
  )
}

/** What the looks found; every figure opens its records, the signed ones stay as they were. */
function Shares({ round }: { readonly round: LookbackView }) {
  const { drawn, concluded } = round.figures
  if (drawn === 0) return null
  const signed = round.published
  return (
    <section className="card" aria-label="核查结果">
      <div className="bd shares">
        <Share round={round} label="虚假整改" state="false" of={concluded} />
        <Share round={round} label="整改属实" state="genuine" of={concluded} />
        <span>
          已核查{' '}
          <b>
            {concluded}/{drawn}
          </b>
        </span>
      </div>
      {signed && (
        <p className="bd sm">
          {fullTime(round.publishedAt!)} {round.publishedBy ?? ''}签发公布：核查 {signed.concluded}{' '}
          件，虚假整改 {signed.false} 件，属实 {signed.genuine} 件。{round.publishedNote}
        </p>
      )}
    </section>
  )
}

function Share(props: {
  readonly round: LookbackView
  readonly label: string
  readonly state: 'false' | 'genuine'
  readonly of: number
}) {
  const { round, label, state, of } = props
  return (
    <span>
      {label}{' '}
      <Link to="/lookbacks/$id" params={{ id: round.id }} search={{ state }}>
        <b>
          {round.figures[state]}/{of}
        </b>
      </Link>
    </span>
  )
}

function Acts({ round, complete }: { readonly round: LookbackView; readonly complete: boolean }) {
  const by = useParty()
  const [open, setOpen] = useState<'redraw' | 'publish' | null>(null)
  if (!by) return null
  const redraw = redrawRefusal(round, complete, by)
  const publish = publishRefusal(round, by)
  const close = () => setOpen(null)
  return (
    <section className="card noprint" aria-label="操作">
      <div className="acts">
        {publish ? (
          round.state !== 'published' && <No refusal={publish} label="签发公布" />
        ) : (
          <Button weight="solid" onClick={() => setOpen('publish')}>
            签发公布
          </Button>
        )}
        {round.state === 'drawing' &&
          (redraw ? (
            <No refusal={redraw} label="重抽" />
          ) : (
            <Button onClick={() => setOpen('redraw')}>重抽</Button>
          ))}
        <Button icon="print" onClick={() => window.print()}>
          打印
        </Button>
      </div>
      <Suspense fallback={null}>
        {open === 'redraw' && <RedrawDialog round={round} onClose={close} />}
        {open === 'publish' && <PublishForm round={round} onClose={close} />}
      </Suspense>
    </section>
  )
}

function Earlier({ round }: { readonly round: LookbackView }) {
  return (
    <section className="card" aria-label="作废的抽取">
      <div className="h">
        <h2>作废的抽取</h2>
      </div>
      <ul className="dls">
        {round.earlier.map((draw) => (
          <li key={draw.id}>
            <span>
              第{draw.round}次抽取，理由：{draw.reason}
            </span>
            <StateTag word="已作废" />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The findings drawn, each with who looks and what they found. */
function Drawn({ round }: { readonly round: LookbackView }) {
  const { state } = useSearch({ from: '/inside/lookbacks/$id' })
  const navigate = useNavigate({ from: '/lookbacks/$id' })
  const looks = useLooks(round.id, round.size)
  const by = useParty()
  const own = by !== null && by.org === round.ownerOrg && OFFICE_ROLES.includes(by.role)
  const rows = (looks.data?.rows ?? []).filter((row) => state === undefined || row.state === state)
  return (
    <section className="card" aria-label="抽中的问题">
      <div className="h">
        <h2>抽中的问题</h2>
        <span className="muted sm">{looks.data && `${rows.length} 件`}</span>
        <span className="r noprint">
          <label className="sm">
            状态{' '}
            <select
              className="inp"
              value={state ?? ''}
              onChange={(event) =>
                void navigate({
                  search: event.target.value ? { state: event.target.value } : {},
                  replace: true,
                  resetScroll: false,
                })
              }
            >
              <option value="">全部</option>
              {Object.entries(LOOK_LABELS).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        </span>
      </div>
      {looks.isPending && <Loading lines={4} />}
      {looks.isError && <Failed error={looks.error} retry={() => void looks.refetch()} />}
      {looks.data && rows.length === 0 && (
        <Empty>{state ? '筛选后无记录。' : '抽中的问题正在列入，稍候即见。'}</Empty>
      )}
      {rows.length > 0 && (
        <table className="looks">
          <caption className="vh">抽中的问题</caption>
          <thead>
            <tr>
              <th scope="col">编号和问题</th>
              <th scope="col">状态</th>
              <th scope="col">地区</th>
              <th scope="col">核查人</th>
              <th scope="col">期限</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Line key={row.id} row={row} own={own} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Line({ row, own }: { readonly row: LookRow; readonly own: boolean }) {
  return (
    <tr>
      <td>
        <Link to="/looks/$id" params={{ id: row.id }}>
          {row.findingNumber}
        </Link>
        <div>{row.title}</div>
      </td>
      <td>
        <LookTags state={row.state} />
        {row.relapse?.number && (
          <div className="sm">
            重开为{' '}
            <Link to="/findings/$id" params={{ id: row.relapse.id }}>
              {row.relapse.number}
            </Link>
          </div>
        )}
      </td>
      <td>{row.placeName}</td>
      <td>
        {row.checkerName ? (
          `${row.checkerOrgName} ${row.checkerName}`
        ) : own ? (
          <Link to="/looks/$id" params={{ id: row.id }}>
            指定核查人
          </Link>
        ) : (
          <span className="muted">待指定</span>
        )}
      </td>
      <td className="nw">
        {row.dueOn
          ? `${shortDay(row.dueOn)} 前`
          : row.concludedAt
            ? `${fullTime(row.concludedAt).slice(0, 10)} 完成`
            : ''}
      </td>
    </tr>
  )
}

/** The state of a look; where its tag says another word, the exact one stands beside it. */
export function LookTags({ state }: { readonly state: LookState }) {
  const [tag, label] = [LOOK_TAGS[state], LOOK_LABELS[state]]
  return (
    <span className="tags">
      <StateTag word={tag} />
      {(tag as string) !== label && <StateTag word={label} side />}
    </span>
  )
}

/** How anybody checks the draw without trusting this platform. */
function CheckYourself({
  draw,
}: {
  readonly draw: { id: string; state: string; fileHash: string | null }
}) {
  const [fault, setFault] = useState<unknown>(null)
  const get = (address: string, name: string) =>
    void download(address, name).catch((error: unknown) => setFault(error))
  const complete = draw.state === 'complete'
  return (
    <section className="card" aria-label="如何自行核验">
      <div className="h">
        <h2>如何自行核验</h2>
      </div>
      <div className="bd">
        <ol>
          <li>
            下载公布的抽取文件
            {draw.fileHash ? (
              <>
                ，其 SHA-256 摘要应为 <Hash text={draw.fileHash} />
              </>
            ) : (
              '（抽取后公布）'
            )}
            。
          </li>
          <li>
            在{' '}
            <Link to="/draws/verify" className="inline">
              抽签核验
            </Link>{' '}
            页面选择该文件，由浏览器在本机重新抽取，不登录也可核验。
          </li>
          <li>
            不信任本平台的，可用核验程序离线核验（只需 Python，不到五十行，便于逐行阅读）：
            <code>python3 verify.py 抽取文件.json</code>
          </li>
        </ol>
        <p className="acts flat noprint">
          <Button
            icon="download"
            aria-disabled={!complete}
            onClick={() => get(`/api/draws/${draw.id}/file`, `抽取-${draw.id}.json`)}
          >
            下载文件
          </Button>
          <Button
            icon="download"
            onClick={() => get(`/api/draws/${draw.id}/frame`, `范围-${draw.id}.json`)}
          >
            下载范围
          </Button>
          <Button icon="download" onClick={() => get('/api/draw-checker', 'verify.py')}>
            下载程序
          </Button>
          {!complete && <span className="sm muted">抽取完成后方有抽取文件。</span>}
        </p>
        {fault !== null && <Note tone="red">{sentenceOf(fault)}</Note>}
      </div>
    </section>
  )
}
