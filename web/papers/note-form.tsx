import type { PaperMoved } from '#papers/words.ts'
import { Form } from '../parts/form.tsx'
import { TextArea } from '../parts/inputs.tsx'
import { useOfficeForm } from './paper-data.ts'

/** The form of an act that needs nothing but words. */
export function NoteForm(props: {
  readonly verb: string
  readonly label: string
  readonly hint?: string | undefined
  readonly needed: boolean
  readonly draftOf: { readonly id: string; readonly route: string; readonly title: string }
  readonly send: (words: string, key: string) => Promise<PaperMoved>
  readonly onDone: () => void
}) {
  const { verb, label, needed, draftOf } = props
  const form = useOfficeForm({
    draft: {
      key: `${verb}.${draftOf.id}`,
      title: `${verb}：${draftOf.title}`,
      route: draftOf.route,
    },
    start: { note: '' },
    check: (values) => (needed && values.note.trim() === '' ? { note: `请填写${label}` } : {}),
    send: ({ note }, key) => props.send(note.trim(), key),
    onDone: props.onDone,
  })
  return (
    <Form form={form} labels={{ note: label }} verb={verb}>
      <TextArea
        form={form}
        name="note"
        label={label}
        most={2000}
        optional={!needed}
        {...(props.hint ? { hint: props.hint } : {})}
      />
    </Form>
  )
}

/** What was typed, or null where nothing was. */
export function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}
