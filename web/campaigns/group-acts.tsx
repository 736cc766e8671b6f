import { lazy, Suspense } from 'react'
import { MOVES } from '#campaigns/rules.ts'
import { finishGroup, type GroupDetail } from '#campaigns/words.ts'
import { call } from '../parts/api.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Form } from '../parts/form.tsx'
import { TextArea } from '../parts/inputs.tsx'
import { orNull } from '../papers/note-form.tsx'
import { useCampaignForm } from './data.ts'

export type GroupVerb = 'staff' | 'replace' | 'swear' | 'propose' | 'finish' | 'help' | 'feedback'
export type GroupProps = { readonly group: GroupDetail; readonly onClose: () => void }

const Staff = lazy(() => import('./staff-forms.tsx').then((m) => ({ default: m.StaffForm })))
const Replace = lazy(() => import('./staff-forms.tsx').then((m) => ({ default: m.ReplaceForm })))
const Swear = lazy(() => import('./staff-forms.tsx').then((m) => ({ default: m.SwearForm })))
const Propose = lazy(() =>
  import('./itinerary-forms.tsx').then((m) => ({ default: m.ProposeForm })),
)
const Help = lazy(() => import('./side-forms.tsx').then((m) => ({ default: m.HelpForm })))
const Feedback = lazy(() =>
  import('./feedback-forms.tsx').then((m) => ({ default: m.DraftFeedbackForm })),
)

const FORMS = {
  staff: Staff,
  replace: Replace,
  swear: Swear,
  propose: Propose,
  finish: FinishForm,
  help: Help,
  feedback: Feedback,
} as const satisfies Record<GroupVerb, React.ComponentType<GroupProps>>

/** The layer of one act of a group. */
export function GroupActDialog({ verb, ...props }: GroupProps & { readonly verb: GroupVerb }) {
  const Chosen: React.ComponentType<GroupProps> = FORMS[verb]
  return (
    <Dialog title={MOVES[verb].label} onClose={props.onClose}>
      <div className="drawer-form">
        <Suspense fallback={null}>
          <Chosen {...props} />
        </Suspense>
      </div>
    </Dialog>
  )
}

function FinishForm({ group, onClose }: GroupProps) {
  const form = useCampaignForm({
    start: { note: '' },
    check: () => ({}),
    send: ({ note }, key) =>
      call(finishGroup, {
        params: { id: group.id },
        key,
        body: { revision: group.revision, note: orNull(note) },
      }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={{ note: '说明' }} verb="结束检查">
      <TextArea form={form} name="note" label="说明" most={1000} rows={3} optional />
    </Form>
  )
}
