import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { weekdayText } from '#deadlines/texts.ts'
import {
  calendarNotice,
  importCalendarYear,
  readCalendarYear,
  type CalendarNotice,
} from '#deadlines/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { legalToday } from '../parts/dates.ts'
import { Empty, Failed, Loading, Note, sentenceOf } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'
import { useRole } from '../parts/session.ts'
import { Tag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import '../styles/list.css'

const kinds = { holiday: '放假', make_up_workday: '调休上班', ordinary: '正常' } as const

/** 工作日历: the year's notice, holidays and make-up workdays; the next one is taken from a file. */
export function CalendarPage() {
  useTitle('工作日历')
  const [year, setYear] = useState(() => Number(legalToday().slice(0, 4)))
  const role = useRole()
  const found = useQuery({
    queryKey: ['calendar', year],
    queryFn: () => call(readCalendarYear, { params: { year: String(year) } }),
  })
  return (
    <>
      <div className="ttl">
        <h1>工作日历</h1>
        <span className="r noprint">
          <Button onClick={() => setYear(year - 1)}>{year - 1}年</Button>
          <Button onClick={() => setYear(year + 1)}>{year + 1}年</Button>
          {role === 'system_admin' && <Import onDone={setYear} />}
        </span>
      </div>
      <section className="card">
        <div className="h">
          <h2>{year}年</h2>
          <span className="r sm muted">{found.data?.notice}</span>
        </div>
        {found.isPending && <Loading />}
        {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
        {found.data && !found.data.covered && (
          <Empty>{year}年放假安排尚未录入，落在该年的期限标为暂定。</Empty>
        )}
        {found.data && found.data.days.length > 0 && (
          <table className="plain-table">
            <caption className="vh">{year}年放假和调休</caption>
            <thead>
              <tr>
                <th scope="col">日期</th>
                <th scope="col">安排</th>
                <th scope="col">节日</th>
              </tr>
            </thead>
            <tbody>
              {found.data.days.map((day) => (
                <tr key={day.day}>
                  <td>
                    <span className="nw">{day.day}</span>{' '}
                    <span className="nw">{weekdayText(day.day)}</span>
                  </td>
                  <td>
                    <Tag
                      tone={day.kind === 'make_up_workday' ? 'blue' : 'plain'}
                      word={kinds[day.kind]}
                    />
                  </td>
                  <td>{day.name}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </>
  )
}

function Import({ onDone }: { readonly onDone: (year: number) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [fault, setFault] = useState<string | null>(null)
  const client = useQueryClient()
  const send = useMutation({
    mutationFn: ({ year, ...body }: CalendarNotice) =>
      call(importCalendarYear, { params: { year: String(year) }, body }),
    onSuccess: (answer) => {
      say(
        `已录入${answer.year}年放假安排：放假${answer.holidays}天，调休上班${answer.makeUpWorkdays}天。`,
      )
      void client.invalidateQueries({ queryKey: ['calendar'] })
      onDone(answer.year)
    },
    onError: (error) => setFault(sentenceOf(error)),
  })
  const read = async (file: File) => {
    setFault(null)
    const parsed = calendarNotice.safeParse(await file.text().then(JSON.parse, () => null))
    if (parsed.success) send.mutate(parsed.data)
    else setFault('文件不是放假安排的格式，请使用系统提供的格式。')
  }
  return (
    <>
      <Button weight="solid" icon="upload" onClick={() => input.current?.click()}>
        录入放假通知
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept="application/json"
        aria-label="放假通知文件"
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) void read(file).catch(() => setFault('文件无法读取。'))
          event.target.value = ''
        }}
      />
      {fault && (
        <Note tone="red" alert>
          {fault}
        </Note>
      )}
    </>
  )
}
