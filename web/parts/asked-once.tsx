import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { durationText } from '#documents/texts.ts'
import { formTimes, recordFormTime, type TimedForm } from '#documents/words.ts'
import { call } from './api.ts'

export type Asked = { readonly fields: number; readonly known: number }

/**
 * How much a form that goes upward asks: its fields, how many of them are known already, and how
 * long the office took lately. Of persons nothing is kept.
 */
export function AskedOnce(props: Asked & { readonly form: TimedForm; readonly from?: string }) {
  const { form, fields, known } = props
  const { data } = useQuery({
    queryKey: ['form-times', form],
    staleTime: 60_000,
    retry: false,
    queryFn: () => call(formTimes, { params: { form } }),
  })
  return (
    <p className="asked muted sm noprint">
      {props.from && `出自：${props.from}。`}共{fields}项，已知{known}项，需填
      {Math.max(0, fields - known)}项。
      {data && data.seconds !== null
        ? `用时：本单位近${data.times}次中位数${durationText(data.seconds)}。`
        : '用时：本单位尚无记录。'}
    </p>
  )
}

/** Told when the form has gone through: how long it was open, and how much it asked. */
export function useFormTime(form: TimedForm | null): (asked: Asked) => void {
  const [opened] = useState(() => Date.now())
  const client = useQueryClient()
  return useCallback(
    ({ fields, known }) => {
      if (form === null) return
      const seconds = Math.min(86_400, Math.round((Date.now() - opened) / 1000))
      call(recordFormTime, { params: { form }, body: { fields, known, seconds } }).then(
        () => client.invalidateQueries({ queryKey: ['form-times', form] }),
        // A time that is not kept is no reason to disturb anybody.
        () => undefined,
      )
    },
    [client, form, opened],
  )
}
