import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { askExport, LIST_FIELDS, OWN_COLUMNS, readExportForms } from '#exports/words.ts'
import type { Answer } from '#kernel/faces.ts'
import type { FormField } from '#law/words.ts'
import { JobProgress } from '../jobs/job-progress.tsx'
import { call } from '../parts/api.ts'
import { ClauseLink } from '../parts/clause.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Choices } from '../parts/field.tsx'
import { Form, useForm } from '../parts/form.tsx'
import { TextField } from '../parts/inputs.tsx'
import type { Query } from '../parts/list/list-words.ts'
import { Failed, Loading, Note } from '../parts/page-state.tsx'

type Props = {
  readonly query: Query
  readonly columns: readonly string[]
  readonly count: number | null
  readonly verb: string
  readonly onClose: () => void
}
type Forms = Answer<typeof readExportForms>

/** 导出: which columns, which file, for what; then how far the work is. */
export default function ExportDialog(props: Props) {
  const [job, setJob] = useState<string | null>(null)
  const forms = useQuery({
    queryKey: ['exports', 'forms'],
    queryFn: () => call(readExportForms, {}),
  })
  return (
    <Dialog title={job === null ? props.verb : '导出进度'} onClose={props.onClose}>
      {job !== null && (
        <>
          <JobProgress id={job} />
          <p className="sm muted">
            关闭本层不影响办理，文件在 <Link to="/jobs">后台任务</Link> 领取。
          </p>
        </>
      )}
      {job === null && forms.isPending && <Loading lines={4} />}
      {job === null && forms.isError && (
        <Failed error={forms.error} retry={() => void forms.refetch()} />
      )}
      {job === null && forms.data && <Ask {...props} forms={forms.data} onAsked={setJob} />}
    </Dialog>
  )
}

function Ask(props: Props & { readonly forms: Forms; readonly onAsked: (job: string) => void }) {
  const { forms } = props
  const refused = new Set(forms.columns.filter((one) => one.refused).map((one) => one.field))
  const fields = forms.columns.map(({ field }) => field)
  const shown = props.columns.flatMap((key) => LIST_FIELDS[key] ?? [])
  const start: {
    form: string
    columns: readonly FormField[]
    type: 'xlsx' | 'csv'
    purpose: string
  } = {
    form: forms.forms[0]?.key ?? OWN_COLUMNS,
    columns: fields.filter((field) => shown.includes(field) && !refused.has(field)),
    type: 'xlsx',
    purpose: '',
  }
  const form = useForm({
    draft: null,
    start,
    check: ({ form: key, columns, purpose }) => ({
      ...(key === OWN_COLUMNS && columns.length === 0 ? { columns: '请至少选择一列' } : {}),
      ...(purpose.trim() ? {} : { purpose: '请填写用途' }),
    }),
    send: (values, key) =>
      call(askExport, {
        body: {
          ...values,
          columns: values.form === OWN_COLUMNS ? [...values.columns] : [],
          query: addressed(props.query),
        },
        key,
      }),
    onDone: ({ job }) => props.onAsked(job),
  })
  const { values, set } = form
  const chosen = forms.forms.find(({ key }) => key === values.form)
  if (forms.why) {
    return (
      <Note tone="red">
        {forms.why.say} <ClauseLink clause={forms.why.clause} />
      </Note>
    )
  }
  return (
    <Form form={form} labels={{ columns: '列', purpose: '用途' }} verb={props.verb}>
      <Choices
        name="form"
        label="表式"
        value={values.form}
        options={[
          ...forms.forms.map(({ key, title, columns }) => ({
            value: key,
            label: title,
            hint: `标准表式，${columns} 列，可重新导入`,
          })),
          { value: OWN_COLUMNS, label: '自选列', hint: '以台账页所列各列为准，可增减' },
        ]}
        onChange={(next) => set('form', next)}
      />
      {chosen && <ClauseLink clause={chosen.ref} />}
      {values.form === OWN_COLUMNS && (
        <Columns
          forms={forms}
          chosen={values.columns}
          error={form.errors.columns}
          onChange={(next) => set('columns', next)}
        />
      )}
      <Choices
        name="type"
        label="文件"
        value={values.type}
        options={[
          { value: 'xlsx', label: '电子表格（.xlsx）' },
          { value: 'csv', label: '文本（.csv）' },
        ]}
        onChange={(next) => set('type', next)}
      />
      <TextField form={form} name="purpose" label="用途" most={100} placeholder="如：月度会商" />
      <p className="sm muted">
        导出内容与当前筛选一致。单位、导出人、时间、条数、用途先行存证，存证号印在表上；文件保留七日。
      </p>
    </Form>
  )
}

/** The columns of one's own; those that are not for this post stay in sight and say why. */
function Columns(props: {
  readonly forms: Forms
  readonly chosen: readonly FormField[]
  readonly error: string | undefined
  readonly onChange: (chosen: readonly FormField[]) => void
}) {
  const { chosen, forms } = props
  const why = forms.columns.find(({ refused }) => refused)?.refused
  const toggle = (field: FormField) => {
    const next = new Set(chosen)
    if (!next.delete(field)) next.add(field)
    props.onChange(forms.columns.map((one) => one.field).filter((one) => next.has(one)))
  }
  return (
    <fieldset className="field" data-field="columns">
      <legend>
        列 {chosen.length}/{forms.columns.length}
      </legend>
      <div className="ticks">
        {forms.columns.map(({ field, title, refused }) => (
          <label key={field} className={refused ? 'muted' : undefined}>
            <input
              type="checkbox"
              checked={chosen.includes(field)}
              aria-disabled={refused !== null || undefined}
              aria-describedby={refused ? 'export-why' : undefined}
              onChange={() => refused === null && toggle(field)}
            />
            {title}
          </label>
        ))}
      </div>
      {why && (
        <p className="hint" id="export-why">
          灰色各列：{why.say} <ClauseLink clause={why.clause} />
        </p>
      )}
      {props.error && <p className="err">{props.error}</p>}
    </fieldset>
  )
}

/** The filter with its order, without a page's cursor. */
function addressed(query: Query): Query {
  const { after: _, before: __, ...rest } = query
  return rest
}
