import { useQuery } from '@tanstack/react-query'
import { getOrganization } from '#places/words.ts'
import { call } from '../parts/api.ts'
import { Field } from '../parts/field.tsx'

/** One of the posts of a body, with who holds it. */
export function PostChoice(props: {
  readonly org: string
  readonly label: string
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (post: string) => void
}) {
  const found = useQuery({
    queryKey: ['organization', props.org],
    queryFn: () => call(getOrganization, { params: { id: props.org } }),
  })
  return (
    <Field name="post" label={props.label} error={props.error}>
      {(wired) => (
        <select
          {...wired}
          className="inp"
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        >
          <option value="">请选择</option>
          {(found.data?.posts ?? []).map((post) => (
            <option key={post.id} value={post.id}>
              {post.title}（{post.holders.map((one) => one.name).join('、') || '无人任职'}）
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
