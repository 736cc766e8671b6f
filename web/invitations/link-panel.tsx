import { useState } from 'react'
import { LINK_ACT_LABELS, LINK_STATE_LABELS } from '#invitations/texts.ts'
import type { LinkList, LinkRow } from '#invitations/words.ts'
import { Button } from '../parts/button.tsx'
import { ClauseLink } from '../parts/clause.tsx'
import { fullTime, shortDay, shortTime } from '../parts/dates.ts'
import { Failed, Loading, Note } from '../parts/page-state.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { CodeDialog, MakeDialog, RenewDialog, RevokeDialog } from './link-dialogs.tsx'
import { useLinks, type Of } from './link-data.ts'
import '../styles/links.css'

type Open =
  | { readonly act: 'make' }
  | { readonly act: 'code' | 'renew' | 'revoke'; readonly id: string }
  | null

/** 链接办理 of a matter: who was sent a link, what became of it, and the acts on it. */
export function LinkPanel(of: Of) {
  const found = useLinks(of)
  const [open, setOpen] = useState<Open>(null)
  if (found.fetchStatus === 'idle' && found.isPending) return null
  if (found.data && !found.data.keeper) return null
  const close = () => setOpen(null)
  return (
    <section className="card o5 noprint" aria-labelledby="links">
      <div className="h">
        <h2 id="links">链接办理</h2>
        {found.data && <span className="r sm muted">{found.data.rows.length} 条</span>}
      </div>
      {found.isPending && <Loading lines={2} />}
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.data && <Rows list={found.data} onOpen={setOpen} />}
      {open && found.data && <Opened of={of} list={found.data} open={open} onClose={close} />}
    </section>
  )
}

/** The layer of one act; the link is the one of the list as it now is. */
function Opened(props: {
  readonly of: Of
  readonly list: LinkList
  readonly open: NonNullable<Open>
  readonly onClose: () => void
}) {
  const { of, open, onClose } = props
  const { matter, rows } = props.list
  if (open.act === 'make') return <MakeDialog of={of} matter={matter} onClose={onClose} />
  const row = rows.find(({ id }) => id === open.id)
  if (!row) return null
  if (open.act === 'code') return <CodeDialog row={row} onClose={onClose} />
  if (open.act === 'revoke') return <RevokeDialog row={row} onClose={onClose} />
  return <RenewDialog matter={matter} row={row} onClose={onClose} />
}

function Rows(props: { readonly list: LinkList; readonly onOpen: (open: Open) => void }) {
  const { rows, refusal } = props.list
  return (
    <>
      {rows.length === 0 && (
        <p className="bd muted sm">
          对方没有账号的，可以生成链接和二维码，由对方本人凭验证码在手机上办理本件事项。
        </p>
      )}
      <ul className="links">
        {rows.map((row) => (
          <Row key={row.id} row={row} onOpen={props.onOpen} />
        ))}
      </ul>
      <div className="bd">
        {refusal === null ? (
          <Button icon="plus" onClick={() => props.onOpen({ act: 'make' })}>
            生成链接
          </Button>
        ) : (
          <p className="sm muted">
            {refusal.refused} <ClauseLink clause={refusal.clause} />
          </p>
        )}
      </div>
    </>
  )
}

function Row({ row, onOpen }: { readonly row: LinkRow; readonly onOpen: (open: Open) => void }) {
  const live = row.state === 'unopened' || row.state === 'opened' || row.state === 'done'
  return (
    <li>
      <p className="link-head">
        <StateTag word={LINK_STATE_LABELS[row.state]} />
        <b>
          {row.orgName} {row.name}
        </b>
        <span className="sm muted nw">{row.phone}</span>
        <span className="sm muted nw end">{shortDay(row.endsOn)}前有效</span>
      </p>
      {row.revokedReason !== null && <p className="sm muted">撤销理由：{row.revokedReason}</p>}
      {row.asking && live && (
        <Note tone="blue">
          对方已打开链接，等待验证码。请按登记的电话 {row.phone} 打给本人，当面念给对方听。
        </Note>
      )}
      {row.devices > 1 && (
        <Note tone="amber">
          已在 {row.devices} 台设备上打开。验证码只告诉了本人的，无须处理；有疑问的，撤销链接。
        </Note>
      )}
      <p className="acts-in">
        {live && (
          <Button small onClick={() => onOpen({ act: 'code', id: row.id })}>
            出示验证码
          </Button>
        )}
        {row.state !== 'revoked' && (
          <Button small onClick={() => onOpen({ act: 'renew', id: row.id })}>
            换发
          </Button>
        )}
        {row.state !== 'revoked' && (
          <Button small onClick={() => onOpen({ act: 'revoke', id: row.id })}>
            撤销
          </Button>
        )}
      </p>
      <details className="sm">
        <summary>链接记录（{row.steps.length}）</summary>
        <ul className="link-steps">
          {row.steps.map((step) => (
            <li key={step.id}>
              <time dateTime={step.at} title={fullTime(step.at)}>
                {shortTime(step.at)}
              </time>{' '}
              {LINK_ACT_LABELS[step.act]} <span className="muted">{step.who}</span>
            </li>
          ))}
        </ul>
      </details>
    </li>
  )
}
