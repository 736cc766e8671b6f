import { useEffect, useId, useRef, useState, type ReactNode } from 'react'

/** A button that opens a list beneath it; Esc and a click elsewhere fold it. */
export function Popover(props: {
  readonly className: string
  readonly label?: string
  readonly face: ReactNode
  readonly side?: 'left' | 'right'
  readonly children: (fold: () => void) => ReactNode
}) {
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const id = useId()
  useEffect(() => {
    if (!open) return
    const away = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false)
    }
    document.addEventListener('pointerdown', away)
    document.addEventListener('focusin', away)
    return () => {
      document.removeEventListener('pointerdown', away)
      document.removeEventListener('focusin', away)
    }
  }, [open])
  return (
    <div
      className="pop"
      ref={root}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        event.stopPropagation()
        setOpen(false)
        root.current?.querySelector('button')?.focus()
      }}
    >
      <button
        type="button"
        className={props.className}
        aria-expanded={open}
        aria-controls={id}
        aria-label={props.label}
        onClick={() => setOpen(!open)}
      >
        {props.face}
      </button>
      {open && (
        <ul className={props.side === 'right' ? 'menu right' : 'menu'} id={id}>
          {props.children(() => setOpen(false))}
        </ul>
      )}
    </div>
  )
}
