import { useState } from 'react'
import { askCode, enterCode } from '#invitations/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { Form, useForm } from '../parts/form.tsx'
import { Note, sentenceOf } from '../parts/page-state.tsx'
import { withoutClause } from './plain.ts'

type Props = {
  readonly token: string
  readonly way: 'sms' | 'telephone'
  readonly why: string | null
  readonly onDone: () => void
}

const WAYS = {
  sms: '按“索取验证码”，验证码会用短信发到登记的手机。',
  telephone: '按“索取验证码”，发出本链接的单位会打登记的电话，告诉6位验证码。',
} as const satisfies Record<Props['way'], string>

/** The door of a link: nothing of the matter is told before the code. */
export function CodeStep({ token, way, why, onDone }: Props) {
  return (
    <>
      <h1>先验证，再办理</h1>
      {why !== null && <Note tone="amber">{why}</Note>}
      <p>本链接只供收到的本人使用，用来办理一件事项，不需要账号。</p>
      <Asking token={token} way={way} />
      <Entering token={token} onDone={onDone} />
    </>
  )
}

type Told = { readonly text: string; readonly good: boolean } | null

function Asking({ token, way }: Pick<Props, 'token' | 'way'>) {
  const [told, setTold] = useState<Told>(null)
  const [busy, setBusy] = useState(false)
  const ask = async () => {
    setBusy(true)
    try {
      setTold({ text: (await call(askCode, { body: { token } })).say, good: true })
    } catch (error) {
      setTold({ text: sentenceOf(error), good: false })
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="step" aria-labelledby="ask">
      <h2 id="ask">第一步　索取验证码</h2>
      <p>{WAYS[way]}</p>
      <Button busy={busy} weight="outline" onClick={() => void ask()}>
        索取验证码
      </Button>
      <div role="status">{told && <Note tone={told.good ? 'green' : 'red'}>{told.text}</Note>}</div>
    </section>
  )
}

function Entering({ token, onDone }: Pick<Props, 'token' | 'onDone'>) {
  const form = useForm({
    draft: null,
    start: { code: '' },
    check: ({ code }) => (/^\d{6}$/.test(code.trim()) ? {} : { code: '请填写6位数字的验证码' }),
    send: ({ code }) => withoutClause(call(enterCode, { body: { token, code } })),
    onDone,
  })
  return (
    <section className="step" aria-labelledby="enter">
      <h2 id="enter">第二步　填写验证码</h2>
      <Form form={form} labels={{ code: '验证码' }} verb="进入办理">
        <Field name="code" label="验证码" error={form.errors.code}>
          {(wired) => (
            <input
              {...wired}
              className="inp code"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              value={form.values.code}
              onChange={(event) => form.set('code', event.target.value)}
              onBlur={() => form.values.code !== '' && form.left('code')}
            />
          )}
        </Field>
      </Form>
    </section>
  )
}
