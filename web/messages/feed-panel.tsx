import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { createFeed, revokeFeed, type MessageSettings } from '#messages/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { shortTime } from '../parts/dates.ts'
import { Note, sentenceOf } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'

/** 期限日历: secret addresses for calendar programs, each shown once and revoked when lost. */
export function FeedPanel({ feeds }: { readonly feeds: MessageSettings['feeds'] }) {
  const client = useQueryClient()
  const [address, setAddress] = useState<string | null>(null)
  const readAgain = () => void client.invalidateQueries({ queryKey: ['message-settings'] })
  const creating = useMutation({
    mutationFn: () => call(createFeed, { body: {} }),
    onSuccess(made) {
      setAddress(`${window.location.origin}${made.path}`)
      readAgain()
    },
  })
  const revoking = useMutation({
    mutationFn: (id: string) => call(revokeFeed, { params: { id }, body: {} }),
    onSuccess(done) {
      say(done.say)
      setAddress(null)
      readAgain()
    },
  })
  const fault = creating.error ?? revoking.error
  return (
    <section className="card">
      <div className="h">
        <h2>期限日历</h2>
        <span className="r">
          <Button small icon="plus" onClick={() => creating.mutate()}>
            生成订阅地址
          </Button>
        </span>
      </div>
      <div className="bd">
        <p className="sm muted">
          在日历程序中按网址订阅，本人各岗位的期限随之更新。知道地址的人都能看到，请勿转发。
        </p>
        {fault !== null && (
          <Note tone="red" alert>
            {sentenceOf(fault)}
          </Note>
        )}
        {address !== null && <Address address={address} />}
        {feeds.length === 0 && <p>没有订阅地址。</p>}
      </div>
      {feeds.length > 0 && (
        <ul className="dls">
          {feeds.map((feed) => (
            <li key={feed.id}>
              <div>
                <b>{shortTime(feed.createdAt)} 生成</b>
                <p className="sm muted">
                  {feed.readAt === null ? '尚未使用' : `最近使用 ${shortTime(feed.readAt)}`}
                </p>
              </div>
              <Button small onClick={() => revoking.mutate(feed.id)}>
                停用
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Address({ address }: { readonly address: string }) {
  return (
    <Note tone="green">
      <label className="block" htmlFor="feed-address">
        订阅地址，只显示这一次
      </label>
      <input
        id="feed-address"
        className="inp"
        readOnly
        value={address}
        onFocus={(event) => event.target.select()}
      />
      <Button
        small
        icon="copy"
        onClick={() => void navigator.clipboard.writeText(address).then(() => say('已复制。'))}
      >
        复制
      </Button>
    </Note>
  )
}
