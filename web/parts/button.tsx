import { Link, type LinkProps } from '@tanstack/react-router'
import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

/** solid: what was asked of this post, once a page; outline: accent; quiet: no border. */
export type Weight = 'solid' | 'outline' | 'plain' | 'quiet'
const classOf = { solid: 'btn p', outline: 'btn o', plain: 'btn', quiet: 'btn t' } as const

type Common = {
  readonly weight?: Weight
  readonly small?: boolean
  readonly icon?: IconName
  readonly children?: ReactNode
}

export type ButtonProps = Common &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> & {
    readonly busy?: boolean
    readonly wide?: boolean
    /** Left out on a phone, where the bar at the thumb has it. */
    readonly onlyWide?: boolean
  }

/** A button; with `aria-disabled` it stays in reach of the keyboard and does nothing. */
export function Button(props: ButtonProps) {
  const { weight = 'plain', small, icon, busy, wide, onlyWide, children, onClick, ...rest } = props
  const refused = rest['aria-disabled'] === true || rest['aria-disabled'] === 'true'
  const classes = [classOf[weight], small ? 's' : '', wide ? 'wide' : '', onlyWide ? 'only-d' : '']
    .filter(Boolean)
    .join(' ')
  return (
    <button
      type="button"
      {...rest}
      className={classes}
      aria-busy={busy || undefined}
      onClick={refused || busy ? (event) => event.preventDefault() : onClick}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

/** A link that looks like a button: it leads somewhere and does nothing else. */
export function ButtonLink(props: Common & LinkProps & { readonly 'aria-label'?: string }) {
  const { weight = 'plain', small, icon, children, ...rest } = props
  return (
    <Link {...rest} className={`${classOf[weight]}${small ? ' s' : ''}`}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  )
}
