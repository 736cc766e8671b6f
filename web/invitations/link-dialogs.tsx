import { lazy, Suspense, useState } from 'react'
import { MATTER_LABELS } from '#invitations/texts.ts'
import {
  makeLink,
  phoneSchema,
  renewLink,
  revokeLink,
  showCode,
  type LinkList,
  type LinkMade,
  type LinkRow,
} from '#invitations/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Form } from '../parts/form.tsx'
import { TextArea, TextField } from '../parts/inputs.tsx'
import { Note } from '../parts/page-state.tsx'
import { useLinkForm, type Of } from './link-data.ts'
import type { SlipOf } from './slip.tsx'

/** The code to scan comes with the first link that is made, not with the page. */
const Slip = lazy(() => import('./slip.tsx').then((m) => ({ default: m.Slip })))

type Matter = LinkList['matter']
type Close = { readonly onClose: () => void }

/** 生成链接 for a named person; the link is shown once, as text, as a code to scan, as a slip. */
export function MakeDialog({ of, matter, onClose }: { of: Of; matter: Matter } & Close) {
  const [made, setMade] = useState<LinkMade | null>(null)
  const labels = { name: '办理人姓名', phone: '办理人电话' }
  const form = useLinkForm({
    start: { name: '', phone: '' },
    check: ({ name, phone }) => ({
      ...(name.trim() ? {} : { name: '请填写办理人姓名' }),
      ...(phoneSchema.safeParse(phone).success
        ? {}
        : { phone: '请填写11位手机号，或带区号的座机号' }),
    }),
    send: (values, key) => call(makeLink, { key, body: { ...of, ...values } }),
    onDone: (answer) => setMade(answer),
  })
  if (made) {
    return <Made made={made} of={{ ...matter, name: form.values.name }} onClose={onClose} />
  }
  return (
    <Dialog title="生成链接" onClose={onClose}>
      <Known matter={matter} />
      <div className="drawer-form">
        <Form form={form} labels={labels} verb="生成链接">
          <TextField form={form} name="name" label={labels.name} most={40} />
          <TextField
            form={form}
            name="phone"
            label={labels.phone}
            most={20}
            hint="验证码只告诉接听此电话的本人。"
          />
        </Form>
      </div>
    </Dialog>
  )
}

/** 换发: a new link in place of one that was lost, forwarded or has expired. */
export function RenewDialog(props: { matter: Matter; row: LinkRow } & Close) {
  const { matter, row, onClose } = props
  const [made, setMade] = useState<LinkMade | null>(null)
  const form = useLinkForm({
    start: {},
    check: () => ({}),
    send: (_values, key) =>
      call(renewLink, { params: { id: row.id }, key, body: { revision: row.revision } }),
    onDone: (answer) => setMade(answer),
  })
  if (made) return <Made made={made} of={{ ...matter, name: row.name }} onClose={onClose} />
  return (
    <Dialog title="换发链接" onClose={onClose}>
      <Known matter={matter} />
      <div className="drawer-form">
        <Form form={form} labels={{}} verb="换发">
          <p>换发后，原链接和原二维码失效；已经打开的浏览器须重新验证。</p>
        </Form>
      </div>
    </Dialog>
  )
}

/** 撤销 with its reason. */
export function RevokeDialog({ row, onClose }: { row: LinkRow } & Close) {
  const form = useLinkForm({
    start: { reason: '' },
    check: ({ reason }) => (reason.trim() ? {} : { reason: '请填写撤销理由' }),
    send: ({ reason }, key) =>
      call(revokeLink, { params: { id: row.id }, key, body: { revision: row.revision, reason } }),
    onDone: onClose,
  })
  return (
    <Dialog title="撤销链接" onClose={onClose}>
      <div className="drawer-form">
        <Form form={form} labels={{ reason: '撤销理由' }} verb="撤销链接">
          <p>撤销后不能再打开；凭链接已办理的记录保留。</p>
          <TextArea form={form} name="reason" label="撤销理由" most={500} />
        </Form>
      </div>
    </Dialog>
  )
}

/** 出示验证码: shown once, to be read out by telephone to the person named. */
export function CodeDialog({ row, onClose }: { row: LinkRow } & Close) {
  const [shown, setShown] = useState<{ code: string | null; minutes: number } | null>(null)
  const form = useLinkForm({
    start: {},
    check: () => ({}),
    send: (_values, key) => call(showCode, { params: { id: row.id }, key }),
    onDone: (answer) => setShown(answer),
  })
  return (
    <Dialog title="出示验证码" kind="middle" onClose={onClose}>
      <p>
        按登记的电话 <b className="nw">{row.phone}</b> 打给{row.name}，确认是本人后念出验证码。
      </p>
      {shown === null ? (
        <Form form={form} labels={{}} verb="出示验证码">
          <p className="sm muted">出示后，此前的验证码作废。</p>
        </Form>
      ) : (
        <>
          <p className="link-code" aria-label="验证码">
            {shown.code ?? '已显示过，请重新出示'}
          </p>
          <Note tone="amber">只显示这一次，{shown.minutes}分钟内有效。不得转告他人代填。</Note>
        </>
      )}
    </Dialog>
  )
}

function Known({ matter }: { readonly matter: Matter }) {
  return (
    <dl className="known">
      <dt>{MATTER_LABELS[matter.kind]}</dt>
      <dd>
        {matter.title}（{matter.number}）
      </dd>
      <dt>办理单位</dt>
      <dd>{matter.orgName}</dd>
    </dl>
  )
}

/** The link as it is handed on: copied, scanned, or printed on a slip. */
function Made({ made, of, onClose }: { made: LinkMade; of: SlipOf } & Close) {
  const [copied, setCopied] = useState(false)
  if (made.address === null) {
    return (
      <Dialog title="链接已生成" onClose={onClose}>
        <Note tone="amber">链接只显示一次，已经显示过。没有保存的，请换发。</Note>
      </Dialog>
    )
  }
  const { address } = made
  const copy = async () => {
    await navigator.clipboard.writeText(address)
    setCopied(true)
  }
  return (
    <Dialog title="链接已生成" onClose={onClose}>
      <Note tone="amber">链接只显示这一次。请现在复制或打印，交给{of.name}本人。</Note>
      <p className="link-address">{address}</p>
      <p className="acts-in">
        <Button icon="print" weight="solid" onClick={() => window.print()}>
          打印办理单
        </Button>
        <Button onClick={() => void copy()}>{copied ? '已复制' : '复制链接'}</Button>
      </p>
      <Suspense fallback={null}>
        <Slip address={address} endsOn={made.endsOn} of={of} />
      </Suspense>
    </Dialog>
  )
}
