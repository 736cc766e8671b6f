import { Link, useParams } from '@tanstack/react-router'
import { answerRefusal } from '#progress/rules.ts'
import { ANSWER_STATE_LABELS, FACT_LABELS } from '#progress/texts.ts'
import { giveAnswer, type AnswerDetail } from '#progress/words.ts'
import { DueText } from '../papers/due-text.tsx'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { fullTime } from '../parts/dates.ts'
import { Form } from '../parts/form.tsx'
import { TextArea } from '../parts/inputs.tsx'
import { Note } from '../parts/page-state.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { useAnswer, useProgressForm, useProgressViewer } from './progress-data.ts'
import '../styles/detail.css'

/** 答复调度: the figures stand there already; the body confirms or explains them. */
export function AnswerPage() {
  const { id } = useParams({ from: '/inside/progress/answers/$id' })
  const { data: answer } = useAnswer(id)
  const viewer = useProgressViewer()
  useTitle(`答复调度：${answer.title}`)
  const no = answerRefusal(viewer, answer)
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/progress">调度</Link> / {answer.orgName}
      </nav>
      <div className="ttl">
        <h1>{answer.title}</h1>
        <span className="r noprint">
          <Button icon="print" onClick={() => window.print()}>
            打印
          </Button>
        </span>
      </div>
      <p className="tags">
        <StateTag word={ANSWER_STATE_LABELS[answer.state]} />
        <DueText dueOn={answer.dueOn} left={answer.left} />
      </p>
      <div className="stack">
        <Figures answer={answer} />
        {no ? (
          <Note tone="amber">{no.refused}</Note>
        ) : (
          <AnswerForm key={answer.revision} answer={answer} />
        )}
        {answer.said && (
          <p className="sm muted">
            {answer.answeredName ?? ''} {answer.answeredAt && fullTime(answer.answeredAt)}
            已答复；本轮结束前可以更正。
          </p>
        )}
      </div>
    </>
  )
}

function Figures({ answer }: { readonly answer: AnswerDetail }) {
  return (
    <section className="card">
      <div className="h">
        <h2>
          {answer.issuerName}调度，{answer.fromOn} 至 {answer.toOn}
        </h2>
      </div>
      <dl className="facts bd">
        {answer.figures.map(({ fact, value }) => (
          <div key={fact}>
            <dt>{FACT_LABELS[fact]}</dt>
            <dd>
              <Link
                to="/progress/answers/$id/facts/$fact"
                params={{ id: answer.id, fact }}
                aria-label={`${FACT_LABELS[fact]}${value}条`}
              >
                {value} 条
              </Link>
            </dd>
          </div>
        ))}
      </dl>
      <p className="bd sm muted">数字由记录产生，截至 {fullTime(answer.asOf)}，不需填写。</p>
    </section>
  )
}

function AnswerForm({ answer }: { readonly answer: AnswerDetail }) {
  const facts = answer.figures.map(({ fact }) => fact)
  const names: Record<string, string> = Object.fromEntries([
    ...facts.map((fact) => [fact, `${FACT_LABELS[fact]}的说明`]),
    ...answer.questions.map((question, index) => [`q${index}`, question]),
  ])
  const start: Record<string, string> = Object.fromEntries([
    ...facts.map((fact) => [
      fact,
      answer.said?.explained.find((one) => one.fact === fact)?.text ?? '',
    ]),
    ...answer.questions.map((_, index) => [`q${index}`, answer.said?.answers[index] ?? '']),
  ])
  const form = useProgressForm<Record<string, string>, Awaited<ReturnType<typeof send>>>({
    draft: {
      key: `progress.answer.${answer.id}`,
      title: `答复调度：${answer.title}`,
      route: `/progress/answers/${answer.id}`,
    },
    start,
    check: (values) =>
      Object.fromEntries(
        answer.questions.flatMap((_, index) =>
          values[`q${index}`]?.trim() ? [] : [[`q${index}`, '请答复这个问题']],
        ),
      ),
    send,
    onDone: () => undefined,
  })
  function send(values: Record<string, string>, key: string) {
    return call(giveAnswer, {
      params: { id: answer.id },
      key,
      body: {
        revision: answer.revision,
        explained: facts.flatMap((fact) => {
          const text = values[fact]?.trim() ?? ''
          return text === '' ? [] : [{ fact, text }]
        }),
        answers: answer.questions.map((_, index) => values[`q${index}`]?.trim() ?? ''),
      },
    })
  }
  return (
    <Form form={form} labels={names} verb={answer.said ? '更正答复' : '核对并答复'} card>
      {answer.questions.map((question, index) => (
        <TextArea
          key={question}
          form={form}
          name={`q${index}`}
          label={question}
          most={2000}
          rows={3}
        />
      ))}
      {facts.map((fact) => (
        <TextArea
          key={fact}
          form={form}
          name={fact}
          label={names[fact] ?? ''}
          optional
          most={1000}
          rows={2}
          hint="无异议的不填，视为核对无误。"
        />
      ))}
    </Form>
  )
}
