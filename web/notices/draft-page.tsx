import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { NOTICE_KIND_LABELS, PUBLICITY_LABELS } from '#bulletins/texts.ts'
import { periodBefore, refuseProposal } from '#bulletins/rules.ts'
import {
  draftNotice,
  NOTICE_KINDS,
  proposeNotice,
  type NoticeContent,
  type NoticeKind,
  type NoticeMoved,
  type Publicity,
} from '#bulletins/words.ts'
import { call } from '../parts/api.ts'
import { AskedOnce, useFormTime } from '../parts/asked-once.tsx'
import { Button } from '../parts/button.tsx'
import { ClauseLink } from '../parts/clause.tsx'
import { legalToday } from '../parts/dates.ts'
import { Form, useForm } from '../parts/form.tsx'
import { SelectField, TextArea } from '../parts/inputs.tsx'
import { Failed, Loading, Note } from '../parts/page-state.tsx'
import { useSession } from '../parts/session.ts'
import { StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { MadeByTask } from './made-by-task.tsx'
import { noticeFields, periodsOf, useNoticeMoved } from './notice-data.ts'
import { NoticeSheet } from './notice-sheet.tsx'

/** 拟办通报: the notice as it reads now, every number a link into the ledger, nothing to fill in. */
export function DraftPage() {
  useTitle('拟办通报')
  const search = useSearch({ from: '/inside/notices/draft' })
  const kind: NoticeKind = NOTICE_KINDS.find((one) => one === search.kind) ?? 'month'
  const on = search.on ?? periodBefore(kind, legalToday())
  const navigate = useNavigate({ from: '/notices/draft' })
  const found = useQuery({
    queryKey: ['notice-draft', kind, on],
    retry: false,
    queryFn: () => call(draftNotice, { query: { kind, on } }),
  })
  const standing = found.data?.standing ?? null
  return (
    <>
      <div className="ttl">
        <h1>拟办通报</h1>
        <StateTag word="草稿" />
      </div>
      <Asking kind={kind} on={on} />
      {found.isPending && <Loading lines={10} />}
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.data?.content && (
        <Drafted {...found.data} kind={kind} on={on} content={found.data.content} />
      )}
      {found.data?.content === null && (
        <MadeByTask
          key={`${kind} ${on}`}
          asked={{ kind, on, notice: null }}
          job={search.job}
          onJob={(job) => void navigate({ search: { kind, on, job }, replace: true })}
        >
          {(content) => <Drafted kind={kind} on={on} content={content} standing={standing} />}
        </MadeByTask>
      )}
    </>
  )
}

function Drafted({ kind, on, content, standing }: Given) {
  return (
    <div className="notice-page">
      <NoticeSheet
        content={content}
        number={null}
        date={legalToday()}
        publicity="open"
        correction={null}
        remark={null}
        open={(key, show) => <LiveFigure content={content} name={key} show={show} />}
      />
      <Proposing key={`${kind} ${on}`} kind={kind} on={on} content={content} standing={standing} />
    </div>
  )
}

/** A number of a draft: the ledger under the filter that counted it. */
export function LiveFigure(props: {
  readonly content: NoticeContent
  readonly name: string
  readonly show: string
}) {
  const figure = props.content.figures.find(({ key }) => key === props.name)
  if (!figure) return props.show
  return (
    <Link to="/findings" search={figure.filter} title={figure.label}>
      {props.show}
    </Link>
  )
}

function Asking({ kind, on }: { readonly kind: NoticeKind; readonly on: string }) {
  const navigate = useNavigate({ from: '/notices/draft' })
  return (
    <div className="card notice-ask noprint">
      <div className="fl">
        <label htmlFor="notice-kind">种类</label>
        <select
          id="notice-kind"
          className="inp"
          value={kind}
          onChange={({ target }) => {
            const next = target.value as NoticeKind
            void navigate({ search: { kind: next, on: periodBefore(next, legalToday()) } })
          }}
        >
          {NOTICE_KINDS.map((one) => (
            <option key={one} value={one}>
              {NOTICE_KIND_LABELS[one]}
            </option>
          ))}
        </select>
      </div>
      <div className="fl">
        <label htmlFor="notice-on">期间</label>
        <select
          id="notice-on"
          className="inp"
          value={on}
          onChange={({ target }) => void navigate({ search: { kind, on: target.value } })}
        >
          {periodsOf(kind).map(([from, label]) => (
            <option key={from} value={from}>
              {label}
            </option>
          ))}
        </select>
      </div>
    </div>
  )
}

type Given = {
  readonly kind: NoticeKind
  readonly on: string
  readonly content: NoticeContent
  readonly standing: { readonly id: string; readonly number: string } | null
}

/** 送签: everything is known; what may be added is marked 选填. */
function Proposing({ kind, on, content, standing }: Given) {
  const { person, post } = useSession()
  const navigate = useNavigate()
  const moved = useNoticeMoved()
  const timed = useFormTime('notice')
  const fields = noticeFields(content.figures.length)
  const viewer = { person: person.id, org: post?.org ?? '', role: post?.role ?? '' }
  const corrects = standing?.id ?? null
  const refusal = refuseProposal(
    viewer,
    { to: content.to, standing, corrects, covered: true },
    legalToday(),
  )
  const form = useForm<{ publicity: string; remark: string }, NoticeMoved>({
    draft: null,
    start: { publicity: 'open', remark: '' },
    check: () => ({}),
    send: (values, key) =>
      call(proposeNotice, {
        key,
        body: {
          kind,
          on,
          publicity: values.publicity as Publicity,
          remark: values.remark.trim() === '' ? null : values.remark.trim(),
          corrects,
        },
      }),
    onDone: (answer) => {
      timed({ fields, known: fields })
      moved(answer)
      void navigate({ to: '/notices/$id', params: { id: answer.id } })
    },
  })
  return (
    <aside className="notice-side noprint" aria-label="送签">
      <section className="card pad">
        <AskedOnce form="notice" fields={fields} known={fields} from="问题隐患台账" />
        <p className="sm">
          依据： <ClauseLink clause={content.clause} bare />
        </p>
        {standing && (
          <Note tone="amber">
            同期已有
            <Link to="/notices/$id" params={{ id: standing.id }}>
              {standing.number}
            </Link>
            ，送签的通报将更正该通报。
          </Note>
        )}
        {refusal && (
          <Note tone="amber">
            {refusal.refused} <ClauseLink clause={refusal.clause} />
          </Note>
        )}
      </section>
      {!refusal && (
        <Form form={form} labels={{ publicity: '公开属性', remark: '补充说明' }} verb="送签" card>
          <SelectField
            form={form}
            name="publicity"
            label="公开属性"
            options={Object.entries(PUBLICITY_LABELS)}
          />
          <TextArea form={form} name="remark" label="补充说明" optional most={2000} rows={4} />
        </Form>
      )}
      <div>
        <Button icon="print" onClick={() => window.print()}>
          打印草稿
        </Button>
      </div>
    </aside>
  )
}
