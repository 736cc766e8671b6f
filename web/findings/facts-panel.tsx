import { Link } from '@tanstack/react-router'
import { markLabel, ORIGIN_LABELS, SECTOR_LABELS } from '#findings/texts.ts'
import type { FindingDetail } from '#findings/words.ts'
import { ClauseLink } from '../parts/clause.tsx'

type Named = FindingDetail['rectifier']

/** 基本情况: the problem, and who answers for each stage of it. */
export function FactsPanel({ finding }: { readonly finding: FindingDetail }) {
  return (
    <section className="card o3">
      <div className="h">
        <h2>基本情况</h2>
        <span className="r sm muted">
          来源：{ORIGIN_LABELS[finding.origin]}
          {finding.sourceNote && `，${finding.sourceNote}`}
        </span>
      </div>
      <dl className="facts bd">
        <div className="w">
          <dt>问题描述</dt>
          <dd className="pre">{finding.text}</dd>
        </div>
        <Fact label="整改对象">{finding.subjectName}</Fact>
        <Fact label="地区 / 行业">
          {finding.placePath || finding.placeName} / {SECTOR_LABELS[finding.sector]}
        </Fact>
        <Party label="整改单位" party={finding.rectifier} />
        <Party label="复查单位" party={finding.rechecker} note={differs(finding)} />
        <Party label="行业监管（条）" party={finding.sectorParty} />
        <Party label="属地（块）" party={finding.territory} />
        <Fact label="交办单位">{finding.officeName}</Fact>
        <Fact label="包联领导">{finding.sponsor ?? '未确定'}</Fact>
        <Fact label="发现日期">{finding.foundOn ?? '未记载'}</Fact>
        <Fact label="发现人">{finding.foundBy ?? '未记载'}</Fact>
        {finding.relapseOf && (
          <Fact label="复发自">
            <Link to="/findings/$id" params={{ id: finding.relapseOf.id }}>
              {finding.relapseOf.number}
            </Link>
          </Fact>
        )}
        {finding.mergedInto && (
          <Fact label="并入">
            <Link to="/findings/$id" params={{ id: finding.mergedInto.id }}>
              {finding.mergedInto.number}
            </Link>
          </Fact>
        )}
      </dl>
      {finding.marks.length > 0 && (
        <ul className="bd marks">
          {finding.marks.map((mark) => (
            <li key={`${mark.code}${mark.clause}`} className="sm">
              <b>{markLabel(mark.code)}</b>
              {mark.note && `：${mark.note}`} <ClauseLink clause={mark.clause} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Fact(props: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}

function Party(props: {
  readonly label: string
  readonly party: Named
  readonly note?: string | null
}) {
  const { party, note } = props
  return (
    <Fact label={props.label}>
      {party ? (
        <>
          {party.orgName}
          {party.name && ` ${party.name}`}
          {note && <span className="muted">（{note}）</span>}
        </>
      ) : (
        <span className="muted">交办时确定</span>
      )}
    </Fact>
  )
}

function differs(finding: FindingDetail): string | null {
  if (!finding.rechecker || !finding.rectifier) return null
  return finding.rechecker.org === finding.rectifier.org ? '本单位他人复查' : '与整改单位不同'
}
