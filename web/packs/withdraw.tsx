import { withdrawSheet, type PackDraft } from '#packs/words.ts'
import { call } from '../parts/api.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Form } from '../parts/form.tsx'
import { TextArea } from '../parts/inputs.tsx'
import { useSaidForm } from '../parts/said-form.ts'

/** 撤回草稿, with its reason. */
export function WithdrawDialog(props: { readonly draft: PackDraft; readonly onClose: () => void }) {
  const { draft, onClose } = props
  const { id, revision, title } = draft
  const form = useSaidForm(['packs'], {
    start: { reason: '' },
    check: ({ reason }) => (reason.trim() === '' ? { reason: '请填写撤回理由' } : {}),
    send: ({ reason }, key) =>
      call(withdrawSheet, { params: { id }, key, body: { revision, reason: reason.trim() } }),
    onDone: onClose,
  })
  return (
    <Dialog title="撤回草稿" onClose={onClose}>
      <dl className="known">
        <dt>打分表</dt>
        <dd>{title}</dd>
      </dl>
      <div className="drawer-form">
        <Form form={form} labels={{ reason: '撤回理由' }} verb="撤回草稿">
          <TextArea form={form} name="reason" label="撤回理由" most={1000} />
        </Form>
      </div>
    </Dialog>
  )
}
