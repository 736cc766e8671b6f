import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { closeRefusal, leaderRefusal } from '#progress/rules.ts'
import { ANSWER_STATE_LABELS, FACT_LABELS, ROUND_STATE_LABELS } from '#progress/texts.ts'
import { closeRound, notePhone, type AnswerView, type RoundDetail } from '#progress/words.ts'
import { ActionBar } from '../parts/action-bar.tsx'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { fullTime } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Form } from '../parts/form.tsx'
import { TextArea } from '../parts/inputs.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { useProgressForm, useProgressViewer, useRound } from './progress-data.ts'
import '../styles/detail.css'
import '../styles/list.css'

type Open = 'close' | AnswerView

/** One round: who answered and who is silent, each figure leading to its records. */
export function RoundPage() {
  const { id } = useParams({ from: '/inside/progress/$id' })
  const { data: round } = useRound(id)
  const viewer = useProgressViewer()
  const [open, setOpen] = useState<Open | null>(null)
  useTitle(`${round.number} ${round.title}`)
  const silent = round.answers.filter(({ state }) => state !== 'answered')
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/progress">调度</Link> / {round.number}
      </nav>
      <div className="ttl">
        <h1>{round.title}</h1>
      </div>
      <p className="tags">
        <StateTag word={ROUND_STATE_LABELS[round.state]} />
        <span className="muted sm nw">{round.number}</span>
      </p>
      <div className="stack full">
        <ActionBar
          acts={[
            {
              id: 'close',
              label: '结束本轮',
              near: round.state === 'open',
              refusal: closeRefusal(viewer, round),
            },
          ]}
          first="close"
          onAct={() => setOpen('close')}
        >
          <Button icon="print" onClick={() => window.print()}>
            打印
          </Button>
        </ActionBar>
        <Facts round={round} silent={silent} />
        <Figures round={round} />
        {round.answers.map((one) => (
          <Part
            key={one.id}
            round={round}
            answer={one}
            onPhone={
              round.state === 'open' &&
              leaderRefusal(viewer, { org: round.ownerOrg, name: '' }, '') === null
                ? () => setOpen(one)
                : null
            }
          />
        ))}
      </div>
      {open === 'close' && (
        <CloseDialog round={round} silent={silent} onClose={() => setOpen(null)} />
      )}
      {open && open !== 'close' && <PhoneDialog answer={open} onClose={() => setOpen(null)} />}
    </>
  )
}

function Facts(props: { readonly round: RoundDetail; readonly silent: readonly AnswerView[] }) {
  const { round, silent } = props
  const open = round.state === 'open'
  return (
    <section className="card">
      <dl className="facts bd">
        <div>
          <dt>调度单位</dt>
          <dd>{round.ownerName}</dd>
        </div>
        <div>
          <dt>期间</dt>
          <dd>
            {round.fromOn} 至 {round.toOn}
          </dd>
        </div>
        <div>
          <dt>答复期限</dt>
          <dd>{round.dueOn}</dd>
        </div>
        <div>
          <dt>数字截至</dt>
          <dd>{fullTime(round.asOf)}</dd>
        </div>
        <div className="w">
          <dt>{open ? '尚未反馈' : '未反馈'}</dt>
          <dd>
            {silent.length === 0
              ? '无，全部单位已反馈。'
              : `${silent.map(({ orgName }) => orgName).join('、')}（${silent.length}个）`}
          </dd>
        </div>
        {!open && (
          <div className="w">
            <dt>调度意见</dt>
            <dd className="pre">
              {round.opinion ?? '无。'}
              {round.closedAt && (
                <p className="sm muted">
                  {round.closedName ?? ''} {fullTime(round.closedAt)} 结束
                </p>
              )}
            </dd>
          </div>
        )}
      </dl>
    </section>
  )
}

/** All bodies beside each other; every number opens its records. */
function Figures({ round }: { readonly round: RoundDetail }) {
  if (round.facts.length === 0) return null
  return (
    <section className="card">
      <div className="h">
        <h2>数字</h2>
        <span className="r sm muted">由记录产生，单位核对或者说明</span>
      </div>
      <div className="scrolls" tabIndex={0} role="region" aria-label="各单位数字">
        <table className="plain-table">
          <caption className="vh">各单位数字</caption>
          <thead>
            <tr>
              <th scope="col">单位</th>
              <th scope="col">状态</th>
              {round.facts.map((fact) => (
                <th key={fact} scope="col" className="num">
                  {FACT_LABELS[fact]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {round.answers.map((one) => (
              <tr key={one.id}>
                <th scope="row">{one.orgName}</th>
                <td>
                  <StateTag word={ANSWER_STATE_LABELS[one.state]} />
                </td>
                {one.figures.map(({ fact, value }) => (
                  <td key={fact} className="num">
                    <Link
                      to="/progress/answers/$id/facts/$fact"
                      params={{ id: one.id, fact }}
                      aria-label={`${one.orgName}${FACT_LABELS[fact]}${value}条`}
                    >
                      {value}
                    </Link>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** What one body says, and what was said on the telephone. */
function Part(props: {
  readonly round: RoundDetail
  readonly answer: AnswerView
  readonly onPhone: (() => void) | null
}) {
  const { answer, round } = props
  return (
    <section className="card">
      <div className="h">
        <h2>{answer.orgName}</h2>
        <StateTag word={ANSWER_STATE_LABELS[answer.state]} />
        {props.onPhone && (
          <span className="r noprint">
            <Button small aria-label={`电话记录：${answer.orgName}`} onClick={props.onPhone}>
              电话记录
            </Button>
          </span>
        )}
      </div>
      <dl className="facts bd">
        {answer.said?.explained.map(({ fact, text }) => (
          <div className="w" key={fact}>
            <dt>{FACT_LABELS[fact]}的说明</dt>
            <dd className="pre">{text}</dd>
          </div>
        ))}
        {round.questions.map((question, index) => (
          <div className="w" key={question}>
            <dt>{question}</dt>
            <dd className="pre">{answer.said?.answers[index] ?? '未答复。'}</dd>
          </div>
        ))}
        {answer.said && (
          <div className="w">
            <dt>答复人</dt>
            <dd>
              {answer.answeredName ?? ''} {answer.answeredAt && fullTime(answer.answeredAt)}
              {answer.said.explained.length === 0 && round.facts.length > 0 && '，数字核对无误'}
            </dd>
          </div>
        )}
        {answer.phone && (
          <div className="w">
            <dt>电话记录</dt>
            <dd className="pre">
              {answer.phone}
              {answer.phoneAt && <p className="sm muted">{fullTime(answer.phoneAt)}</p>}
            </dd>
          </div>
        )}
      </dl>
    </section>
  )
}

function CloseDialog(props: {
  readonly round: RoundDetail
  readonly silent: readonly AnswerView[]
  readonly onClose: () => void
}) {
  const { round, silent, onClose } = props
  const form = useProgressForm({
    draft: {
      key: `progress.close.${round.id}`,
      title: `结束调度：${round.title}`,
      route: `/progress/${round.id}`,
    },
    start: { opinion: '' },
    check: () => ({}),
    send: ({ opinion }, key) =>
      call(closeRound, {
        params: { id: round.id },
        key,
        body: { revision: round.revision, opinion: opinion.trim() || null },
      }),
    onDone: onClose,
  })
  return (
    <Dialog title="结束本轮调度" onClose={onClose}>
      <p className="sm">
        {silent.length === 0
          ? '全部单位已反馈。'
          : `${silent.map(({ orgName }) => orgName).join('、')}尚未反馈，将记为未反馈。`}
        结束后数字和答复不再改动。
      </p>
      <div className="drawer-form">
        <Form form={form} labels={{ opinion: '调度意见' }} verb="结束本轮">
          <TextArea form={form} name="opinion" label="调度意见" optional most={4000} rows={4} />
        </Form>
      </div>
    </Dialog>
  )
}

function PhoneDialog(props: { readonly answer: AnswerView; readonly onClose: () => void }) {
  const { answer, onClose } = props
  const form = useProgressForm({
    start: { text: answer.phone ?? '' },
    check: ({ text }) => (text.trim() ? {} : { text: '请写明谁接听、说了什么' }),
    send: ({ text }, key) =>
      call(notePhone, {
        params: { id: answer.id },
        key,
        body: { revision: answer.revision, text: text.trim() },
      }),
    onDone: onClose,
  })
  return (
    <Dialog title={`电话记录：${answer.orgName}`} onClose={onClose}>
      <div className="drawer-form">
        <Form form={form} labels={{ text: '电话情况' }} verb="记录">
          <TextArea
            form={form}
            name="text"
            label="电话情况"
            most={1000}
            rows={4}
            hint="写明何时打给谁、谁接听、答复内容。电话情况不代替单位答复。"
          />
        </Form>
      </div>
    </Dialog>
  )
}
