import { useQuery } from '@tanstack/react-query'
import { getOrganization } from '#places/words.ts'
import { call } from '../parts/api.ts'
import type { FormState } from '../parts/form.tsx'
import { SelectField } from '../parts/inputs.tsx'

/** One of the posts of a body, with who holds it. */
export function PostChoice<V extends { readonly post: string }>(props: {
  readonly org: string
  readonly form: FormState<V>
  readonly label: string
}) {
  const found = useQuery({
    queryKey: ['organization', props.org],
    queryFn: () => call(getOrganization, { params: { id: props.org } }),
  })
  const options = (found.data?.posts ?? []).map((post): [string, string] => [
    post.id,
    `${post.title}（${post.holders.map((one) => one.name).join('、') || '无人任职'}）`,
  ])
  return (
    <SelectField
      form={props.form as unknown as FormState<{ post: string }>}
      name="post"
      label={props.label}
      options={options}
    />
  )
}
