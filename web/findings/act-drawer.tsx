import { useState } from 'react'
import type { FindingDetail } from '#findings/words.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { GRADE_LABELS, STATE_LABELS } from '#findings/texts.ts'
import { ClauseLink } from '../parts/clause.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Note } from '../parts/page-state.tsx'
import { VERBS, type VerbId } from './acts.ts'
import { CorrectionForm, MergeForm, RegradeForm, RelapseForm } from './forms/desk-forms.tsx'
import { EvidenceForm, ReportForm, SpotForm } from './forms/evidence-forms.tsx'
import { FillForm } from './forms/fill-form.tsx'
import { ExtensionForm } from './forms/extension-form.tsx'
import { HandOverForm } from './forms/hand-over-form.tsx'
import { NoteForm } from './forms/note-form.tsx'
import {
  AcceptanceForm,
  ApprovalForm,
  ExtensionDecisionForm,
  RecheckForm,
} from './forms/opinion-forms.tsx'
import { PlanForm } from './forms/plan-form.tsx'
import { AddTaskForm } from './forms/task-forms.tsx'

/** What every form of an act is given. */
export type ActFormProps = { readonly finding: FindingDetail; readonly onClose: () => void }

type Props = ActFormProps & { readonly verb: VerbId; readonly refusal: Refusal | null }

/** The form of one verb beside the record; a refused verb shows its sentence instead. */
export function ActDrawer({ verb, finding, refusal, onClose }: Props) {
  // A form that was begun stays, with what was typed, also where others have acted meanwhile.
  const [begun] = useState(refusal === null)
  return (
    <Dialog title={VERBS[verb].label} onClose={onClose}>
      <dl className="known">
        <dt>编号</dt>
        <dd>{finding.number}</dd>
        <dt>问题隐患</dt>
        <dd>{finding.title}</dd>
        <dt>级别、状态</dt>
        <dd>
          {GRADE_LABELS[finding.grade]}，{STATE_LABELS[finding.state]}
        </dd>
        {finding.rectifier && (
          <>
            <dt>整改单位</dt>
            <dd>{finding.rectifier.orgName}</dd>
          </>
        )}
      </dl>
      <div className="drawer-form">
        {refusal && (
          <Note tone="red">
            {refusal.refused} <ClauseLink clause={refusal.clause} />
          </Note>
        )}
        {(begun || !refusal) && <FormOf verb={verb} finding={finding} onClose={onClose} />}
      </div>
    </Dialog>
  )
}

function FormOf({ verb, ...given }: ActFormProps & { readonly verb: VerbId }) {
  switch (verb) {
    case 'hand_over':
    case 'reassign':
      return <HandOverForm {...given} verb={verb} />
    case 'acceptance':
      return <AcceptanceForm {...given} />
    case 'recheck':
      return <RecheckForm {...given} />
    case 'approval':
      return <ApprovalForm {...given} />
    case 'decide_extension':
      return <ExtensionDecisionForm {...given} />
    case 'plan':
      return <PlanForm {...given} />
    case 'report':
      return <ReportForm {...given} />
    case 'fill_receive':
    case 'fill_report':
      return <FillForm {...given} verb={verb} />
    case 'close_on_spot':
      return <SpotForm {...given} />
    case 'add_evidence':
      return <EvidenceForm {...given} />
    case 'request_extension':
      return <ExtensionForm {...given} />
    case 'add_task':
      return <AddTaskForm {...given} />
    case 'regrade':
      return <RegradeForm {...given} />
    case 'correct':
      return <CorrectionForm {...given} />
    case 'merge':
      return <MergeForm {...given} />
    case 'relapse':
      return <RelapseForm {...given} />
    default:
      return <NoteForm {...given} verb={verb} />
  }
}
