import { Link, useParams } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { listPeople } from '#places/words.ts'
import { CHECKER_ROLES, concludeRefusal, LOOKBACK_CLAUSE, OFFICE_ROLES } from '#lookbacks/rules.ts'
import { concludeLook, nameChecker, type LookMoved } from '#lookbacks/words.ts'
import { EvidenceField, type Picked } from '../files/evidence-field.tsx'
import { AntdZone } from '../parts/antd-zone.tsx'
import { call } from '../parts/api.ts'
import { ClauseLink } from '../parts/clause.tsx'
import { fullTime } from '../parts/dates.ts'
import { Choices, Field } from '../parts/field.tsx'
import { Form, useForm } from '../parts/form.tsx'
import { TextArea } from '../parts/inputs.tsx'
import { Note } from '../parts/page-state.tsx'
import { useTitle } from '../parts/title.ts'
import { No } from '../draws/ceremony.tsx'
import { useDone, useParty, useStale } from '../draws/draw-data.ts'
import { useLook } from './data.ts'
import { LookTags } from './lookback-page.tsx'

type Look = ReturnType<typeof useLook>['data']

/** One second look: the finding, who looks, what they found. */
export function LookPage() {
  const { id } = useParams({ from: '/inside/looks/$id' })
  const { data: look } = useLook(id)
  useTitle(`回头看核查 ${look.findingNumber}`)
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/lookbacks">回头看</Link> /{' '}
        <Link to="/lookbacks/$id" params={{ id: look.lookback }}>
          {look.lookbackNumber}
        </Link>
      </nav>
      <div className="ttl">
        <h1>{look.title}</h1>
      </div>
      <div className="tags">
        <LookTags state={look.state} />
        <span className="muted sm">{look.findingNumber}</span>
      </div>
      <div className="lookback">
        <section className="card" aria-label="基本情况">
          <dl className="facts bd">
            <div>
              <dt>已销号问题</dt>
              <dd>
                <Link to="/findings/$id" params={{ id: look.finding }}>
                  {look.findingNumber}
                </Link>
              </dd>
            </div>
            <div>
              <dt>地区</dt>
              <dd>{look.placeName}</dd>
            </div>
            <div>
              <dt>核查人</dt>
              <dd>
                {look.checkerName ? `${look.checkerOrgName} ${look.checkerName}` : '待指定'}
                {look.dueOn && look.checkerName && `，${look.dueOn} 前核查`}
              </dd>
            </div>
            {look.concludedAt && (
              <div className="w">
                <dt>核查意见</dt>
                <dd className="pre">
                  {look.opinion}
                  <p className="sm muted">{fullTime(look.concludedAt)}</p>
                  {look.evidence.map((one) => (
                    <p key={one.id}>
                      <a href={`/api/evidence/${one.id}/content`}>{one.name ?? '核查证据'}</a>
                    </p>
                  ))}
                </dd>
              </div>
            )}
            {look.relapse && (
              <div>
                <dt>重开为</dt>
                <dd>
                  <Link to="/findings/$id" params={{ id: look.relapse.id }}>
                    {look.relapse.number ?? '正在重开'}
                  </Link>
                </dd>
              </div>
            )}
          </dl>
        </section>
        <Work look={look} />
      </div>
    </>
  )
}

function Work({ look }: { readonly look: Look }) {
  const by = useParty()
  if (!by || look.concludedAt) return null
  const naming = by.org === look.ownerOrg && OFFICE_ROLES.includes(by.role)
  const refusal = concludeRefusal(look, by)
  return (
    <>
      {naming && <NameForm look={look} />}
      <section className="card" aria-label="核查结论">
        <div className="h">
          <h2>核查结论</h2>
        </div>
        <div className="bd">
          {refusal ? <No refusal={refusal} label="填写结论" /> : <ConcludeForm look={look} />}
        </div>
      </section>
    </>
  )
}

type Named = { readonly choice: string | null }

/** 指定核查人: those who took part in the closing are shown and say why they are not to be chosen. */
function NameForm({ look }: { readonly look: Look }) {
  const done = useDone()
  const stale = useStale()
  const form = useForm<Named, LookMoved>({
    draft: null,
    start: { choice: null },
    check: ({ choice }) => (choice ? {} : { choice: '请选择核查人' }),
    send: ({ choice }, key) => {
      const [person, post] = choice!.split(' ')
      return call(nameChecker, {
        params: { id: look.id },
        key,
        body: { revision: look.revision, person: person!, post: post! },
      }).catch((error: unknown) => {
        stale(error)
        throw error
      })
    },
    onDone: done,
  })
  return (
    <section className="card" aria-label="指定核查人">
      <div className="h">
        <h2>{look.checkerName ? '改派核查人' : '指定核查人'}</h2>
      </div>
      <div className="bd">
        <Form form={form} labels={{ choice: '核查人' }} verb="指定核查人">
          <Field
            name="choice"
            label="核查人"
            error={form.errors.choice}
            hint="整改、初验、复查过本问题的人和单位不再核查。"
          >
            {(wired) => (
              <CheckerPicker
                id={wired.id}
                look={look}
                value={form.values.choice}
                onChange={(choice) => form.set('choice', choice)}
              />
            )}
          </Field>
          <p className="sm">
            <ClauseLink clause={LOOKBACK_CLAUSE} />
          </p>
        </Form>
      </div>
    </section>
  )
}

function CheckerPicker(props: {
  readonly id: string
  readonly look: Look
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}) {
  const { look } = props
  const [typed, setTyped] = useState('')
  const words = typed.trim()
  const found = useQuery({
    queryKey: ['people', 'checkers', words],
    queryFn: async () => {
      // Officers who look on site come first.
      const roles = CHECKER_ROLES.toSorted((one) => (one === 'inspector' ? -1 : 0))
      const pages = roles.map((role) =>
        call(listPeople, {
          query: { limit: 20, role: role as 'inspector', ...(words ? { q: words } : {}) },
        }),
      )
      const people = (await Promise.all(pages)).flatMap(({ items }) => items)
      return [...new Map(people.map((one) => [one.id, one])).values()]
    },
  })
  const options = (found.data ?? []).flatMap((person) =>
    person.posts.map((post) => {
      const barred = look.barredPersons.includes(person.id) || look.barredOrgs.includes(post.org)
      return {
        value: `${person.id} ${post.id}`,
        label: `${person.name}（${post.orgName} ${post.title}）${barred ? '：参与过整改、初验或复查' : ''}`,
        disabled: barred,
      }
    }),
  )
  return (
    <AntdZone>
      <Select
        id={props.id}
        showSearch={{ onSearch: setTyped, filterOption: false }}
        value={props.value}
        placeholder="姓名或拼音首字母"
        loading={found.isFetching}
        notFoundContent={found.isFetching ? '正在查找' : '没有找到人员'}
        options={options.toSorted((one, other) => Number(one.disabled) - Number(other.disabled))}
        onChange={(value: string | null) => props.onChange(value)}
      />
    </AntdZone>
  )
}

type Conclusion = {
  readonly outcome: 'genuine' | 'false' | null
  readonly note: string
  readonly evidence: readonly Picked[]
}

function ConcludeForm({ look }: { readonly look: Look }) {
  const done = useDone()
  const stale = useStale()
  const form = useForm<Conclusion, LookMoved>({
    draft: {
      key: `look.${look.id}`,
      title: `回头看核查：${look.title}`,
      route: `/looks/${look.id}`,
    },
    start: { outcome: null, note: '', evidence: [] },
    check: (values) => ({
      ...(values.outcome ? {} : { outcome: '请选择核查结论' }),
      ...(values.note.trim() ? {} : { note: '请填写核查意见' }),
    }),
    send: ({ outcome, note, evidence }, key) =>
      call(concludeLook, {
        params: { id: look.id },
        key,
        body: {
          revision: look.revision,
          genuine: outcome === 'genuine',
          note,
          evidence: evidence.map(({ file, phase, reuseReason }) => ({
            upload: file,
            phase,
            reuseReason,
          })),
        },
      }).catch((error: unknown) => {
        stale(error)
        throw error
      }),
    onDone: done,
  })
  const { outcome } = form.values
  return (
    <Form
      form={form}
      labels={{ outcome: '核查结论', note: '核查意见' }}
      verb={outcome === 'false' ? '认定虚假' : '提交结论'}
    >
      <Choices
        name="outcome"
        label="核查结论"
        value={outcome}
        options={[
          { value: 'genuine', label: '整改属实' },
          { value: 'false', label: '虚假整改' },
        ]}
        error={form.errors.outcome}
        onChange={(chosen) => form.set('outcome', chosen)}
      />
      {outcome === 'false' && (
        <Note tone="amber">认定后，{look.findingNumber} 按复发重开，重新交办、整改、复查。</Note>
      )}
      <TextArea form={form} name="note" label="核查意见" most={2000} rows={5} />
      <EvidenceField
        label="核查证据"
        hint="签署意见即可，不强制上传。"
        phase="other"
        place={look.jur}
        value={form.values.evidence}
        onChange={(evidence) => form.set('evidence', evidence)}
      />
    </Form>
  )
}
