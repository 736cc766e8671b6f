import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { AntdZone } from './antd-zone.tsx'
import type { Wired } from './field.tsx'

/** A legal date, `2026-08-25`, typed or picked. */
export function DateInput(props: {
  readonly wired: Wired
  readonly value: string | null
  readonly onChange: (date: string | null) => void
  readonly onBlur?: () => void
  readonly notBefore?: string
  readonly notAfter?: string
}) {
  const { notBefore, notAfter } = props
  return (
    <AntdZone>
      <DatePicker
        id={props.wired.id}
        aria-describedby={props.wired['aria-describedby']}
        value={props.value ? dayjs(props.value) : null}
        format="YYYY-MM-DD"
        placeholder="年-月-日"
        status={props.wired['aria-invalid'] ? 'error' : ''}
        disabledDate={(day) => {
          const text = day.format('YYYY-MM-DD')
          return (
            (notBefore !== undefined && text < notBefore) ||
            (notAfter !== undefined && text > notAfter)
          )
        }}
        onChange={(day) => props.onChange(day ? day.format('YYYY-MM-DD') : null)}
        {...(props.onBlur ? { onBlur: props.onBlur } : {})}
      />
    </AntdZone>
  )
}
