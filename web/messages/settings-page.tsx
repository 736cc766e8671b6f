import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { OFFICE_ROLES } from '#messages/rules.ts'
import { CHANNEL_LABELS } from '#messages/texts.ts'
import {
  allowChannels,
  CHANNELS,
  chooseMessages,
  readMessageSettings,
  type Channel,
  type MessageSettings,
} from '#messages/words.ts'
import { call } from '../parts/api.ts'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { SelectField, TextField } from '../parts/inputs.tsx'
import { Note } from '../parts/page-state.tsx'
import { useSaidForm } from '../parts/said-form.ts'
import { useRole } from '../parts/session.ts'
import { useTitle } from '../parts/title.ts'
import { FeedPanel } from './feed-panel.tsx'
import '../styles/detail.css'

const settingsQuery = {
  queryKey: ['message-settings'],
  queryFn: () => call(readMessageSettings, {}),
}

/** 消息设置: channels, the digest of the day, the office's channels, the calendar. */
export function MessageSettingsPage() {
  useTitle('消息设置')
  const { data } = useSuspenseQuery(settingsQuery)
  const role = useRole()
  const isOffice = OFFICE_ROLES.includes(role ?? '')
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/me">我的</Link> / 消息设置
      </nav>
      <div className="ttl">
        <h1>消息设置</h1>
      </div>
      <div className="stack">
        {data.configured.length === 0 && (
          <Note tone="blue">未配置消息通道，消息不外发；以下设置在开通后生效。</Note>
        )}
        <OwnPanel key={`own ${data.choice.revision}`} settings={data} />
        <section className="card">
          <div className="h">
            <h2>今日摘要</h2>
            <span className="r sm muted">
              {data.configured.length === 0 ? '不外发' : `${data.choice.digestAt} 发送`}
            </span>
          </div>
          <p className="bd">{data.preview ?? '没有需要提醒的待办。'}</p>
        </section>
        <FeedPanel feeds={data.feeds} />
        {isOffice && <OfficePanel key={`office ${data.office.revision}`} settings={data} />}
      </div>
    </>
  )
}

const QUARTERS = ['00', '15', '30', '45']
const TIMES = Array.from({ length: 60 }, (_, index) => {
  const hour = String(6 + Math.floor(index / 4)).padStart(2, '0')
  return `${hour}:${QUARTERS[index % 4]}`
})

function OwnPanel({ settings }: { readonly settings: MessageSettings }) {
  const { choice, allowed, quiet } = settings
  const labels = { phone: '手机号', channels: '接收通道', digestAt: '摘要时间' }
  const form = useSaidForm(settingsQuery.queryKey, {
    start: {
      phone: choice.phone ?? '',
      channels: choice.channels.filter((channel) => allowed.includes(channel)),
      digestAt: choice.digestAt,
    },
    check: ({ phone, channels }) => ({
      ...(phone.trim() === '' || /^1[3-9]\d{9}$/.test(phone.trim())
        ? {}
        : { phone: '请填写11位手机号' }),
      ...(channels.length > 0 ? {} : { channels: '至少选择一种通道' }),
    }),
    send: ({ phone, channels, digestAt }, key) =>
      call(chooseMessages, {
        key,
        body: { revision: choice.revision, phone: phone.trim() || null, channels, digestAt },
      }),
  })
  return (
    <section className="card">
      <div className="h">
        <h2>本人的消息</h2>
        <span className="r sm muted">
          {quiet.from}时至次日{quiet.to}时和非工作日不打扰，重大事项除外
        </span>
      </div>
      <div className="bd">
        <Form form={form} labels={labels} verb="保存">
          <TextField
            form={form}
            name="phone"
            label={labels.phone}
            most={11}
            optional
            hint="不填的，需要本人办理的事项由下达单位电话告知。"
          />
          <ChannelField
            name="channels"
            label={labels.channels}
            error={form.errors.channels}
            offered={allowed}
            value={form.values.channels}
            onChange={(channels) => form.set('channels', channels)}
          />
          <SelectField
            form={form}
            name="digestAt"
            label={labels.digestAt}
            hint="每个工作日一条；催办、督办即时发送。"
            options={TIMES.map((time) => [time, time] as const)}
          />
        </Form>
      </div>
    </section>
  )
}

function OfficePanel({ settings: { office } }: { readonly settings: MessageSettings }) {
  const labels = { channels: '可用通道' }
  const form = useSaidForm(settingsQuery.queryKey, {
    start: { channels: office.channels },
    check: ({ channels }) => (channels.length > 0 ? {} : { channels: '至少允许一种通道' }),
    send: ({ channels }, key) =>
      call(allowChannels, { key, body: { revision: office.revision, channels } }),
  })
  return (
    <section className="card">
      <div className="h">
        <h2>{office.name}可用的通道</h2>
        <span className="r sm">
          <Link to="/messages">消息记录</Link>
        </span>
      </div>
      <div className="bd">
        <Form form={form} labels={labels} verb="保存可用通道">
          <ChannelField
            name="channels"
            label={labels.channels}
            error={form.errors.channels}
            offered={CHANNELS}
            value={form.values.channels}
            onChange={(channels) => form.set('channels', channels)}
          />
        </Form>
      </div>
    </section>
  )
}

/** Channels as boxes; they are tried in the order in which they stand. */
function ChannelField(props: {
  readonly name: string
  readonly label: string
  readonly error: string | undefined
  readonly offered: readonly Channel[]
  readonly value: readonly Channel[]
  readonly onChange: (channels: Channel[]) => void
}) {
  return (
    <Field name={props.name} label={props.label} error={props.error} hint="依次尝试。">
      {(wired) => (
        <span className="checks" role="group" aria-label={props.label}>
          {CHANNELS.filter((channel) => props.offered.includes(channel)).map((channel, index) => (
            <label key={channel} className="nw">
              <input
                {...(index === 0 ? { id: wired.id } : {})}
                type="checkbox"
                checked={props.value.includes(channel)}
                onChange={(event) =>
                  props.onChange(
                    CHANNELS.filter((one) =>
                      one === channel ? event.target.checked : props.value.includes(one),
                    ),
                  )
                }
              />{' '}
              {CHANNEL_LABELS[channel]}{' '}
            </label>
          ))}
        </span>
      )}
    </Field>
  )
}
