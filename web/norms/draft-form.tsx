import { NORM_KIND_LABELS } from '#norms/texts.ts'
import type { NormKind } from '#norms/words.ts'
import type { PaperMoved } from '#papers/words.ts'
import { Form } from '../parts/form.tsx'
import { SelectField, TextArea, TextField } from '../parts/inputs.tsx'
import { useOfficeForm } from '../papers/paper-data.ts'
import { useReviewers } from './data.ts'

const labels = {
  title: '标题',
  kind: '种类',
  authority: '制定依据',
  summary: '主要内容',
  reviewOrg: '合法性审核单位',
}

export type DraftBody = {
  readonly kind: NormKind
  readonly title: string
  readonly authority: string
  readonly summary: string
  readonly reviewOrg: string
}

/** The form of a draft, new or changed. */
export function DraftForm(props: {
  readonly verb: string
  readonly draft: { readonly key: string; readonly title: string; readonly route: string }
  readonly start: DraftBody | null
  readonly card?: boolean
  readonly send: (body: DraftBody, key: string) => Promise<PaperMoved>
  readonly onDone: (moved: PaperMoved) => void
}) {
  const { rows: reviewers } = useReviewers().data
  const form = useOfficeForm({
    draft: props.draft,
    start: props.start ?? {
      title: '',
      kind: 'measures',
      authority: '',
      summary: '',
      reviewOrg: reviewers[0]?.id ?? '',
    },
    check: (values) => ({
      ...(values.title.trim() ? {} : { title: '请填写标题' }),
      ...(values.authority.trim() ? {} : { authority: '请填写制定依据' }),
      ...(values.summary.trim() ? {} : { summary: '请填写主要内容' }),
      ...(values.reviewOrg
        ? {}
        : { reviewOrg: '本级没有设法制审核岗位的单位，请先由管理员设置岗位' }),
    }),
    send: props.send,
    onDone: props.onDone,
  })
  return (
    <Form form={form} labels={labels} verb={props.verb} card={props.card ?? false}>
      <TextField form={form} name="title" label={labels.title} most={200} />
      <div className="pair">
        <SelectField
          form={form}
          name="kind"
          label={labels.kind}
          options={Object.entries(NORM_KIND_LABELS)}
        />
        <SelectField
          form={form}
          name="reviewOrg"
          label={labels.reviewOrg}
          options={reviewers.map(({ id, name }) => [id, name])}
        />
      </div>
      <TextArea
        form={form}
        name="authority"
        label={labels.authority}
        most={1000}
        hint="写明所依据的法律、法规、规章或者上级文件及条款。"
      />
      <TextArea form={form} name="summary" label={labels.summary} most={4000} rows={6} />
    </Form>
  )
}
