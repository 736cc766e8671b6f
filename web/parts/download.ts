import { problemOfResponse } from './api.ts'

/** Fetches a file with the session's rights and hands it to the browser to keep. */
export async function download(address: string, name: string): Promise<void> {
  const response = await fetch(address, { credentials: 'same-origin' })
  if (!response.ok) throw await problemOfResponse(response)
  saveAs(await response.blob(), name)
}

/** Hands bytes to the browser to keep under a name. */
export function saveAs(bytes: Blob, name: string): void {
  const address = URL.createObjectURL(bytes)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
