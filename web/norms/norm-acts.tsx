import { NORM_MOVES } from '#norms/rules.ts'
import { OPINION_LABELS } from '#norms/texts.ts'
import {
  deliberateNorm,
  reviewNorm,
  reviseNorm,
  submitNorm,
  voidNorm,
  type Opinion,
} from '#norms/words.ts'
import { call } from '../parts/api.ts'
import { legalToday } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Form } from '../parts/form.tsx'
import { SelectField, TextArea, TextField } from '../parts/inputs.tsx'
import { NoteForm, orNull } from '../papers/note-form.tsx'
import { useOfficeForm } from '../papers/paper-data.ts'
import { draftOf, type NormVerb, type Props } from './act-draft.ts'
import { DayField } from '../parts/day-field.tsx'
import { DraftForm } from './draft-form.tsx'
import { CleanForm, FileForm, IssueForm, PublishForm } from './issue-forms.tsx'

/** The form of one act on a document, beside it. */
export function NormActDialog({ verb, ...given }: Props & { readonly verb: NormVerb }) {
  return (
    <Dialog title={NORM_MOVES[verb].label} onClose={given.onClose}>
      <dl className="known">
        <dt>标题</dt>
        <dd>{given.norm.title}</dd>
        <dt>文号</dt>
        <dd>{given.norm.number ?? '未编号'}</dd>
      </dl>
      <div className="drawer-form">
        <FormOf verb={verb} {...given} />
      </div>
    </Dialog>
  )
}

function FormOf({ verb, norm, onClose }: Props & { readonly verb: NormVerb }) {
  const { id, revision } = norm
  const params = { id }
  const common = {
    verb: NORM_MOVES[verb].label,
    draftOf: { id, route: `/norms/${id}`, title: norm.title },
    onDone: onClose,
  }
  switch (verb) {
    case 'submit':
      return (
        <NoteForm
          {...common}
          label="送审说明"
          needed={false}
          send={(note, key) =>
            call(submitNorm, { params, key, body: { revision, note: orNull(note) } })
          }
        />
      )
    case 'void':
      return (
        <NoteForm
          {...common}
          label="作废理由"
          needed
          send={(reason, key) => call(voidNorm, { params, key, body: { revision, reason } })}
        />
      )
    case 'revise':
      return <ReviseForm norm={norm} onClose={onClose} />
    case 'review':
      return <ReviewForm norm={norm} onClose={onClose} />
    case 'deliberate':
      return <DeliberateForm norm={norm} onClose={onClose} />
    case 'issue':
      return <IssueForm norm={norm} onClose={onClose} />
    case 'file':
      return <FileForm norm={norm} onClose={onClose} />
    case 'publish':
      return <PublishForm norm={norm} onClose={onClose} />
    case 'clean':
      return <CleanForm norm={norm} onClose={onClose} />
  }
}

function ReviseForm({ norm, onClose }: Props) {
  const { kind, title, authority, summary, reviewOrg } = norm
  return (
    <DraftForm
      verb="修改草案"
      draft={draftOf(norm, 'revise')}
      start={{ kind, title, authority, summary, reviewOrg }}
      send={(body, key) =>
        call(reviseNorm, {
          params: { id: norm.id },
          key,
          body: { revision: norm.revision, ...body },
        })
      }
      onDone={onClose}
    />
  )
}

function ReviewForm({ norm, onClose }: Props) {
  const labels = { opinion: '审核结论', text: '审核意见' }
  const form = useOfficeForm({
    draft: draftOf(norm, 'review'),
    start: { opinion: '', text: '' },
    check: (values) => ({
      ...(values.opinion ? {} : { opinion: '请选择审核结论' }),
      ...(values.text.trim() ? {} : { text: '请填写审核意见' }),
    }),
    send: ({ opinion, text }, key) =>
      call(reviewNorm, {
        params: { id: norm.id },
        key,
        body: { revision: norm.revision, opinion: opinion as Opinion, text },
      }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={labels} verb="合法性审核">
      <SelectField
        form={form}
        name="opinion"
        label={labels.opinion}
        options={[['', '请选择'], ...Object.entries(OPINION_LABELS)]}
      />
      <TextArea
        form={form}
        name="text"
        label={labels.text}
        most={4000}
        rows={6}
        hint="“应修改”退回起草单位修改后重新送审，“不予通过”的不再办理。"
      />
    </Form>
  )
}

function DeliberateForm({ norm, onClose }: Props) {
  const labels = { on: '审议日期', meeting: '审议会议', note: '审议情况' }
  const form = useOfficeForm({
    draft: draftOf(norm, 'deliberate'),
    start: { on: legalToday(), meeting: '', note: '' },
    check: (values) => ({
      ...(values.on ? {} : { on: '请选择审议日期' }),
      ...(values.meeting.trim() ? {} : { meeting: '请填写审议会议' }),
    }),
    send: ({ on, meeting, note }, key) =>
      call(deliberateNorm, {
        params: { id: norm.id },
        key,
        body: { revision: norm.revision, on, meeting, note: orNull(note) },
      }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={labels} verb="登记集体审议">
      <DayField form={form} name="on" label={labels.on} notAfter={legalToday()} />
      <TextField form={form} name="meeting" label={labels.meeting} most={200} />
      <TextArea form={form} name="note" label={labels.note} most={2000} optional />
    </Form>
  )
}
