import { useParams } from '@tanstack/react-router'
import { GRADE_LABELS, ORIGIN_LABELS, SECTOR_LABELS } from '#findings/texts.ts'
import type { FindingDetail, Step } from '#findings/words.ts'
import { Button, ButtonLink } from '../parts/button.tsx'
import { ClauseTitles, useClauseName } from '../parts/clause-names.ts'
import { fullTime, legalToday, longDate } from '../parts/dates.ts'
import { Failed, Loading } from '../parts/page-state.tsx'
import { usePrintFoot } from '../parts/print-foot.ts'
import { useTitle } from '../parts/title.ts'
import { useFinding, useTimeline } from './finding-data.ts'
import '../styles/form-sheet.css'

/** 销号审批表: the office's form on one sheet of A4, filled from the record, to be signed. */
export function FormPage() {
  const { id } = useParams({ from: '/inside/findings/$id/form' })
  const { data: finding } = useFinding(id)
  const timeline = useTimeline(id)
  const title = `${GRADE_LABELS[finding.grade]}问题隐患整改销号审批表`
  useTitle(`${title} ${finding.number}`)
  usePrintFoot(finding.number)
  return (
    <ClauseTitles value={finding.clauseTitles}>
      <div className="sheet-acts noprint">
        <ButtonLink to="/findings/$id" params={{ id }} icon="back">
          返回
        </ButtonLink>
        <Button weight="solid" icon="print" onClick={() => window.print()}>
          打印
        </Button>
      </div>
      {timeline.isPending && <Loading />}
      {timeline.isError && <Failed error={timeline.error} retry={() => void timeline.refetch()} />}
      {timeline.data && (
        <article className="sheet" tabIndex={0} aria-label={title}>
          <h1>{title}</h1>
          <p className="sheet-head">
            <span>编号：{finding.number}</span>
            <span>填表单位：{finding.officeName}</span>
          </p>
          <Table finding={finding} steps={timeline.data.steps} />
          <Foot finding={finding} steps={timeline.data.steps} />
        </article>
      )}
    </ClauseTitles>
  )
}

type Given = { readonly finding: FindingDetail; readonly steps: readonly Step[] }

function Table({ finding, steps }: Given) {
  return (
    <table>
      <caption className="vh">问题隐患、责任单位、整改情况和各环节意见</caption>
      <colgroup>
        <col className="k" />
        <col />
        <col className="k" />
        <col />
      </colgroup>
      <tbody>
        <Wide label="问题隐患">{finding.title}</Wide>
        <tr>
          <th scope="row">所在地</th>
          <td>{finding.placePath || finding.placeName}</td>
          <th scope="row">整改对象</th>
          <td>{finding.subjectName}</td>
        </tr>
        <tr>
          <th scope="row">级别、行业</th>
          <td>
            {GRADE_LABELS[finding.grade]}，{SECTOR_LABELS[finding.sector]}
          </td>
          <th scope="row">来源、发现</th>
          <td>
            {ORIGIN_LABELS[finding.origin]}
            {finding.foundOn && `，${finding.foundOn}`}
          </td>
        </tr>
        <Wide label="问题描述">{finding.text}</Wide>
        {finding.majorClause && (
          <Wide label="重大判定依据">
            <Clause clause={finding.majorClause} />
          </Wide>
        )}
        <Parties finding={finding} />
        <Measures finding={finding} />
        <Said
          label="整改情况"
          sign="整改单位负责人"
          step={latest(steps, ['report', 'fill_report'])}
        />
        {finding.way.firstAcceptance && (
          <Said label="属地初验意见" sign="初验人" step={latest(steps, ['accept'])} />
        )}
        <Said label="复查意见" sign="复查人" step={latest(steps, ['recheck_pass'])} />
        <Said
          label="销号审批意见"
          sign="审批人"
          step={latest(steps, ['approve_strike_off', 'strike_off'])}
        />
      </tbody>
    </table>
  )
}

function Parties({ finding }: { readonly finding: FindingDetail }) {
  return (
    <>
      <tr>
        <th scope="row">整改单位</th>
        <td>{party(finding.rectifier)}</td>
        <th scope="row">复查单位</th>
        <td>{party(finding.rechecker)}</td>
      </tr>
      <tr>
        <th scope="row">行业监管</th>
        <td>{party(finding.sectorParty)}</td>
        <th scope="row">属地</th>
        <td>{party(finding.territory)}</td>
      </tr>
      <tr>
        <th scope="row">包联领导</th>
        <td>{finding.sponsor ?? '未确定'}</td>
        <th scope="row">整改期限</th>
        <td>{dueOf(finding)}</td>
      </tr>
    </>
  )
}

function Measures({ finding }: { readonly finding: FindingDetail }) {
  const { plan } = finding
  if (!plan) return null
  const funds = plan.fundsAmount ? `${plan.fundsAmount}${plan.fundsUnit ?? ''}` : '不需资金'
  return (
    <Wide label="五落实">
      {[
        ['措施', plan.measures],
        ['责任', plan.responsibility],
        ['资金', funds],
        ['时限', plan.timeLimit],
        ['预案', plan.contingency],
      ].map(([name, value]) => (
        <p key={name}>
          {name}：{value ?? '未填报'}
        </p>
      ))}
    </Wide>
  )
}

function Wide(props: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <tr>
      <th scope="row">{props.label}</th>
      <td colSpan={3} className="pre">
        {props.children}
      </td>
    </tr>
  )
}

/** What was said at a stage, as the record has it, and the lines to sign on. */
function Said(props: {
  readonly label: string
  readonly sign: string
  readonly step: Step | undefined
}) {
  const { step } = props
  const kept = step && step.index !== null ? `，存证第${step.index}号` : ''
  return (
    <tr className="said">
      <th scope="row">{props.label}</th>
      <td colSpan={3}>
        <p className="opinion pre">{step?.note}</p>
        {step && (
          <p className="kept">
            系统记载：{[step.orgName, step.personName].filter(Boolean).join(' ')}，
            {fullTime(step.at)}
            {kept}
          </p>
        )}
        <p className="lines">
          <span>{props.sign}（签字）：</span>
          <span>（盖章）</span>
          <span>　　年　　月　　日</span>
        </p>
      </td>
    </tr>
  )
}

function Foot({ finding, steps }: Given) {
  const { clauses } = finding.way
  const named = [...new Set([clauses['approval'], clauses['recheck']])].filter(
    (one) => one !== undefined,
  )
  const last = Math.max(-1, ...steps.map((step) => step.index ?? -1))
  return (
    <div className="sheet-foot">
      <p>
        依据：
        {named.map((clause, i) => (
          <span key={clause}>
            {i > 0 && '；'}
            <Clause clause={clause} />
          </span>
        ))}
      </p>
      <p>
        按办理记录生成，截至 {longDate(legalToday())}
        {last >= 0 && `，存证至第${last}号`}；签字盖章后随卷归档，系统记载以存证为准。
      </p>
    </div>
  )
}

function Clause({ clause }: { readonly clause: string }) {
  return <>{useClauseName(clause)}</>
}

function party(named: FindingDetail['rectifier']): string {
  return named ? [named.orgName, named.name].filter(Boolean).join(' ') : '未确定'
}

function dueOf(finding: FindingDetail): string {
  const found = finding.deadlines.find((one) => one.kind === 'rectify')
  if (!found) return finding.dueOn ?? '未确定'
  const moved = found.originalDueOn === found.dueOn ? '' : `（原 ${found.originalDueOn}）`
  return `${found.dueOn}${moved}${found.doneOn ? `，${found.doneOn} 完成` : ''}`
}

/** The latest step of one of the acts; the timeline stands newest first. */
function latest(steps: readonly Step[], acts: readonly string[]): Step | undefined {
  return steps.find((step) => acts.includes(step.act))
}
