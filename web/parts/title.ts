import { useEffect } from 'react'

/** The title of the window: the page first, the product last. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} - 闭环`
  }, [title])
}
