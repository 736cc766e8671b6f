import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  COMMITTEE_PART_LABELS,
  HOLDING_KIND_LABELS,
  ORGANIZATION_KIND_LABELS,
  ROLE_LABELS,
  SUCCESSION_LABELS,
} from '#places/texts.ts'
import type { Answer } from '#kernel/faces.ts'
import { getOrganization, releasePost } from '#places/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Failed, Loading, sentenceOf } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'
import { useRole } from '../parts/session.ts'
import { Tag } from '../parts/state-tag.tsx'
import '../styles/detail.css'
import '../styles/form.css'

type Data = Answer<typeof getOrganization>

/** One body: posts with their holders, members of a committee, what it came from. */
export function OrganizationDialog(props: { readonly id: string; readonly onClose: () => void }) {
  const found = useQuery({
    queryKey: ['organization', props.id],
    queryFn: () => call(getOrganization, { params: { id: props.id } }),
  })
  return (
    <Dialog title={found.data?.name ?? '机构'} onClose={props.onClose}>
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.data && <Facts data={found.data} />}
    </Dialog>
  )
}

function Facts({ data }: { readonly data: Data }) {
  return (
    <div className="stack">
      <dl className="known">
        <dt>类别</dt>
        <dd>{ORGANIZATION_KIND_LABELS[data.kind]}</dd>
        <dt>地区</dt>
        <dd>{data.placeName}</dd>
        <dt>起止</dt>
        <dd>
          {data.validFrom} 起{data.validTo && `，至 ${data.validTo}`}
        </dd>
        {data.predecessors.map((one) => (
          <Pair
            key={one.org}
            label="前身"
            text={`${one.name}（${SUCCESSION_LABELS[one.kind]}，${one.on}）`}
          />
        ))}
        {data.successors.map((one) => (
          <Pair
            key={one.org}
            label="承接"
            text={`${one.name}（${SUCCESSION_LABELS[one.kind]}，${one.on}）`}
          />
        ))}
        {data.subordinates.length > 0 && (
          <Pair label="下属" text={data.subordinates.map((one) => one.name).join('、')} />
        )}
      </dl>
      {data.members.length > 0 && (
        <section className="card">
          <div className="h">
            <h3>组成</h3>
          </div>
          <ul className="dls">
            {data.members.map((one) => (
              <li key={one.id}>
                <div>
                  <b>{one.name}</b>
                  <p className="sm muted">
                    {COMMITTEE_PART_LABELS[one.part]}
                    {one.liaisonName && `，联络员 ${one.liaisonName}`}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Posts data={data} />
    </div>
  )
}

function Pair({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{text}</dd>
    </>
  )
}

function Posts({ data }: { readonly data: Data }) {
  const role = useRole()
  const client = useQueryClient()
  const release = useMutation({
    mutationFn: (id: string) => call(releasePost, { params: { id } }),
    onSuccess: () => {
      say('已审核启用岗位。')
      void client.invalidateQueries({ queryKey: ['organization', data.id] })
    },
    onError: (error) => say(sentenceOf(error), 'red'),
  })
  return (
    <section className="card">
      <div className="h">
        <h3>岗位</h3>
      </div>
      {data.posts.length === 0 && <p className="bd muted sm">尚未设置岗位。</p>}
      <ul className="dls">
        {data.posts.map((post) => (
          <li key={post.id}>
            <div>
              <b>{post.title}</b>
              <p className="sm muted">
                {ROLE_LABELS[post.role]}
                {post.holders.length === 0
                  ? '，无人任职'
                  : post.holders.map((one) => `，${one.name}（${HOLDING_KIND_LABELS[one.kind]}）`)}
              </p>
            </div>
            {post.released ? (
              <Tag tone="green" word="已启用" />
            ) : role === 'security_admin' ? (
              <Button small weight="outline" onClick={() => release.mutate(post.id)}>
                审核启用
              </Button>
            ) : (
              <Tag tone="grey" word="待审核" />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
