import {
  pauseFinding,
  receiveFinding,
  remindFinding,
  requestClosure,
  resumeFinding,
  returnFinding,
  strikeOffFinding,
  voidFinding,
} from '#findings/words.ts'
import { call } from '../../parts/api.ts'
import { Form } from '../../parts/form.tsx'
import { TextArea } from '../../parts/inputs.tsx'
import { Note } from '../../parts/page-state.tsx'
import type { ActFormProps } from '../act-drawer.tsx'
import { VERBS } from '../acts.ts'
import { needed, orNull, useActForm } from './act-form.tsx'

/** Verbs that take a reason, and those for which a remark may be given. */
const reasoned = {
  return: { face: returnFinding, label: '退办理由', hint: '说明不属本单位整改或事实有异议之处。' },
  remind: { face: remindFinding, label: '催办内容' },
  pause: { face: pauseFinding, label: '暂停理由', hint: '暂停期间不计时，恢复后按剩余时间继续。' },
  resume: { face: resumeFinding, label: '恢复理由' },
  void: { face: voidFinding, label: '作废理由', hint: '作废后仍可查阅，记录不会删去。' },
} as const
const remarked = {
  receive: { face: receiveFinding, label: '签收说明' },
  request_strike_off: { face: requestClosure, label: '报请说明' },
  strike_off: { face: strikeOffFinding, label: '销号说明' },
} as const

type VerbOf = keyof typeof reasoned | keyof typeof remarked

/** The form of a verb that needs nothing but words. */
export function NoteForm({ finding, onClose, verb }: ActFormProps & { readonly verb: VerbOf }) {
  const reason = verb in reasoned ? reasoned[verb as keyof typeof reasoned] : null
  const remark = verb in remarked ? remarked[verb as keyof typeof remarked] : null
  const label = reason?.label ?? remark?.label ?? '说明'
  const form = useActForm({
    finding,
    verb,
    onClose,
    start: { note: '' },
    check: (values) => (reason ? needed(values, { note: `请填写${label}` }) : {}),
    send: ({ note }, revision, key) => {
      const asked = { params: { id: finding.id }, key }
      if (reason) return call(reason.face, { ...asked, body: { revision, note } })
      return call(remark?.face ?? receiveFinding, {
        ...asked,
        body: { revision, note: orNull(note) },
      })
    },
  })
  return (
    <Form form={form} labels={{ note: label }} verb={VERBS[verb].label}>
      {verb === 'strike_off' && (
        <Note tone="amber">销号后，{finding.number} 不再计时、不再办理；复发的，另行重开。</Note>
      )}
      <TextArea
        form={form}
        name="note"
        label={label}
        most={1000}
        optional={!reason}
        {...(reason && 'hint' in reason ? { hint: reason.hint } : {})}
      />
    </Form>
  )
}
