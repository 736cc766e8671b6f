import { useEffect, useRef, useSyncExternalStore } from 'react'
import { Note } from './page-state.tsx'

type Said = { readonly text: string; readonly tone: 'green' | 'red' | 'amber' } | undefined
let said: Said
const listeners = new Set<() => void>()

/** Tells the result of an act: seen at the top of the page and read out by screen readers. */
export function say(text: string, tone: 'green' | 'red' | 'amber' = 'green'): void {
  said = { text, tone }
  for (const listener of listeners) listener()
}

/** Where results are told; stands once in the shell. Gone after eight seconds. */
export function SayHere() {
  const now = useSyncExternalStore(listen, () => said)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Shown anew each time, so that it stands above a layer that was opened meanwhile.
    box.current?.hidePopover()
    if (!now) return
    box.current?.showPopover()
    const timer = setTimeout(hush, 8000)
    return () => clearTimeout(timer)
  }, [now])
  return (
    <div ref={box} popover="manual" className="toast" role="status" aria-live="polite">
      {now && <Note tone={now.tone}>{now.text}</Note>}
    </div>
  )
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function hush(): void {
  said = undefined
  for (const listener of listeners) listener()
}
