import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { deadlineStateLabels } from '#deadlines/texts.ts'
import { takeRefusal, voidListRefusal } from '#handovers/rules.ts'
import { LIST_STATE_LABELS } from '#handovers/texts.ts'
import { takeHandover, voidHandover, type ListDetail } from '#handovers/words.ts'
import { ActionBar } from '../parts/action-bar.tsx'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { fullTime } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Form } from '../parts/form.tsx'
import { TextArea } from '../parts/inputs.tsx'
import { Empty } from '../parts/page-state.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { useHandover, useHandoverForm, useHandoverViewer } from './handover-data.ts'
import '../styles/detail.css'

type Verb = 'take' | 'void'

/** One hand-over list: every matter as it stood and as it stands, and who took it over. */
export function HandoverPage() {
  const { id } = useParams({ from: '/inside/handovers/$id' })
  const { data: list } = useHandover(id)
  const viewer = useHandoverViewer()
  const [open, setOpen] = useState<Verb | null>(null)
  useTitle(`${list.postTitle}岗位工作交接清单`)
  const near = list.state === 'drawn'
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/handovers">请假交接</Link> / 交接清单
      </nav>
      <div className="ttl">
        <h1>{list.postTitle}岗位工作交接清单</h1>
      </div>
      <p className="tags">
        <StateTag word={LIST_STATE_LABELS[list.state]} />
        <span className="muted sm">{list.orgName}</span>
      </p>
      <div className="stack full">
        <ActionBar
          acts={[
            { id: 'take', label: '接收', near, refusal: takeRefusal(viewer, list) },
            { id: 'void', label: '作废', near, refusal: voidListRefusal(viewer, list) },
          ]}
          first="take"
          onAct={(verb) => setOpen(verb as Verb)}
        >
          <Button icon="print" onClick={() => window.print()}>
            打印
          </Button>
        </ActionBar>
        <Facts list={list} />
        <Items title="本岗位待办" items={list.items.filter(({ side }) => side === 'own')} />
        <Items title="在等别人办理" items={list.items.filter(({ side }) => side === 'waiting')} />
      </div>
      {open && <ActDialog verb={open} list={list} onClose={() => setOpen(null)} />}
    </>
  )
}

function Facts({ list }: { readonly list: ListDetail }) {
  const kept = list.entries.map(({ index }) => `第${index}条`)
  const rows: readonly (readonly [string, string])[] = [
    ['移交人', list.personName],
    ['填制', `${list.drawnName ?? ''} ${fullTime(list.drawnAt)}`],
    ['接收人', list.takenName ?? '尚未接收'],
    ['接收时间', list.takenAt === null ? '' : fullTime(list.takenAt)],
    ['存证', kept.join('、') || '待编号'],
  ]
  return (
    <section className="card">
      <dl className="facts bd">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div className="w">
          <dt>其他交接事项</dt>
          <dd className="pre">{list.notes ?? '无。'}</dd>
        </div>
        {list.remark && (
          <div className="w">
            <dt>{list.state === 'void' ? '作废理由' : '接收意见'}</dt>
            <dd className="pre">{list.remark}</dd>
          </div>
        )}
      </dl>
    </section>
  )
}

function Items(props: { readonly title: string; readonly items: ListDetail['items'] }) {
  return (
    <section className="card">
      <div className="h">
        <h2>{props.title}</h2>
        <span className="r sm muted">{props.items.length} 项</span>
      </div>
      {props.items.length === 0 && <Empty>填制时没有这类事项。</Empty>}
      <ul className="dls">
        {props.items.map((one) => (
          <li key={one.deadline}>
            <div>
              <Link to={one.route}>
                {one.label}：{one.title ?? one.number ?? '未命名事项'}
              </Link>
              <p className="sm muted">
                {one.number && `${one.number}，`}期限 {one.dueOn}
              </p>
            </div>
            <span className="sm muted nw">
              {one.now === null ? '不在本岗位范围' : deadlineStateLabels[one.now]}
              {one.doneOn && ` ${one.doneOn}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function ActDialog(props: {
  readonly verb: Verb
  readonly list: ListDetail
  readonly onClose: () => void
}) {
  const { verb, list, onClose } = props
  const taking = verb === 'take'
  const label = taking ? '接收意见' : '作废理由'
  const form = useHandoverForm({
    start: { words: '' },
    check: ({ words }) => (taking || words.trim() ? {} : { words: '请填写作废理由' }),
    send: ({ words }, key) => {
      const params = { id: list.id }
      const { revision } = list
      return taking
        ? call(takeHandover, { params, key, body: { revision, remark: words.trim() || null } })
        : call(voidHandover, { params, key, body: { revision, reason: words.trim() } })
    },
    onDone: onClose,
  })
  return (
    <Dialog title={taking ? '接收交接清单' : '作废交接清单'} onClose={onClose}>
      <p className="sm muted">
        {taking
          ? `共 ${list.count} 项，接收后由本岗位继续办理。有不符的，写在意见里。`
          : '作废后仍可查阅。'}
      </p>
      <div className="drawer-form">
        <Form form={form} labels={{ words: label }} verb={taking ? '接收' : '作废'}>
          <TextArea
            form={form}
            name="words"
            label={label}
            optional={taking}
            most={taking ? 2000 : 500}
          />
        </Form>
      </div>
    </Dialog>
  )
}
