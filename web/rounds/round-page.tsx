import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { FACTS, REPLY_LABELS, ROUND_LABELS } from '#rounds/texts.ts'
import { getRound, type Figure, type Unit, type View } from '#rounds/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { shortTime } from '../parts/dates.ts'
import { useTitle } from '../parts/title.ts'
import { AnswerForm, CallForm, CloseForm } from './round-forms.tsx'
import '../styles/detail.css'

type Round = NonNullable<View['round']>
type Reply = NonNullable<View['reply']>

/** One call for progress: the whole round for its office, its own answer for a body. */
export function RoundPage() {
  const { id } = useParams({ from: '/inside/rounds/$id' })
  const { data } = useSuspenseQuery({
    queryKey: ['round', id],
    queryFn: () => call(getRound, { params: { id } }),
  })
  useTitle('调度')
  if (data.round) return <WholeRound round={data.round} />
  return data.reply ? <OwnReply reply={data.reply} /> : null
}

function Head({ of, state }: { readonly of: Round | Reply; readonly state: string }) {
  return (
    <>
      <p className="sm">
        <Link to="/rounds">调度</Link>
      </p>
      <h1>{of.title}</h1>
      <p className="muted">
        {of.number}，{of.fromOn} 至 {of.toOn}，{of.dueOn} 前答复，{state}
      </p>
    </>
  )
}

function WholeRound({ round }: { readonly round: Round }) {
  const [asked, setAsked] = useState<Unit | 'close' | null>(null)
  const silent = round.units.filter((unit) => unit.silent)
  const open = round.state === 'open'
  return (
    <>
      <Head of={round} state={ROUND_LABELS[round.state]} />
      <p>
        {silent.length === 0
          ? '各单位均已答复。'
          : `未答复：${silent.map((unit) => unit.orgName).join('、')}。`}
        {round.closedAt && ` 数据为 ${shortTime(round.closedAt)} 办结时的数。`}
      </p>
      {open && (
        <Button weight="solid" onClick={() => setAsked('close')}>
          办结调度
        </Button>
      )}
      {round.units.map((unit) => (
        <section key={unit.reply}>
          <h2>
            {unit.orgName}（{unit.silent ? '未答复' : '已答复'}）
          </h2>
          <Answered unit={unit} questions={round.items.questions} />
          {unit.calls.map((one) => (
            <p key={one.at} className="sm">
              {shortTime(one.at)} 电话，{one.who}：{one.said}
            </p>
          ))}
          {open && <Button onClick={() => setAsked(unit)}>记录电话</Button>}
        </section>
      ))}
      {asked === 'close' && <CloseForm round={round} onClose={() => setAsked(null)} />}
      {asked !== null && asked !== 'close' && (
        <CallForm unit={asked} onClose={() => setAsked(null)} />
      )}
    </>
  )
}

function Answered({
  unit,
  questions,
}: {
  readonly unit: Unit
  readonly questions: readonly string[]
}) {
  return (
    <>
      {unit.figures.map((figure) => {
        const said = unit.answer?.facts.find(({ fact }) => fact === figure.fact)
        return (
          <Counted key={figure.fact} figure={figure}>
            {said && (said.explanation ?? `已确认${said.count}件`)}
          </Counted>
        )
      })}
      {unit.answer?.words.map((words, at) => (
        <p key={questions[at]}>
          {questions[at]}：{words}
        </p>
      ))}
    </>
  )
}

/** A figure that opens the records behind it. */
function Counted(props: { readonly figure: Figure; readonly children?: React.ReactNode }) {
  const { fact, count, records } = props.figure
  return (
    <details>
      <summary>
        {FACTS[fact].label} <b>{count}</b> 件{props.children && <>；{props.children}</>}
      </summary>
      <ol>
        {records.map((id, at) => (
          <li key={id}>
            {fact.startsWith('tasks') ? (
              <Link to="/tasks/$id" params={{ id }}>
                任务 {at + 1}
              </Link>
            ) : (
              <Link to="/findings/$id" params={{ id }}>
                问题 {at + 1}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </details>
  )
}

function OwnReply({ reply }: { readonly reply: Reply }) {
  const [answering, setAnswering] = useState(false)
  return (
    <>
      <Head of={reply} state={REPLY_LABELS[reply.state]} />
      {reply.figures.map((figure) => (
        <Counted key={figure.fact} figure={figure} />
      ))}
      {reply.items.questions.map((question, at) => (
        <p key={question}>
          {question}：{reply.answer?.words[at] ?? '未答复'}
        </p>
      ))}
      {reply.state !== 'closed' && (
        <Button weight="solid" onClick={() => setAnswering(true)}>
          答复
        </Button>
      )}
      {answering && <AnswerForm reply={reply} onClose={() => setAnswering(false)} />}
    </>
  )
}
