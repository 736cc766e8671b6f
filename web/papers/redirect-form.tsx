import { useState } from 'react'
import { redirectTask, type TaskDetail } from '#papers/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { Note, sentenceOf } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'
import { useReadOffice } from './paper-data.ts'

/** 改由承接单位办理: one button for each body that took over from the abolished one. */
export function RedirectForm(props: { readonly task: TaskDetail; readonly onClose: () => void }) {
  const { task } = props
  const readAgain = useReadOffice()
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const give = async (org: string) => {
    setBusy(true)
    try {
      const body = { revision: task.revision, org }
      say((await call(redirectTask, { params: { id: task.id }, body })).say)
      props.onClose()
    } catch (error) {
      setFault(sentenceOf(error))
    }
    setBusy(false)
    readAgain()
  }
  return (
    <>
      {fault && (
        <Note tone="red" alert>
          {fault}
        </Note>
      )}
      <p className="sm">{task.orgName}已撤销，草稿改由以下单位办理，核对后下达。</p>
      <div className="sends">
        {(task.successors ?? []).map(({ org, name }) => (
          <Button key={org} weight="solid" busy={busy} onClick={() => void give(org)}>
            改由{name}办理
          </Button>
        ))}
      </div>
    </>
  )
}
