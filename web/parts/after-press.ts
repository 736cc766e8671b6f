import { useEffect, useRef } from 'react'

/**
 * Runs at once, or after the press that is under way: a line put in between pressing and letting go
 * moves what was pressed from under the pointer, and the click is lost.
 */
export function useAfterPress(): (then: () => void) => void {
  const pressed = useRef(false)
  const waiting = useRef<(() => void)[]>([])
  useEffect(() => {
    const down = () => void (pressed.current = true)
    const up = () => {
      pressed.current = false
      const all = waiting.current.splice(0)
      // The click itself comes after the release.
      if (all.length > 0) setTimeout(() => all.forEach((then) => then()))
    }
    const off = new AbortController()
    const options = { capture: true, signal: off.signal }
    document.addEventListener('pointerdown', down, options)
    document.addEventListener('pointerup', up, options)
    document.addEventListener('pointercancel', up, options)
    return () => off.abort()
  }, [])
  return (then) => (pressed.current ? void waiting.current.push(then) : then())
}
