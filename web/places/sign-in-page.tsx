import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { changePassword, signIn, signOut, unlockSession, type SessionView } from '#places/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { Form, useForm, type FormState } from '../parts/form.tsx'
import { Note } from '../parts/page-state.tsx'
import { queries } from '../parts/queries.ts'
import { sessionQuery } from '../parts/session.ts'
import { useTitle } from '../parts/title.ts'
import '../styles/sign-in.css'

/** Signing in; and what may stand between: a first password, a locked session. */
export function SignInPage() {
  // Who comes from a page inside has been asked for there; who opens this page is about to sign in.
  const { data: session } = useQuery({ ...sessionQuery, enabled: false })
  const navigate = useNavigate()
  const { back } = useSearch({ from: '/sign-in' })
  const went = (next: SessionView) => {
    queries.setQueryData(sessionQuery.queryKey, next)
    if (!next.mustChange && !next.locked) void navigate({ href: inward(back), replace: true })
  }
  return (
    <main className="door" id="main">
      <div className="door-card">
        <p className="door-brand">
          <i aria-hidden="true" />
          闭环
        </p>
        {session?.locked ? (
          <Unlock onDone={went} />
        ) : session?.mustChange ? (
          <FirstChange onDone={went} />
        ) : (
          <SignIn onDone={went} />
        )}
        <p className="door-foot sm">
          本系统禁止处理涉密信息。 <Link to="/draws/verify">抽签核验</Link>（无需登录）
        </p>
      </div>
    </main>
  )
}

/** Only a path of our own; anything else would lead out of the product. */
function inward(back: string | undefined): string {
  return back?.startsWith('/') && !back.startsWith('//') ? back : '/'
}

function SignIn({ onDone }: { readonly onDone: (session: SessionView) => void }) {
  useTitle('登录')
  const form = useForm({
    draft: null,
    start: { login: '', password: '' },
    check: (v) => ({
      ...(v.login.trim() ? {} : { login: '请填写账号' }),
      ...(v.password ? {} : { password: '请填写密码' }),
    }),
    send: (values, key) => call(signIn, { body: values, key }),
    onDone,
  })
  return (
    <>
      <h1>登录</h1>
      <p className="muted">发现、交办、整改、复查、销号，一件一件办到底。</p>
      <Form form={form} labels={{ login: '账号', password: '密码' }} verb="登录">
        <Field name="login" label="账号" error={form.errors.login}>
          {(wired) => (
            <input
              {...wired}
              className="inp"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              value={form.values.login}
              onChange={(event) => form.set('login', event.target.value)}
            />
          )}
        </Field>
        <Password form={form} field="password" label="密码" autoComplete="current-password" />
      </Form>
    </>
  )
}

function FirstChange({ onDone }: { readonly onDone: (session: SessionView) => void }) {
  useTitle('修改密码')
  return (
    <>
      <h1>修改密码</h1>
      <Note tone="amber">首次登录或密码已到期，修改密码后方可办理业务。</Note>
      <PasswordForm onDone={onDone} />
      <Leave />
    </>
  )
}

/** Old and new password, the new one twice; used here and on the own page. */
export function PasswordForm({ onDone }: { readonly onDone: (session: SessionView) => void }) {
  const form = useForm({
    draft: null,
    start: { old: '', new: '', again: '' },
    check: (v) => ({
      ...(v.old ? {} : { old: '请填写原密码' }),
      ...(v.new.length >= 10 ? {} : { new: '新密码至少10位' }),
      ...(v.again === v.new ? {} : { again: '两次填写的新密码不一致' }),
    }),
    send: (v, key) => call(changePassword, { body: { old: v.old, new: v.new }, key }),
    onDone,
  })
  const labels = { old: '原密码', new: '新密码', again: '再填一次新密码' }
  return (
    <Form form={form} labels={labels} verb="修改密码">
      <Password form={form} field="old" label={labels.old} autoComplete="current-password" />
      <Password form={form} field="new" label={labels.new} autoComplete="new-password" />
      <Password form={form} field="again" label={labels.again} autoComplete="new-password" />
    </Form>
  )
}

function Unlock({ onDone }: { readonly onDone: (session: SessionView) => void }) {
  useTitle('会话已锁定')
  const form = useForm({
    draft: null,
    start: { password: '' },
    check: (v) => (v.password ? {} : { password: '请填写密码' }),
    send: (body, key) => call(unlockSession, { body, key }),
    onDone,
  })
  return (
    <>
      <h1>会话已锁定</h1>
      <Form form={form} labels={{ password: '密码' }} verb="解锁">
        <Password form={form} field="password" label="密码" autoComplete="current-password" />
      </Form>
      <Leave />
    </>
  )
}

function Leave() {
  const leave = async () => {
    await call(signOut, {}).catch(() => null)
    queries.setQueryData(sessionQuery.queryKey, null)
  }
  return (
    <Button weight="quiet" onClick={() => void leave()}>
      换一个账号登录
    </Button>
  )
}

function Password<V extends Record<string, string>>(props: {
  readonly form: FormState<V>
  readonly field: keyof V & string
  readonly label: string
  readonly autoComplete: string
}) {
  const { form, field } = props
  return (
    <Field name={field} label={props.label} error={form.errors[field]}>
      {(wired) => (
        <input
          {...wired}
          type="password"
          className="inp"
          autoComplete={props.autoComplete}
          value={form.values[field]}
          onChange={(event) => form.set(field, event.target.value as V[typeof field])}
        />
      )}
    </Field>
  )
}
