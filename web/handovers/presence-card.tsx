import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { LEAVE_KIND_LABELS } from '#handovers/texts.ts'
import { DeadlineText } from '../deadlines/deadline-text.tsx'
import { Button } from '../parts/button.tsx'
import { usePost, useSwitchPost } from '../parts/session.ts'
import { usePresence } from './handover-data.ts'

/** 代办 and 无人办理: whose post this person acts in meanwhile, and what nobody can act on. */
export function PresenceCard() {
  const { data } = usePresence()
  const acting = usePost()
  const change = useSwitchPost()
  if (!data) return null
  const { standingIn, unowned, more } = data
  return (
    <>
      {standingIn.length > 0 && (
        <Mini title="由您代办" count={`${standingIn.length} 人`}>
          {standingIn.map((one) => (
            <li key={one.id}>
              <div>
                {one.personName}，{one.postTitle}
                <p className="sm muted">
                  {LEAVE_KIND_LABELS[one.kind]}至 {one.toOn}
                </p>
              </div>
              {one.post !== acting?.id && (
                <Button
                  small
                  aria-label={`切换到${one.postTitle}岗位`}
                  onClick={() => change.mutate(one.post)}
                >
                  切换岗位
                </Button>
              )}
            </li>
          ))}
        </Mini>
      )}
      {unowned.length > 0 && (
        <Mini
          title="无人办理"
          count={`${unowned.length} 件${more ? '以上' : ''}`}
          foot="岗位空缺、人员外出或者没有可用账号。任职由系统管理员登记、安全管理员审核启用。"
        >
          {unowned.slice(0, 8).map((one) => (
            <li key={one.id}>
              <div>
                <Link to={one.route}>
                  {one.label}：{one.title ?? one.number}
                </Link>
                <p className="sm muted">{one.ownerName ?? '未明确单位'}</p>
              </div>
              <DeadlineText view={one} />
            </li>
          ))}
        </Mini>
      )}
    </>
  )
}

function Mini(props: {
  readonly title: string
  readonly count: string
  readonly foot?: string
  readonly children: ReactNode
}) {
  return (
    <div className="card">
      <div className="h">
        <h2>{props.title}</h2>
        <span className="r sm muted">{props.count}</span>
      </div>
      <ul className="mini">{props.children}</ul>
      {props.foot && <p className="bd sm muted">{props.foot}</p>}
    </div>
  )
}
