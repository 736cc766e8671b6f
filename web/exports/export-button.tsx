import { lazy, Suspense, useState } from 'react'
import { Button } from '../parts/button.tsx'
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
  const verb = count === null ? '导出' : `导出 ${count.toLocaleString('en-US')} 条`
  return (
    <>
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
