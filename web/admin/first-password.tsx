import type { ReactNode } from 'react'
import { Button } from '../parts/button.tsx'
import { Note } from '../parts/page-state.tsx'

/** A first password, shown once and never again. */
export function FirstPassword(props: {
  readonly login: string
  readonly password: string
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  return (
    <div className="form">
      <Note tone="amber">{props.children}</Note>
      <dl className="known">
        <dt>账号</dt>
        <dd>{props.login}</dd>
        <dt>首次密码</dt>
        <dd className="hash">{props.password}</dd>
      </dl>
      <Button onClick={props.onClose}>已记下，收起</Button>
    </div>
  )
}
