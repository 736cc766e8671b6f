import { useNavigate, useSearch } from '@tanstack/react-router'
import { draftDispatch, SOURCE_KINDS, type SourceKind } from '#dispatches/words.ts'
import { SOURCE_LABELS } from '#dispatches/texts.ts'
import { call } from '../parts/api.ts'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Note } from '../parts/page-state.tsx'
import { useSession } from '../parts/session.ts'
import { useTitle } from '../parts/title.ts'
import { useDispatchForm } from './dispatch-data.ts'
import { checkText, emptyText, textLabels, TextFields, writtenOf } from './text-fields.tsx'

const labels = { ...textLabels, unclassified: '不涉密确认' }

/** 拟稿: the text of a paper, for this office or for one that it drafts for. */
export function WriteDispatchPage() {
  useTitle('拟稿')
  const search = useSearch({ from: '/inside/outgoing/new' })
  const { post } = useSession()
  const source = sourceIn(search)
  const form = useDrafting(source, search)
  return (
    <>
      <div className="ttl">
        <h1>拟稿</h1>
      </div>
      <Form form={form} labels={labels} verb="拟稿" card>
        <Note tone="amber">禁止处理涉密信息：涉密公文不得在本系统起草、上传或摘录。</Note>
        {source && (
          <p className="sm">
            答复{SOURCE_LABELS[source.kind]}：{search.about ?? ''}
          </p>
        )}
        <TextFields form={form} place={post?.place ?? ''} />
        <Field name="unclassified" label={labels.unclassified} error={form.errors.unclassified}>
          {(wired) => (
            <span className="sm">
              <input
                {...wired}
                type="checkbox"
                checked={form.values.unclassified}
                onChange={(event) => form.set('unclassified', event.target.checked)}
              />{' '}
              本件不涉及国家秘密
            </span>
          )}
        </Field>
      </Form>
    </>
  )
}

type Source = { readonly kind: SourceKind; readonly id: string }

/** What is answered, as the address names it. */
function sourceIn({ source = '' }: Readonly<Record<string, string>>): Source | null {
  const [named, id] = source.split(':')
  const kind = SOURCE_KINDS.find((one) => one === named)
  return kind && id ? { kind, id } : null
}

/** 关于…的复函; most notices bring their own 关于. */
function replyTitle(about: string): string {
  return `${about.startsWith('关于') ? '' : '关于'}${about}的复函`
}

function useDrafting(source: Source | null, search: Readonly<Record<string, string>>) {
  const navigate = useNavigate()
  return useDispatchForm({
    draft: {
      key: source ? `dispatch.${source.id}` : 'dispatch',
      title: '拟稿',
      route: '/outgoing/new',
    },
    start: {
      ...emptyText,
      kind: source ? 'reply' : 'notice',
      title: source && search.about ? replyTitle(search.about) : '',
      toOutside: search.from ?? '',
      unclassified: false,
    },
    check: (values) => ({
      ...checkText(values),
      ...(values.unclassified ? {} : { unclassified: '请确认内容不涉密' }),
    }),
    send: (values, key) =>
      call(draftDispatch, {
        key,
        body: { ...writtenOf(values), source, declaredUnclassified: true },
      }),
    onDone: ({ id }) => void navigate({ to: '/outgoing/$id', params: { id } }),
  })
}
