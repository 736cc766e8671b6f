import { lazy, Suspense, useState } from 'react'
import { Link } from '@tanstack/react-router'
import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { Popover } from '../parts/popover.tsx'
import type { Query } from '../parts/list/list-words.ts'

const ExportDialog = lazy(() => import('./export-dialog.tsx'))

/** 导出: takes exactly the present filter, and says how many that is. */
export function ExportButton(props: {
  readonly query: Query
  readonly columns: readonly string[]
  readonly count: number | null
}) {
  const [open, setOpen] = useState(false)
  const { count } = props
  const { after: _, before: __, ...filter } = props.query
  const place = props.query['place'] === undefined ? {} : { place: props.query['place'] }
  const verb = count === null ? '导出' : `导出 ${count.toLocaleString('en-US')} 条`
  return (
    <>
      <span className="only-d">
        <Popover
          className="btn"
          side="right"
          face={
            <>
              <Icon name="print" />
              打印与报表
            </>
          }
        >
          {(fold) => (
            <>
              <li>
                <Link to="/findings/print" search={filter} onClick={fold}>
                  打印台账（A3）
                </Link>
              </li>
              <li>
                <Link to="/reports/brief" search={place} onClick={fold}>
                  领导参阅
                </Link>
              </li>
              <li>
                <Link to="/reports/forms" search={place} onClick={fold}>
                  统计表
                </Link>
              </li>
            </>
          )}
        </Popover>
      </span>
      <Button icon="download" onlyWide onClick={() => setOpen(true)}>
        {verb}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <ExportDialog {...props} verb={verb} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
