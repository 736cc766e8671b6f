import { useNavigate } from '@tanstack/react-router'
import { drawHandover, type PostLine } from '#handovers/words.ts'
import { call } from '../parts/api.ts'
import { legalToday } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Form } from '../parts/form.tsx'
import { SelectField, TextArea } from '../parts/inputs.tsx'
import { useHandoverForm, useHandoverViewer } from './handover-data.ts'
import { optionsOf, ownFirst, pairOf } from './people.ts'

const labels = { who: '移交人和岗位', notes: '其他交接事项' }

/** 填制交接清单: what lies with the post is listed from the records; only the rest is typed. */
export function DrawDialog(props: {
  readonly posts: readonly PostLine[]
  readonly who?: string | undefined
  readonly onClose: () => void
}) {
  const viewer = useHandoverViewer()
  const navigate = useNavigate()
  const form = useHandoverForm({
    start: { who: props.who ?? ownFirst(props.posts, viewer, legalToday()), notes: '' },
    check: ({ who }) => (who ? {} : { who: '请选择移交人和岗位' }),
    send: ({ who, notes }, key) =>
      call(drawHandover, { key, body: { ...pairOf(who), notes: notes.trim() || null } }),
    onDone: ({ id }) => {
      props.onClose()
      void navigate({ to: '/handovers/$id', params: { id } })
    },
  })
  return (
    <Dialog title="填制交接清单" onClose={props.onClose}>
      <div className="drawer-form">
        <Form form={form} labels={labels} verb="填制">
          <SelectField form={form} name="who" label={labels.who} options={optionsOf(props.posts)} />
          <TextArea
            form={form}
            name="notes"
            label={labels.notes}
            optional
            most={4000}
            rows={5}
            hint="岗位上的待办和在等的事项由系统列入，不需填写；这里写资料、印章、钥匙和口头约定等。"
          />
        </Form>
      </div>
    </Dialog>
  )
}
