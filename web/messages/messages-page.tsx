import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import {
  CHANNEL_LABELS,
  eventLabel,
  MESSAGE_STATE_LABELS,
  REASON_LABELS,
  WEIGHT_LABELS,
} from '#messages/texts.ts'
import { listMessages, type MessageRow, type MessageState } from '#messages/words.ts'
import { call } from '../parts/api.ts'
import { shortTime } from '../parts/dates.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import type { ListSpec } from '../parts/list/list-words.ts'
import { Note } from '../parts/page-state.tsx'
import { StateTag } from '../parts/state-tag.tsx'

/** 消息记录: what was told to whom, and what did not arrive. */
export function MessagesPage() {
  const query = useSearch({ from: '/inside/messages' })
  const navigate = useNavigate({ from: '/messages' })
  return (
    <ListPage
      spec={spec}
      query={query}
      onQuery={(next) => void navigate({ search: next, resetScroll: false })}
    />
  )
}

function Subject({ row }: { readonly row: MessageRow }) {
  const word = eventLabel(row.event)
  if (row.route === null) return <>{word}</>
  return (
    <Link to={row.route as '/'} className="nw">
      {row.number ?? '查看'}
    </Link>
  )
}

function State({ row }: { readonly row: MessageRow }) {
  return (
    <>
      <StateTag word={MESSAGE_STATE_LABELS[row.state]} />
      {row.reason && <span className="sm muted block">{REASON_LABELS[row.reason]}</span>}
    </>
  )
}

/** How the channels do today; where none is set up, nothing goes out and that is said. */
function Channels() {
  const found = useQuery({
    queryKey: ['messages', 'channels'],
    queryFn: ({ signal }) => call(listMessages, { query: { state: 'failed' }, signal }),
  })
  if (!found.data) return null
  const { channels, fault } = found.data
  const open = channels.filter(({ configured }) => configured)
  if (fault !== null) return <Note tone="red">{fault} 修正后重新启动，此前不外发。</Note>
  if (open.length === 0) {
    return <Note tone="blue">未配置消息通道，消息不外发；待办仍以系统内为准。</Note>
  }
  return (
    <Note tone="blue">
      {open
        .map(
          ({ channel, sentToday, failedToday, lastSentAt }) =>
            `${CHANNEL_LABELS[channel]}今日已发${sentToday}条，未送达${failedToday}条` +
            (lastSentAt === null ? '' : `，最近 ${shortTime(lastSentAt)}`),
        )
        .join('；')}
      。
    </Note>
  )
}

const spec: ListSpec<MessageRow> = {
  id: 'messages',
  title: '消息记录',
  unit: '条',
  lead: <Channels />,
  filters: [
    {
      name: 'state',
      label: '状态',
      kind: 'one',
      width: 160,
      all: '全部状态',
      options: Object.entries(MESSAGE_STATE_LABELS).filter(([state]) => state !== 'sending'),
    },
  ],
  views: [
    { id: 'failed', label: '未送达', query: { state: 'failed' }, late: true },
    { id: 'waiting', label: '待发', query: { state: 'waiting' } },
  ],
  columns: [
    {
      key: 'at',
      label: '时间',
      fixed: true,
      cell: (row) => <span className="nw">{shortTime(row.at)}</span>,
    },
    { key: 'event', label: '事项', first: true, cell: (row) => eventLabel(row.event) },
    { key: 'number', label: '编号', first: true, cell: (row) => <Subject row={row} /> },
    { key: 'person', label: '收信人', first: true, cell: (row) => row.personName },
    { key: 'org', label: '单位', first: true, cell: (row) => row.orgName },
    { key: 'state', label: '状态', first: true, cell: (row) => <State row={row} /> },
    {
      key: 'channel',
      label: '通道',
      first: true,
      cell: (row) => (row.channel === null ? '' : CHANNEL_LABELS[row.channel]),
    },
    { key: 'weight', label: '时机', first: true, cell: (row) => WEIGHT_LABELS[row.weight] },
    {
      key: 'sent',
      label: '发出',
      cell: (row) =>
        row.sentAt === null ? '' : <span className="nw">{shortTime(row.sentAt)}</span>,
    },
  ],
  keyOf: (row) => row.id,
  nameOf: (row) => `${eventLabel(row.event)} ${row.personName}`,
  card: (row) => (
    <div className="mcard">
      <span className="l1">
        <StateTag word={MESSAGE_STATE_LABELS[row.state]} />
        <span className="sm muted">{shortTime(row.at)}</span>
      </span>
      <span className="l2 block">
        {eventLabel(row.event)} {row.route !== null && <Subject row={row} />}
      </span>
      <span className="sm muted block">
        {row.orgName} {row.personName}
        {row.reason && ` · ${REASON_LABELS[row.reason]}`}
      </span>
    </div>
  ),
  read: async ({ state, after }, signal) => {
    const asked = {
      ...(state ? { state: state as MessageState } : {}),
      ...(after ? { after } : {}),
    }
    const page = await call(listMessages, { query: asked, signal })
    return { rows: page.rows, next: page.next, previous: null }
  },
  empty: '没有消息记录。',
}
