import { useQueryClient } from '@tanstack/react-query'
import { FACTS } from '#rounds/texts.ts'
import {
  answerRound,
  closeRound,
  noteCall,
  type RoundMoved,
  type Unit,
  type View,
} from '#rounds/words.ts'
import { call } from '../parts/api.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Form, useForm } from '../parts/form.tsx'
import { TextArea, TextField } from '../parts/inputs.tsx'
import { Note } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'

function useDone(onClose: () => void) {
  const client = useQueryClient()
  return (moved: RoundMoved) => {
    say(moved.say)
    onClose()
    for (const key of ['round', 'rounds', 'desk'])
      void client.invalidateQueries({ queryKey: [key] })
  }
}

type Reply = NonNullable<View['reply']>

/** 答复: a figure left without an explanation is confirmed. */
export function AnswerForm(props: { readonly reply: Reply; readonly onClose: () => void }) {
  const { reply, onClose } = props
  const done = useDone(onClose)
  const { questions } = reply.items
  const labels = Object.fromEntries([
    ...reply.figures.map(({ fact, count }) => [fact, `${FACTS[fact].label} ${count} 件，说明`]),
    ...questions.map((question, at) => [`q${at}`, question]),
  ]) as Record<string, string>
  const form = useForm<Record<string, string>, RoundMoved>({
    draft: { key: `round.answer.${reply.id}`, title: '答复调度', route: `/rounds/${reply.id}` },
    start: Object.fromEntries(Object.keys(labels).map((name) => [name, ''])),
    check: (values) =>
      Object.fromEntries(
        questions.flatMap((_, at) => (values[`q${at}`]?.trim() ? [] : [[`q${at}`, '请填写答复']])),
      ),
    send: (values, key) =>
      call(answerRound, {
        params: { id: reply.id },
        key,
        body: {
          revision: reply.revision,
          answer: {
            facts: reply.figures.map(({ fact, count }) => ({
              fact,
              count,
              explanation: values[fact]?.trim() || null,
            })),
            words: questions.map((_, at) => values[`q${at}`] ?? ''),
          },
        },
      }),
    onDone: done,
  })
  return (
    <Dialog title="答复调度" onClose={onClose}>
      <Form form={form} labels={labels} verb="确认并答复">
        <Note tone="blue">数据由系统取得。与实际不符的写明说明；不写说明即为确认。</Note>
        {reply.figures.map(({ fact }) => (
          <TextArea key={fact} form={form} name={fact} label={labels[fact]!} most={1000} optional />
        ))}
        {questions.map((_, at) => (
          <TextArea key={at} form={form} name={`q${at}`} label={labels[`q${at}`]!} most={2000} />
        ))}
      </Form>
    </Dialog>
  )
}

/** 记录电话. */
export function CallForm(props: { readonly unit: Unit; readonly onClose: () => void }) {
  const { unit, onClose } = props
  const done = useDone(onClose)
  const labels = { who: '接听人', said: '通话内容' }
  const form = useForm<{ who: string; said: string }, RoundMoved>({
    draft: null,
    start: { who: '', said: '' },
    check: (values) => ({
      ...(values.who.trim() ? {} : { who: '请填写接听人' }),
      ...(values.said.trim() ? {} : { said: '请填写通话内容' }),
    }),
    send: (values, key) =>
      call(noteCall, {
        params: { id: unit.reply },
        key,
        body: { revision: unit.revision, ...values },
      }),
    onDone: done,
  })
  return (
    <Dialog title={`记录电话：${unit.orgName}`} onClose={onClose}>
      <Form form={form} labels={labels} verb="记录电话">
        <TextField form={form} name="who" label={labels.who} most={60} />
        <TextArea form={form} name="said" label={labels.said} most={500} />
      </Form>
    </Dialog>
  )
}

type Round = NonNullable<View['round']>

/** 办结: the figures stay as they are now, the silent are named. */
export function CloseForm(props: { readonly round: Round; readonly onClose: () => void }) {
  const { round, onClose } = props
  const done = useDone(onClose)
  const form = useForm<Record<string, string>, RoundMoved>({
    draft: null,
    start: {},
    check: () => ({}),
    send: (_, key) =>
      call(closeRound, { params: { id: round.id }, key, body: { revision: round.revision } }),
    onDone: done,
  })
  return (
    <Dialog title="办结调度" onClose={onClose}>
      <Form form={form} labels={{}} verb="办结调度">
        <Note tone="amber">
          {round.bodies}个单位中{round.silent}个未答复，将记入调度记录。办结后数据不再变动。
        </Note>
      </Form>
    </Dialog>
  )
}
