import { useMutation } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { enterPrint } from '#exports/words.ts'
import type { Answer } from '#kernel/faces.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { fullTime } from '../parts/dates.ts'
import { Field } from '../parts/field.tsx'
import { sentenceOf } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'
import '../styles/form.css'

/** What a print was entered as. */
export type Entered = Answer<typeof enterPrint>

/** Whose paper it is. */
export type Paper = { readonly unit: string; readonly person: string; readonly at: string }

/** 打印: enters what goes onto paper, and only then opens the browser's printing. */
export function PrintBar(props: {
  readonly form: string
  readonly query: Readonly<Record<string, string>>
  readonly entered: Entered | null
  readonly onEntered: (entered: Entered) => void
  readonly children?: ReactNode
}) {
  const [purpose, setPurpose] = useState('')
  const [error, setError] = useState('')
  const { entered } = props
  const enter = useMutation({
    mutationFn: () =>
      call(enterPrint, { body: { form: props.form, query: props.query, purpose: purpose.trim() } }),
    onSuccess: props.onEntered,
    onError: (fault) => say(sentenceOf(fault), 'red'),
  })
  // The paper must show the number of its entry before the browser takes its picture.
  useEffect(() => {
    if (entered) window.print()
  }, [entered])
  return (
    <form
      className="printbar noprint"
      onSubmit={(event) => {
        event.preventDefault()
        if (purpose.trim() === '') return setError('请填写用途')
        setError('')
        enter.mutate()
      }}
    >
      <Field name="purpose" label="用途" error={error || undefined}>
        {(wired) => (
          <input
            {...wired}
            className="inp"
            maxLength={100}
            placeholder="如：会议材料"
            value={purpose}
            onChange={(event) => setPurpose(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" weight="solid" icon="print" busy={enter.isPending}>
        打印
      </Button>
      {props.children}
    </form>
  )
}

/** The line that says whose paper it is; before printing it says that nothing was entered. */
export function markOf(paper: Paper, entered: Entered | null): string {
  const whose = `填报单位 ${paper.unit}　打印人 ${paper.person}　`
  if (!entered) return `${whose}统计时间 ${fullTime(paper.at)}　预览，尚未存证`
  return `${whose}打印时间 ${fullTime(entered.at)}　存证号 ${entered.act}`
}
