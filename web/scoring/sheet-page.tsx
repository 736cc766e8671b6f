import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { endOf, officeRefusal, submitRefusal, scoreRefusal } from '#scoring/rules.ts'
import { SHEET_MOVE_LABELS, SHEET_STATE_LABELS } from '#scoring/texts.ts'
import type { SheetDetail } from '#scoring/words.ts'
import { DueText } from '../papers/due-text.tsx'
import { ActionBar, type Act } from '../parts/action-bar.tsx'
import { Button, ButtonLink } from '../parts/button.tsx'
import { fullTime } from '../parts/dates.ts'
import { download } from '../parts/download.ts'
import { Note, sentenceOf } from '../parts/page-state.tsx'
import { usePrintFoot } from '../parts/print-foot.ts'
import { say } from '../parts/say.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { factsOf, scoringOf, useSheet, useSheetViewer } from './data.ts'
import { SheetTable } from './sheet-table.tsx'
import '../styles/detail.css'
import '../styles/scoring.css'

const ItemDrawer = lazy(() => import('./item-drawer.tsx').then((m) => ({ default: m.ItemDrawer })))
const SheetActs = lazy(() => import('./sheet-acts.tsx').then((m) => ({ default: m.SheetActs })))

/** One score sheet, as it is printed: running totals, each item opens. */
export function SheetPage() {
  const { id } = useParams({ from: '/inside/scoring/$id' })
  const { item } = useSearch({ from: '/inside/scoring/$id' })
  const navigate = useNavigate({ from: '/scoring/$id' })
  const { data: sheet } = useSheet(id)
  const [act, setAct] = useState<string | null>(null)
  const open = (one: number | null) =>
    void navigate({ search: one === null ? {} : { item: String(one) }, resetScroll: false })
  useTitle(`打分表 ${sheet.subjectName}`)
  usePrintFoot(sheet.number)
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/scoring">考评打分</Link> / {sheet.number}
      </nav>
      <div className="ttl">
        <h1>
          {sheet.title}：{sheet.subjectName}
        </h1>
      </div>
      <div className="tags">
        <StateTag word={SHEET_STATE_LABELS[sheet.state]} />
        <span className="muted sm nw">{sheet.number}</span>
        {sheet.left && <DueText dueOn={sheet.dueOn} left={sheet.left} />}
      </div>
      <div className="stack full">
        <Acts sheet={sheet} onAct={setAct} />
        <Totals sheet={sheet} />
        <Frame sheet={sheet} />
        <SheetTable sheet={sheet} onOpen={open} />
        {sheet.moves.length > 0 && <Moves sheet={sheet} />}
      </div>
      <Suspense fallback={null}>
        {item !== undefined && (
          <ItemDrawer key={item} sheet={sheet} item={Number(item)} onOpen={open} />
        )}
        {act !== null && <SheetActs act={act} sheet={sheet} onClose={() => setAct(null)} />}
      </Suspense>
    </>
  )
}

function Acts({
  sheet,
  onAct,
}: {
  readonly sheet: SheetDetail
  readonly onAct: (id: string) => void
}) {
  const viewer = useSheetViewer()
  const facts = factsOf(sheet)
  const open = sheet.state === 'open'
  const office = (id: string, label: '确认' | '退回' | '作废', near: boolean): Act => ({
    id,
    label: `${label}打分表`,
    near,
    refusal: officeRefusal(facts, label, viewer),
  })
  const acts: Act[] = [
    {
      id: 'submit',
      label: '提交打分表',
      near: open,
      refusal: submitRefusal(facts, sheet.lacking, viewer),
    },
    {
      id: 'frame',
      label: '登记抽查企业',
      near: open,
      refusal: scoreRefusal(facts, viewer, '登记抽查企业'),
    },
    {
      id: 'share',
      label: '评分分工',
      near: open,
      refusal: scoreRefusal(facts, viewer, '评分分工'),
    },
    office('confirm', '确认', sheet.state === 'submitted'),
    office('send_back', '退回', sheet.state === 'submitted'),
    office('void', '作废', false),
  ]
  const file = () =>
    void download(`/api/score-sheets/${sheet.id}/workbook`, `打分表 ${sheet.number}.xlsx`).catch(
      (error: unknown) => say(sentenceOf(error), 'red'),
    )
  return (
    <ActionBar
      acts={acts}
      first={open ? 'submit' : sheet.state === 'submitted' ? 'confirm' : null}
      onAct={onAct}
    >
      <Button icon="download" onClick={file}>
        下载Excel
      </Button>
      <Button icon="print" onClick={() => window.print()}>
        打印
      </Button>
      <ButtonLink to="/scoring/$id/rejudgement" params={{ id: sheet.id }}>
        重新评判
      </ButtonLink>
    </ActionBar>
  )
}

/** What each level comes to so far, and the whole. */
function Totals({ sheet }: { readonly sheet: SheetDetail }) {
  const { sheet: head } = scoringOf(sheet)
  const { figures } = sheet
  return (
    <section className="card score-totals" aria-label="得分">
      {head.levels.map(({ level, heading, points }) => (
        <p key={level}>
          <span className="sm muted">{heading}</span>
          <b>{figures.levels[level] ?? '0'}</b>
          <span className="sm muted">/ {points}</span>
        </p>
      ))}
      <p className="whole">
        <span className="sm muted">{head.footer}</span>
        <b>{endOf(figures)}</b>
        <span className="sm muted">
          / {figures.points}，已评 {figures.scored}/{figures.items} 项
          {figures.band !== null && `，${figures.band}`}
        </span>
      </p>
    </section>
  )
}

function Frame({ sheet }: { readonly sheet: SheetDetail }) {
  return (
    <section className="card noprint">
      <dl className="facts bd">
        <div>
          <dt>评分单位</dt>
          <dd>{sheet.ownerName}</dd>
        </div>
        <div>
          <dt>接收单位</dt>
          <dd>{sheet.officeName}</dd>
        </div>
        <div>
          <dt>评分人员</dt>
          <dd>
            {sheet.members.length === 0
              ? '评分单位的经办人'
              : sheet.members.map(({ name }) => name).join('、')}
          </dd>
        </div>
        <div>
          <dt>依据</dt>
          <dd>
            <Link
              to="/law/$pack"
              params={{ pack: sheet.pack }}
              search={{ version: sheet.packVersion }}
            >
              {sheet.packTitle}
            </Link>
          </dd>
        </div>
        <div className="w">
          <dt>抽查企业</dt>
          <dd>
            {sheet.sample.length === 0 ? '未登记' : sheet.sample.map(({ name }) => name).join('、')}
          </dd>
        </div>
        {sheet.state === 'open' && sheet.lacking.length > 0 && (
          <div className="w">
            <dt>提交前补齐</dt>
            <dd>
              <Note tone="amber">{sheet.lacking.join('')}</Note>
            </dd>
          </div>
        )}
      </dl>
    </section>
  )
}

function Moves({ sheet }: { readonly sheet: SheetDetail }) {
  return (
    <section className="card noprint">
      <div className="h">
        <h2>办理记录</h2>
      </div>
      <ul className="dls">
        {sheet.moves.toReversed().map((one) => (
          <li key={one.at}>
            <div>
              <b>{SHEET_MOVE_LABELS[one.act]}</b> {one.name}，{one.score}分
              {one.note !== null && <p className="pre sm">{one.note}</p>}
            </div>
            <span className="sm muted nw">{fullTime(one.at)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
