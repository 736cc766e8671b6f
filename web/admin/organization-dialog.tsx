import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  COMMITTEE_PART_LABELS,
  HOLDING_KIND_LABELS,
  ORGANIZATION_KIND_LABELS,
  ROLE_LABELS,
  SUCCESSION_LABELS,
} from '#places/texts.ts'
import { getOrganization, type PostView } from '#places/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Failed, Loading } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'
import { useRole } from '../parts/session.ts'
import { Tag } from '../parts/state-tag.tsx'
import { EndHoldingForm, HoldingForm } from './holding-forms.tsx'
import { MemberForm, PostForm, SuccessionForm, type Organization } from './organization-acts.tsx'
import '../styles/detail.css'
import '../styles/form.css'

type Doing =
  | { readonly what: 'post' }
  | { readonly what: 'succession' }
  | { readonly what: 'member' }
  | { readonly what: 'holding'; readonly post: PostView }
  | {
      readonly what: 'end'
      readonly post: PostView
      readonly holder: PostView['holders'][number]
    }

const titles = {
  post: '设置岗位',
  succession: '登记承接',
  member: '登记组成',
  holding: '登记任职',
  end: '结束任职',
} as const

/** One body: posts with their holders, members, what it came from, and the acts on each. */
export function OrganizationDialog(props: { readonly id: string; readonly onClose: () => void }) {
  const [doing, setDoing] = useState<Doing | null>(null)
  const found = useQuery({
    queryKey: ['organization', props.id],
    queryFn: () => call(getOrganization, { params: { id: props.id } }),
  })
  const name = found.data?.name ?? '机构'
  const title = doing ? `${titles[doing.what]}：${name}` : name
  return (
    <Dialog key={doing?.what ?? 'facts'} title={title} onClose={() => close(doing)}>
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.data && !doing && <Facts data={found.data} onDo={setDoing} />}
      {found.data && doing && <Act data={found.data} doing={doing} onEnd={() => setDoing(null)} />}
    </Dialog>
  )

  /** Leaving a form leads back to the body, leaving the body to the list. */
  function close(open: Doing | null): void {
    if (open) setDoing(null)
    else props.onClose()
  }
}

function Act(props: {
  readonly data: Organization
  readonly doing: Doing
  readonly onEnd: () => void
}) {
  const { data, doing } = props
  const client = useQueryClient()
  const onDone = (sentence: string) => {
    say(sentence)
    for (const key of ['organization', 'organizations', 'people'])
      void client.invalidateQueries({ queryKey: [key] })
    props.onEnd()
  }
  switch (doing.what) {
    case 'post':
      return <PostForm data={data} onDone={onDone} />
    case 'succession':
      return <SuccessionForm data={data} onDone={onDone} />
    case 'member':
      return <MemberForm data={data} onDone={onDone} />
    case 'holding':
      return <HoldingForm post={doing.post} onDone={onDone} />
    case 'end':
      return <EndHoldingForm post={doing.post} holder={doing.holder} onDone={onDone} />
  }
}

type FactsProps = { readonly data: Organization; readonly onDo: (doing: Doing) => void }

function Facts({ data, onDo }: FactsProps) {
  const manages = useRole() === 'system_admin'
  return (
    <div className="stack">
      {manages && (
        <div className="row-acts">
          <Button weight="solid" icon="plus" onClick={() => onDo({ what: 'post' })}>
            设置岗位
          </Button>
          {data.kind === 'committee' && (
            <Button onClick={() => onDo({ what: 'member' })}>登记组成</Button>
          )}
          <Button onClick={() => onDo({ what: 'succession' })}>登记承接</Button>
        </div>
      )}
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
      <Posts data={data} {...(manages ? { onDo } : {})} />
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

function Posts(props: { readonly data: Organization; readonly onDo?: (doing: Doing) => void }) {
  const { data, onDo } = props
  return (
    <section className="card">
      <div className="h">
        <h3>岗位</h3>
      </div>
      {data.posts.length === 0 && <p className="bd muted sm">尚未设置岗位。</p>}
      <ul className="dls">
        {data.posts.map((post) => (
          <li key={post.id} className="post">
            <div>
              <b>{post.title}</b> <span className="sm muted">{ROLE_LABELS[post.role]}</span>
              {post.holders.length + post.coming.length === 0 && (
                <p className="sm muted">无人任职</p>
              )}
              {post.holders.map((one) => (
                <p key={one.id} className="sm holder">
                  {one.name}（{HOLDING_KIND_LABELS[one.kind]}，{one.from} 起
                  {one.to && `，至 ${one.to}`}）
                  {onDo && !one.to && (
                    <Button
                      small
                      weight="quiet"
                      onClick={() => onDo({ what: 'end', post, holder: one })}
                    >
                      结束任职<span className="vh">：{one.name}</span>
                    </Button>
                  )}
                </p>
              ))}
              {post.coming.map((one) => (
                <p key={one.id} className="sm muted">
                  {one.name}（{HOLDING_KIND_LABELS[one.kind]}，{one.from} 起，
                  {one.released ? '尚未开始' : '待审核启用'}）
                </p>
              ))}
            </div>
            <div className="stt">
              <Tag
                tone={post.released ? 'green' : 'grey'}
                word={post.released ? '已启用' : '待审核'}
              />
              {onDo && (
                <Button small onClick={() => onDo({ what: 'holding', post })}>
                  登记任职<span className="vh">：{post.title}</span>
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
