import { useState } from 'react'
import { phaseLabels, useText as usesTold } from '#files/texts.ts'
import type { FindingEvidence as Item } from '#findings/words.ts'
import { Button } from '../parts/button.tsx'
import { shortTime } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { download } from '../parts/download.ts'
import { Icon } from '../parts/icon.tsx'
import { Empty, sentenceOf } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'
import { Tag } from '../parts/state-tag.tsx'
import '../styles/evidence.css'

/** 证据: pictures 4:3 in their phase, who, when, whether used before, and the hash. */
export function EvidenceGrid(props: {
  readonly items: readonly Item[]
  /** Names of the bodies that take part, by id. */
  readonly names: Readonly<Record<string, string>>
}) {
  const { items } = props
  const [shown, setShown] = useState<Item | null>(null)
  if (items.length === 0) return <Empty>尚未附证据。</Empty>
  return (
    <>
      <div className="evs">
        {items.map((item) => (
          <figure key={item.id} className="ev">
            <button
              type="button"
              className="ph"
              aria-label={isPhoto(item) ? `查看${phaseLabels[item.phase]}照片` : undefined}
              onClick={() => (isPhoto(item) ? setShown(item) : void keep(item))}
            >
              {isPhoto(item) ? (
                <img
                  loading="lazy"
                  width={320}
                  height={240}
                  src={`/api/evidence/${item.id}/preview?size=small`}
                  alt=""
                />
              ) : (
                <span className="doc">
                  <Icon name="file" />
                  <span>
                    {suffix(nameOf(item))} · {sizeText(item.size)}
                  </span>
                </span>
              )}
            </button>
            <figcaption>
              <p className="b sm">
                {phaseLabels[item.phase]}
                {isPhoto(item) ? '照片' : `：${nameOf(item)}`}
              </p>
              <p className="xs muted">
                {props.names[item.uploadedOrg] ?? '经手单位'}
                <br />
                {item.takenAt
                  ? `拍摄 ${shortTime(item.takenAt)}`
                  : `上传 ${shortTime(item.uploadedAt)}`}
              </p>
              <p className="xs">
                <Tag
                  tone={item.earlier.length === 0 ? 'green' : 'amber'}
                  word={usesTold(item.earlier)}
                  {...(item.earlier.length === 0 ? { icon: 'checked' as const } : {})}
                />
              </p>
              <Hash hash={item.hash} />
              <p className="xs noprint">
                <button type="button" className="linkish" onClick={() => void keep(item)}>
                  下载原件<span className="vh">：{nameOf(item)}</span>
                </button>
              </p>
            </figcaption>
          </figure>
        ))}
      </div>
      {shown && (
        <Dialog
          title={`${phaseLabels[shown.phase]} ${nameOf(shown)}`}
          onClose={() => setShown(null)}
        >
          <img
            className="large"
            src={`/api/evidence/${shown.id}/preview?size=large`}
            alt={`${phaseLabels[shown.phase]}照片`}
          />
          <Hash hash={shown.hash} />
          <Button icon="download" onClick={() => void keep(shown)}>
            下载原件
          </Button>
        </Dialog>
      )}
    </>
  )
}

/** The hash shortened; copying gives all of it. */
function Hash({ hash }: { readonly hash: string }) {
  return (
    <p className="xs muted">
      <span className="hash" title={hash}>
        SHA-256 {hash.slice(0, 4)}…{hash.slice(-4)}
      </span>
      <button
        type="button"
        className="linkish noprint"
        onClick={() => {
          void navigator.clipboard.writeText(hash)
          say('已复制全部校验值。')
        }}
      >
        复制<span className="vh">校验值</span>
      </button>
    </p>
  )
}

async function keep(item: Item): Promise<void> {
  await download(`/api/evidence/${item.id}/content`, nameOf(item)).catch((error: unknown) =>
    say(sentenceOf(error), 'red'),
  )
}

function nameOf(item: Item): string {
  return item.name ?? (item.kind === 'photo' ? '照片' : '文件')
}

function isPhoto(item: Item): boolean {
  return item.kind === 'photo' || item.mime.startsWith('image/')
}

function suffix(name: string): string {
  return (name.split('.').pop() ?? '文件').toUpperCase().slice(0, 5)
}

/** `1.2 MB`, `380 KB`. */
export function sizeText(bytes: number): string {
  if (bytes >= 1_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`
  return `${Math.max(1, Math.round(bytes / 1000))} KB`
}
