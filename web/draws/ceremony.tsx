import { useState } from 'react'
import {
  commitmentOf,
  commitRefusal,
  completeRefusal,
  hexOf,
  revealRefusal,
  type Seat,
} from '#draws/rules.ts'
import { DRAW_STATE_LABELS, DRAW_TAGS, SEAT_LABELS } from '#draws/texts.ts'
import { commitDraw, completeDraw, revealDraw, type DrawView } from '#draws/words.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { ClauseLink } from '../parts/clause.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import { Note, sentenceOf } from '../parts/page-state.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { useDone, useParty, useStale } from './draw-data.ts'
import '../styles/detail.css'
import '../styles/draw.css'

/** The ceremony of a draw, step by step: 封存 → 承诺 → 揭示 → 抽取. */
export function Ceremony({ draw }: { readonly draw: DrawView }) {
  const [fault, setFault] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const done = useDone()
  const stale = useStale()
  const act = async (work: () => Promise<{ readonly say: string }>) => {
    setBusy(true)
    setFault(null)
    try {
      done(await work())
    } catch (error) {
      setFault(error)
      stale(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="card" aria-label="抽取">
      <div className="h">
        <h2>抽取</h2>
        <span className="r tags">
          <StateTag word={DRAW_TAGS[draw.state]} />
          <StateTag word={DRAW_STATE_LABELS[draw.state]} side />
        </span>
      </div>
      <ol className="ceremony bd">
        <li data-done>
          <b>封存范围</b>
          <p className="sm">
            {draw.kind === 'selection'
              ? `${draw.units} 件中抽 ${draw.size} 件，排除 ${draw.excluded} 件。`
              : `${draw.units} 个单位交叉分组，不查自己，不两两互查。`}
            范围摘要 <Hash text={draw.frozenHash} /> 已存证，任何一处改动摘要即不同。
          </p>
          <p className="sm muted">
            公共数值来源：{draw.publicSource}
            {draw.reason && `；第${draw.round}次抽取，理由：${draw.reason}`}
          </p>
        </li>
        <li data-done={draw.state !== 'prepared' || undefined}>
          <b>各方承诺</b>
          <p className="sm muted">各方在本机随机生成数值，先提交其摘要，数值本身留在本机。</p>
          <Seats draw={draw} busy={busy} onAct={act} step="commit" />
        </li>
        <li data-done={draw.state === 'revealed' || draw.state === 'complete' || undefined}>
          <b>揭示数值</b>
          <p className="sm muted">
            各方揭示数值，并共同登记公共数值
            {draw.publicValue && (
              <>
                ：<b>{draw.publicValue}</b>
              </>
            )}
            。
          </p>
          {draw.state !== 'prepared' && <Seats draw={draw} busy={busy} onAct={act} step="reveal" />}
        </li>
        <li data-done={draw.state === 'complete' || undefined}>
          <b>抽取并公布</b>
          <Complete draw={draw} busy={busy} onAct={act} />
        </li>
      </ol>
      {fault !== null && (
        <div className="bd">
          <Note tone="red" alert>
            {sentenceOf(fault)}
          </Note>
        </div>
      )}
    </section>
  )
}

type StepProps = {
  readonly draw: DrawView
  readonly busy: boolean
  readonly onAct: (work: () => Promise<{ readonly say: string }>) => Promise<void>
}

function Seats(props: StepProps & { readonly step: 'commit' | 'reveal' }) {
  return (
    <ul className="seats">
      {props.draw.seats.map((seat) => (
        <li key={seat.seat}>
          <SeatLine {...props} seat={seat.seat} />
        </li>
      ))}
    </ul>
  )
}

function SeatLine(props: StepProps & { readonly step: 'commit' | 'reveal'; readonly seat: Seat }) {
  const { draw, seat, step, busy, onAct } = props
  const by = useParty()
  const taken = draw.seats.find((one) => one.seat === seat)
  const who = taken?.person
    ? `${draw.names[taken.org ?? ''] ?? ''} ${draw.names[taken.person] ?? ''}`
    : '待就位'
  const value = step === 'commit' ? taken?.commitment : taken?.reveal
  if (value)
    return (
      <>
        <span>
          {SEAT_LABELS[seat]}：{who}
        </span>
        <Hash text={value} />
      </>
    )
  const refusal = by && (step === 'commit' ? commitRefusal : revealRefusal)(draw, seat, by)
  return (
    <>
      <span>
        {SEAT_LABELS[seat]}：{who}
      </span>
      {refusal ? (
        <No refusal={refusal} label={step === 'commit' ? '提交承诺' : '揭示数值'} />
      ) : step === 'commit' ? (
        <Button busy={busy} onClick={() => void onAct(() => bind(draw, seat))}>
          {`提交承诺（${SEAT_LABELS[seat]}）`}
        </Button>
      ) : (
        <Reveal draw={draw} seat={seat} busy={busy} onAct={onAct} />
      )}
    </>
  )
}

/** Makes the value on this machine, keeps it here, and sends its hash alone. */
function bind(draw: DrawView, seat: Seat) {
  const value = hexOf(crypto.getRandomValues(new Uint8Array(32)))
  localStorage.setItem(secretKey(draw, seat), value)
  return call(commitDraw, {
    params: { id: draw.id },
    body: { revision: draw.revision, seat, hash: commitmentOf(draw.frozenHash, seat, value) },
  })
}

const secretKey = (draw: DrawView, seat: Seat) => `bihuan.draw.${draw.id}.${seat}`

function Reveal({ draw, seat, busy, onAct }: StepProps & { readonly seat: Seat }) {
  const [publicValue, setPublicValue] = useState('')
  const value = localStorage.getItem(secretKey(draw, seat))
  const read = draw.publicValue ?? publicValue.trim()
  if (value === null)
    return (
      <Note tone="amber">
        数值保存在提交承诺时所用的浏览器中，请在该处揭示；不能找回的，应当重抽。
      </Note>
    )
  return (
    <div className="reveal">
      {draw.publicValue === null && (
        <Field name="publicValue" label={`公共数值（${draw.publicSource}）`}>
          {(wired) => (
            <input
              {...wired}
              className="inp"
              maxLength={200}
              value={publicValue}
              onChange={(event) => setPublicValue(event.target.value)}
            />
          )}
        </Field>
      )}
      <Button
        weight="solid"
        busy={busy}
        aria-disabled={read === ''}
        onClick={() =>
          void onAct(() =>
            call(revealDraw, {
              params: { id: draw.id },
              body: { revision: draw.revision, seat, value, publicValue: read },
            }),
          )
        }
      >
        揭示数值
      </Button>
      {read === '' && <span className="sm muted">填写公共数值后揭示。</span>}
    </div>
  )
}

function Complete({ draw, busy, onAct }: StepProps) {
  const by = useParty()
  const [asked, setAsked] = useState(false)
  if (draw.state === 'complete')
    return (
      <p className="sm">
        {draw.kind === 'selection' ? `已抽取 ${draw.size} 件。` : '分组已定。'}公布文件摘要{' '}
        <Hash text={draw.fileHash ?? ''} />
      </p>
    )
  const refusal = by && completeRefusal(draw, by)
  if (refusal) return <No refusal={refusal} label="抽取" />
  return (
    <>
      <Button weight="solid" busy={busy} onClick={() => setAsked(true)}>
        抽取
      </Button>
      {asked && (
        <Dialog title="抽取" kind="middle" onClose={() => setAsked(false)}>
          <p>
            {draw.number}：抽取后结果即行公布，不能更改、不再重抽
            {draw.kind === 'selection' ? `，抽中的 ${draw.size} 件逐件核查。` : '。'}
          </p>
          <div className="sends plain">
            <Button
              weight="solid"
              busy={busy}
              onClick={() => {
                setAsked(false)
                void onAct(() =>
                  call(completeDraw, {
                    params: { id: draw.id },
                    body: { revision: draw.revision },
                  }),
                )
              }}
            >
              抽取
            </Button>
            <Button onClick={() => setAsked(false)}>暂不抽取</Button>
          </div>
        </Dialog>
      )}
    </>
  )
}

/** A verb that may not be done now keeps its place, with the server's own sentence. */
export function No({ refusal, label }: { readonly refusal: Refusal; readonly label: string }) {
  return (
    <span className="not-now">
      <button type="button" className="btn s" aria-disabled="true">
        <Icon name="lock" />
        {label}
      </button>
      <span className="sm">
        {refusal.refused} <ClauseLink clause={refusal.clause} />
      </span>
    </span>
  )
}

/** A hash, short to read and whole to copy. */
export function Hash({ text }: { readonly text: string }) {
  return (
    <code className="hash" title={text}>
      {text.slice(0, 12)}…
      <button
        type="button"
        className="btn t s"
        aria-label="复制全部摘要"
        onClick={() => void navigator.clipboard.writeText(text)}
      >
        <Icon name="copy" />
      </button>
    </code>
  )
}
