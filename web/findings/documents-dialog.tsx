import { FORM_LABELS } from '#documents/texts.ts'
import {
  FINDING_DOCUMENTS,
  refuseDocument,
  type FindingDetail,
  type FindingDocument,
} from '#findings/words.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { ClauseLink } from '../parts/clause.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Icon } from '../parts/icon.tsx'
import { Failed, Loading } from '../parts/page-state.tsx'
import { PaperButtons } from '../parts/paper-buttons.tsx'
import { useTimeline } from './finding-data.ts'

/** 文书: the files that the record can fill, and why another cannot be filled yet. */
export function DocumentsDialog(props: {
  readonly finding: FindingDetail
  readonly onClose: () => void
}) {
  const { finding, onClose } = props
  const timeline = useTimeline(finding.id)
  return (
    <Dialog title="文书" onClose={onClose}>
      <p className="muted sm">
        按办理记录填写，不需另填。下载Word或者PDF文件，签字盖章后随卷归档。
      </p>
      {timeline.isPending && <Loading />}
      {timeline.isError && <Failed error={timeline.error} retry={() => void timeline.refetch()} />}
      {timeline.data && (
        <ul className="documents">
          {FINDING_DOCUMENTS.map((document) => (
            <li key={document}>
              <DocumentRow
                finding={finding}
                document={document}
                refusal={refuseDocument(
                  document,
                  finding.state,
                  timeline.data.steps.map(({ act }) => act),
                )}
              />
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}

function DocumentRow(props: {
  readonly finding: FindingDetail
  readonly document: FindingDocument
  readonly refusal: Refusal | null
}) {
  const { finding, document, refusal } = props
  const label = FORM_LABELS[document]
  if (refusal) {
    return (
      <>
        <button
          type="button"
          className="btn"
          aria-disabled="true"
          aria-describedby={`no-document-${document}`}
        >
          <Icon name="lock" />
          {label}
        </button>
        <span className="sm" id={`no-document-${document}`}>
          {refusal.refused} <ClauseLink clause={refusal.clause} />
        </span>
      </>
    )
  }
  return (
    <>
      <b>{label}</b>
      <PaperButtons
        address={`/api/findings/${finding.id}/documents/${document}`}
        name={`${label} ${finding.number}`}
        of={label}
      />
    </>
  )
}
