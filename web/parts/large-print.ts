import { useSyncExternalStore } from 'react'

const KEY = 'bihuan.large'
const listeners = new Set<() => void>()

/** 大字: the whole page a quarter larger, kept on this machine. */
export function useLargePrint(): [boolean, (large: boolean) => void] {
  const large = useSyncExternalStore(listen, isLarge)
  return [large, setLarge]
}

/** Puts the kept choice into effect; called once before the first paint. */
export function applyLargePrint(): void {
  document.documentElement.toggleAttribute('data-large', isLarge())
}

function isLarge(): boolean {
  return localStorage.getItem(KEY) === '1'
}

function setLarge(large: boolean): void {
  localStorage.setItem(KEY, large ? '1' : '0')
  applyLargePrint()
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
