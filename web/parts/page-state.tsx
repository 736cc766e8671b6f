import type { ReactNode } from 'react'
import { Problem } from './api.ts'
import { Button } from './button.tsx'
import { ClauseLink } from './clause.tsx'
import { Icon } from './icon.tsx'

/** Lines that hold the place of what is loading; shown after 300 ms. */
export function Loading({ lines = 6 }: { readonly lines?: number }) {
  return (
    <div className="skeleton" role="status" aria-label="正在读取">
      {Array.from({ length: lines }, (_, i) => (
        <i key={i} />
      ))}
    </div>
  )
}

/** Why nothing stands here, and one act. */
export function Empty(props: { readonly children: ReactNode; readonly act?: ReactNode }) {
  return (
    <div className="blank">
      <p>{props.children}</p>
      {props.act}
    </div>
  )
}

/** What failed, the number of it, and 重试. */
export function Failed(props: {
  readonly error: unknown
  readonly retry?: () => void
  readonly page?: boolean
}) {
  const problem = props.error instanceof Problem ? props.error : undefined
  return (
    <div className="blank" role="alert">
      {props.page ? <h1>{sentenceOf(props.error)}</h1> : <p>{sentenceOf(props.error)}</p>}
      {problem !== undefined && Object.keys(problem.errors).length > 0 && (
        <ul className="sm">
          {Object.entries(problem.errors).map(([field, message]) => (
            <li key={field}>
              {field}：{message}
            </li>
          ))}
        </ul>
      )}
      {problem !== undefined && problem.status > 0 && (
        <p className="xs muted">编号 {problem.status}</p>
      )}
      {problem?.clause && (
        <p>
          <ClauseLink clause={problem.clause} />
        </p>
      )}
      {props.retry && problem?.status !== 404 && (
        <Button weight="outline" onClick={props.retry}>
          重试
        </Button>
      )}
    </div>
  )
}

/** A note of one or two sentences in a page: red for a refusal, amber for a warning. */
export function Note(props: {
  readonly tone: 'red' | 'amber' | 'blue' | 'green'
  readonly children: ReactNode
  readonly alert?: boolean
}) {
  const icon = props.tone === 'green' ? 'check' : props.tone === 'blue' ? 'info' : 'warn'
  return (
    <div className={`note ${props.tone}`} role={props.alert ? 'alert' : undefined}>
      <Icon name={icon} />
      <div>{props.children}</div>
    </div>
  )
}

/** The sentence of any error, in Chinese. */
export function sentenceOf(error: unknown): string {
  return error instanceof Problem ? error.message : '系统未能完成办理，请稍后重试。'
}
