import { useState } from 'react'
import { Button } from './button.tsx'
import { download } from './download.ts'
import { sentenceOf } from './page-state.tsx'
import { say } from './say.tsx'

const FORMATS = [
  { format: 'word', label: '下载Word', suffix: 'docx' },
  { format: 'pdf', label: '下载PDF', suffix: 'pdf' },
] as const

/** 下载Word, 下载PDF: a paper as a file to be changed, and as one to be printed and kept. */
export function PaperButtons(props: {
  /** The address that answers the Word file. */
  readonly address: string
  readonly name: string
  /** What the paper is called, for those who hear the page. */
  readonly of?: string
  /** Stands on the buttons where a page offers several papers: 签到表Word. */
  readonly what?: string
  readonly small?: boolean
}) {
  const [busy, setBusy] = useState<string | null>(null)
  const fetchFile = async ({ format, suffix }: (typeof FORMATS)[number]) => {
    setBusy(format)
    try {
      const { address, name } = props
      await download(format === 'pdf' ? `${address}?format=pdf` : address, `${name}.${suffix}`)
    } catch (error) {
      say(sentenceOf(error), 'red')
    } finally {
      setBusy(null)
    }
  }
  return FORMATS.map((one) => (
    <Button
      key={one.format}
      icon="download"
      {...(props.small ? { small: true } : {})}
      busy={busy === one.format}
      onClick={() => void fetchFile(one)}
    >
      {props.what === undefined ? one.label : one.label.replace('下载', props.what)}
      {props.of && <span className="vh">：{props.of}</span>}
    </Button>
  ))
}
