import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Desk } from '#deadlines/words.ts'
import { DeadlineText } from '../deadlines/deadline-text.tsx'
import { Button } from '../parts/button.tsx'
import { shortTime } from '../parts/dates.ts'
import { allDrafts, clearDraft } from '../parts/drafts.ts'
import { PresenceCard } from '../handovers/presence-card.tsx'
import { RemindersCard } from '../supervision/reminders-card.tsx'

/** 我在等别人 and 草稿. */
export function DeskAside({ desk }: { readonly desk: Desk }) {
  const [drafts, setDrafts] = useState(allDrafts)
  return (
    <aside aria-label="提醒、在等的和草稿">
      <RemindersCard />
      <PresenceCard />
      <div className="card">
        <div className="h">
          <h2>我在等别人</h2>
          <span className="r sm muted">{desk.waiting.length} 件</span>
        </div>
        {desk.waiting.length === 0 && <p className="bd sm muted">没有在等的事项。</p>}
        <ul className="mini">
          {desk.waiting.slice(0, 8).map((one) => (
            <li key={one.id}>
              <div>
                <Link to={one.route}>
                  {one.label}：{one.title ?? one.number}
                </Link>
                {one.number && <p className="sm muted">{one.number}</p>}
              </div>
              <DeadlineText view={one} />
            </li>
          ))}
        </ul>
      </div>
      {drafts.length > 0 && (
        <div className="card noprint">
          <div className="h">
            <h2>草稿</h2>
            <span className="r sm muted">存于本机</span>
          </div>
          <ul className="mini">
            {drafts.slice(0, 5).map((draft) => (
              <li key={draft.key}>
                <div>
                  <Link to={draft.route}>{draft.title}</Link>
                  <p className="sm muted">{shortTime(draft.savedAt)} 保存</p>
                </div>
                <Button
                  small
                  weight="quiet"
                  aria-label={`弃置草稿：${draft.title}`}
                  onClick={() => {
                    clearDraft(draft.key)
                    setDrafts(allDrafts())
                  }}
                >
                  弃置
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </aside>
  )
}
