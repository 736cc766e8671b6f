import { legalDate } from '#kernel/index.ts'
import type { DocumentData } from '#documents/index.ts'
import { GRADE_LABELS, ORIGIN_LABELS, SECTOR_LABELS } from './texts.ts'
import type { FindingDetail, FindingDocument, Step } from './words.ts'

type OfOne = Exclude<FindingDocument, 'feedback'>

type Told = { readonly finding: FindingDetail; readonly steps: readonly Step[] }

/**
 * What a document on a finding is filled with: everything from the record, nothing typed again. Lines
 * for signatures stay empty; what the record says of a stage stands above them.
 */
export function documentData(document: OfOne, told: Told, today: string): DocumentData {
  return { ...aboutFinding(told, today), ...WRITERS[document](told) }
}

/**
 * The list that an inspection leaves behind at the county it inspected; what is not decided yet is
 * left free, to be written on the spot.
 */
export function feedbackData(
  found: readonly FindingDetail[],
  county: string,
  today: string,
): DocumentData {
  const groups = [...new Set(found.flatMap(({ foundBy }) => foundBy ?? []))]
  const days = found.flatMap(({ foundOn }) => foundOn ?? []).toSorted()
  return {
    group: groups.join('、'),
    date: longDay(days.at(-1) ?? today),
    county,
    office: found[0]?.officeName ?? '',
    count: String(found.length),
    rows: found.map((finding, at) => ({
      nth: String(at + 1),
      title: finding.title,
      text: finding.text,
      place: [finding.placeName, finding.subjectName].join(' '),
      number: finding.number,
      grade: GRADE_LABELS[finding.grade],
      rectifier: finding.rectifier?.orgName ?? '',
      dueOn: finding.dueOn === null ? '' : dueOf(finding),
      rechecker: finding.rechecker?.orgName ?? '',
    })),
  }
}

function aboutFinding({ finding, steps }: Told, today: string): DocumentData {
  const { plan } = finding
  const indexes = steps.flatMap(({ index }) => (index === null ? [] : [index]))
  return {
    number: finding.number,
    office: finding.officeName,
    date: longDay(today),
    title: finding.title,
    text: finding.text,
    grade: GRADE_LABELS[finding.grade],
    sector: SECTOR_LABELS[finding.sector],
    origin: ORIGIN_LABELS[finding.origin],
    place: finding.placePath || finding.placeName,
    subject: finding.subjectName,
    foundOn: finding.foundOn ?? '未记载',
    foundBy: finding.foundBy ?? '未记载',
    majorClause: clauseText(finding),
    addressee: finding.rectifier?.orgName ?? finding.subjectName,
    rectifier: party(finding.rectifier),
    sectorParty: party(finding.sectorParty),
    territory: party(finding.territory),
    rechecker: party(finding.rechecker),
    sponsor: finding.sponsor ?? '未确定',
    dueOn: dueOf(finding),
    dueDay: longDay(dueOf(finding)),
    measures: plan?.measures ?? '未填报',
    responsibility: plan?.responsibility ?? '未填报',
    funds: plan ? fundsText(plan) : '未填报',
    timeLimit: plan?.timeLimit ?? '未填报',
    contingency: plan?.contingency ?? '未填报',
    basis: basisText(finding),
    kept: indexes.length > 0 ? `系统记载存证至第${Math.max(...indexes)}号` : '',
  }
}

const WRITERS = {
  hand_over: ({ steps }) => {
    const step = latest(steps, ['hand_over', 'reassign'])
    return { handedOn: dayOf(step), note: step?.note ?? '按规定期限整改并报告。' }
  },
  rectify: () => ({}),
  recheck: ({ steps }) => {
    const step = latest(steps, ['recheck_pass', 'recheck_fail'])
    return {
      reportNote: latest(steps, REPORTS)?.note ?? '',
      reportedOn: dayOf(latest(steps, REPORTS)),
      acceptNote: latest(steps, ['accept'])?.note ?? '未经属地初验',
      opinion: step?.note ?? '',
      passed: step?.act === 'recheck_pass' ? '通过' : '未通过，继续整改',
      recheckedOn: dayOf(step),
      recheckedBy: by(step),
    }
  },
  strike_off: ({ steps }) => {
    const approval = latest(steps, ['approve_strike_off', 'strike_off'])
    return {
      reportNote: latest(steps, REPORTS)?.note ?? '',
      reportBy: by(latest(steps, REPORTS)),
      acceptNote: latest(steps, ['accept'])?.note ?? '',
      acceptBy: by(latest(steps, ['accept'])),
      opinion: latest(steps, ['recheck_pass'])?.note ?? '',
      recheckedBy: by(latest(steps, ['recheck_pass'])),
      approval: approval?.note ?? '',
      approvedBy: by(approval),
    }
  },
  extension: ({ finding, steps }) => {
    const asked = latest(steps, ['request_extension'])
    const decided = latest(steps, ['grant_extension', 'refuse_extension'])
    const answers = decided !== undefined && asked !== undefined && decided.at >= asked.at
    return {
      originalDueOn: asked?.facts['from'] ?? dueOf(finding),
      askedDueOn: asked?.facts['to'] ?? '',
      reason: asked?.note ?? '',
      askedBy: by(asked),
      askedOn: dayOf(asked),
      decision: answers ? decisionText(decided) : '',
      decidedBy: answers ? by(decided) : '',
    }
  },
} as const satisfies Record<OfOne, (told: Told) => DocumentData>

function decisionText(step: Step): string {
  const word = step.act === 'grant_extension' ? '同意延期。' : '不同意延期。'
  return `${word}${step.note ?? ''}`
}

/** What was said of the rectification, by its unit or written down for it. */
const REPORTS = ['report', 'fill_report']

/** The latest step of one of the acts; the timeline stands newest first. */
function latest(steps: readonly Step[], acts: readonly string[]): Step | undefined {
  return steps.find((step) => acts.includes(step.act))
}

function by(step: Step | undefined): string {
  if (!step) return ''
  const who = [step.orgName, step.personName].filter(Boolean).join(' ')
  return `${who}，${dayOf(step)}`
}

function dayOf(step: Step | undefined): string {
  return step ? legalDate(step.at) : ''
}

/** 2026年11月23日; what is no date stays as it is. */
function longDay(date: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return date
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

function party(named: FindingDetail['rectifier']): string {
  return named ? [named.orgName, named.name].filter(Boolean).join(' ') : '未确定'
}

function dueOf(finding: FindingDetail): string {
  const found = finding.deadlines.find((one) => one.kind === 'rectify')
  return found?.dueOn ?? finding.dueOn ?? '未确定'
}

function fundsText(plan: NonNullable<FindingDetail['plan']>): string {
  return plan.fundsAmount ? `${plan.fundsAmount}${plan.fundsUnit ?? ''}` : '不需资金'
}

function clauseText({ majorClause, clauseTitles, grade }: FindingDetail): string {
  if (majorClause === null) return grade === 'major' ? '未记载' : '不涉及'
  return clauseTitles[majorClause] ?? majorClause
}

/** The clauses that the finding's way rests on, by their titles, each once. */
function basisText({ way, clauseTitles }: FindingDetail): string {
  const refs = [way.clauses['handOver'], way.clauses['recheck'], way.clauses['approval']]
  const titles = refs.flatMap((ref) => (ref === undefined ? [] : [clauseTitles[ref] ?? ref]))
  return [...new Set(titles)].join('；')
}
