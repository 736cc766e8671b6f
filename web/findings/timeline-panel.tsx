import { Link } from '@tanstack/react-router'
import { FACT_LABELS, stepLabel } from '#findings/texts.ts'
import type { FindingAct, FindingDetail, Step } from '#findings/words.ts'
import { downloadReceipt } from '../journal/receipt.ts'
import type { IconName } from '../parts/icon.tsx'
import { Failed, Loading } from '../parts/page-state.tsx'
import type { Tone } from '../parts/state-tag.tsx'
import { Timeline, type Happening } from '../parts/timeline.tsx'
import { useTimeline } from './finding-data.ts'

/** 办理记录 of one finding. */
export function TimelinePanel({ finding }: { readonly finding: FindingDetail }) {
  const found = useTimeline(finding.id)
  return (
    <section className="card o6">
      <div className="h">
        <h2>办理记录</h2>
        <Link to="/journal" className="r sm noprint">
          存证核验
        </Link>
      </div>
      {found.isPending && <Loading lines={5} />}
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.data && (
        <Timeline
          happenings={found.data.steps.map(happening).sort((a, b) => b.at.localeCompare(a.at))}
          onReceipt={(one) => void downloadReceipt(one.id, `${finding.number} ${one.act}`)}
        />
      )}
    </section>
  )
}

const looks: Partial<Record<FindingAct, readonly [Tone, IconName]>> = {
  register: ['grey', 'plus'],
  hand_over: ['blue', 'arrow'],
  reassign: ['blue', 'arrow'],
  return: ['amber', 'back'],
  report: ['violet', 'upload'],
  fill_report: ['violet', 'upload'],
  accept: ['green', 'check'],
  send_back: ['amber', 'back'],
  recheck_pass: ['green', 'check'],
  recheck_fail: ['red', 'cross'],
  approve_strike_off: ['green', 'check'],
  refuse_strike_off: ['amber', 'back'],
  strike_off: ['green', 'check'],
  close_on_spot: ['green', 'check'],
  request_extension: ['grey', 'clock'],
  grant_extension: ['green', 'check'],
  refuse_extension: ['amber', 'cross'],
  remind: ['amber', 'bell'],
  pause: ['grey', 'pause'],
  void: ['grey', 'cross'],
}

function happening(step: Step): Happening {
  const act = step.act as FindingAct
  const [tone, icon] = looks[act] ?? ['grey', 'check']
  const labels: Readonly<Record<string, string>> = FACT_LABELS
  return {
    id: step.id,
    act: stepLabel(step.act),
    tone,
    icon,
    at: step.at,
    who: [step.orgName, step.personName].filter(Boolean).join(' ') || '系统',
    text: step.note,
    facts: Object.entries(step.facts).map(([name, value]) => ({
      label: labels[name] ?? name,
      value,
    })),
    index: step.index,
  }
}
