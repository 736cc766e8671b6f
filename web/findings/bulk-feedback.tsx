import { useState } from 'react'
import { FORM_LABELS } from '#documents/texts.ts'
import { MOST_FEEDBACK, type FindingRow } from '#findings/words.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { download } from '../parts/download.ts'
import { Note, sentenceOf } from '../parts/page-state.tsx'

const LABEL = FORM_LABELS.feedback
const FILES = [
  ['word', '下载Word', 'docx'],
  ['pdf', '下载PDF', 'pdf'],
] as const

/** 问题隐患反馈交办清单 of the ticked findings, to be signed and left at the county. */
export function BulkFeedback(props: {
  readonly rows: readonly FindingRow[]
  readonly onClose: () => void
}) {
  const { rows, onClose } = props
  const [busy, setBusy] = useState<string | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const many = rows.length > MOST_FEEDBACK
  const fetchFile = async (format: string, suffix: string) => {
    setBusy(format)
    setFault(null)
    const ids = rows.map(({ id }) => id).join(',')
    try {
      await download(
        `/api/finding-papers/feedback?ids=${ids}&format=${format}`,
        `${LABEL}（${rows.length}条）.${suffix}`,
      )
    } catch (error) {
      setFault(error)
    } finally {
      setBusy(null)
    }
  }
  return (
    <Dialog title={`${LABEL} ${rows.length} 条`} onClose={onClose}>
      <p className="muted sm">
        按台账填写问题、责任单位、整改期限和复查单位，未明确的留空，现场填写。一式三份，双方签字。
      </p>
      {many && <Note tone="amber">一份清单最多列{MOST_FEEDBACK}条，请减少勾选。</Note>}
      {fault !== null && (
        <Note tone="red" alert>
          {sentenceOf(fault)}
        </Note>
      )}
      <div className="acts">
        {FILES.map(([format, label, suffix]) => (
          <Button
            key={format}
            icon="download"
            busy={busy === format}
            aria-disabled={many || undefined}
            onClick={() => {
              if (!many) void fetchFile(format, suffix)
            }}
          >
            {label}
          </Button>
        ))}
      </div>
    </Dialog>
  )
}
