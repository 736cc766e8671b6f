import {
  publishLookback,
  redrawLookback,
  type LookbackView,
  type LookMoved,
} from '#lookbacks/words.ts'
import { fractionOf } from '#lookbacks/rules.ts'
import { call } from '../parts/api.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Form } from '../parts/form.tsx'
import { TextArea } from '../parts/inputs.tsx'
import { Note } from '../parts/page-state.tsx'
import { DRAWN } from '../draws/draw-data.ts'
import { RedrawForm } from '../draws/redraw-form.tsx'
import { useSaidForm } from '../parts/said-form.ts'

type Props = { readonly round: LookbackView; readonly onClose: () => void }

/** 重抽 of a round. */
export function RedrawDialog({ round, onClose }: Props) {
  return (
    <Dialog title="重抽" onClose={onClose}>
      <RedrawForm
        told={`第${round.round}次抽取将作废并永久保留，范围重新封存为第${round.round + 1}次抽取。`}
        send={(values, key) =>
          call(redrawLookback, {
            params: { id: round.id },
            key,
            body: { revision: round.revision, ...values },
          })
        }
        onDone={onClose}
      />
    </Dialog>
  )
}

/** 签发公布: what is signed are the figures as they stand now. */
export function PublishForm({ round, onClose }: Props) {
  const form = useSaidForm<{ note: string }, LookMoved>(DRAWN, {
    start: { note: '' },
    check: (values) => (values.note.trim() ? {} : { note: '请填写签发意见' }),
    send: ({ note }, key) =>
      call(publishLookback, {
        params: { id: round.id },
        key,
        body: { revision: round.revision, note },
      }),
    onDone: onClose,
  })
  return (
    <Dialog title="签发公布" onClose={onClose}>
      <Form form={form} labels={{ note: '签发意见' }} verb="签发公布">
        <Note tone="amber">
          {round.number}：核查 {round.figures.concluded} 件，虚假整改 {fractionOf(round.figures)}
          。签发后按此数公布，不再变动。
        </Note>
        <TextArea form={form} name="note" label="签发意见" most={1000} />
      </Form>
    </Dialog>
  )
}
