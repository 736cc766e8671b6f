import { useEffect } from 'react'

/**
 * Puts a text at the left foot of every printed page, beside the page's number. A margin box is
 * the only place that the browser repeats without covering what is printed, and its text can only
 * come from a style sheet.
 */
export function usePrintFoot(text: string): void {
  useEffect(() => {
    const sheet = new CSSStyleSheet()
    const quoted = JSON.stringify(text).replaceAll('<', '\\3c ')
    sheet.replaceSync(`@page { @bottom-left { content: ${quoted}; font-size: 9pt } }`)
    const { adoptedStyleSheets } = document
    document.adoptedStyleSheets = [...adoptedStyleSheets, sheet]
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet)
    }
  }, [text])
}
