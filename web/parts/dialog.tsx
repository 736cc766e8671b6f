import { useEffect, useId, useRef, type ReactNode } from 'react'
import { Icon } from './icon.tsx'
import '../styles/dialog.css'

type Props = {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** drawer: from the right, for forms; middle: for a question. */
  readonly kind?: 'drawer' | 'middle'
}

const firstControl = '.in :is(input:not([type=file]), select, textarea, button, a)'

/**
 * A layer over the page, held by the browser itself: focus stays inside, Esc closes it. What was
 * typed lives in the draft, so that closing discards nothing.
 */
export function Dialog({ title, onClose, children, kind = 'drawer' }: Props) {
  const ref = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const dialog = ref.current
    const before = document.activeElement
    if (dialog && !dialog.open) dialog.showModal()
    dialog?.querySelector<HTMLElement>(firstControl)?.focus()
    return () => {
      dialog?.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={ref}
      className={kind}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <header>
        <h2 id={heading}>{title}</h2>
        <button type="button" className="btn t" aria-label="收起" onClick={onClose}>
          <Icon name="cross" />
        </button>
      </header>
      <div className="in">{children}</div>
    </dialog>
  )
}
