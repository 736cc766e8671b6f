import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { readPrint, type PrintedLedger } from '#exports/words.ts'
import { call } from '../parts/api.ts'
import { ButtonLink } from '../parts/button.tsx'
import { Empty, Failed, Loading, Note } from '../parts/page-state.tsx'
import { useTitle } from '../parts/title.ts'
import { markOf, PrintBar, type Entered } from './print-bar.tsx'
import { paged, totalOf } from './sheets.ts'
import '../styles/paper.css'

/** 打印台账: the standard form on A3, page by page, with the filter of the address. */
export function PrintPage() {
  const query = useSearch({ from: '/inside/findings/print' })
  const { after: _, before: __, ...asked } = query
  useTitle('打印台账')
  const found = useQuery({
    queryKey: ['findings', 'print', asked],
    queryFn: ({ signal }) => call(readPrint, { query: asked, signal }),
  })
  const [entered, setEntered] = useState<Entered | null>(null)
  const ledger = found.data
  const more = ledger !== undefined && ledger.count > ledger.most
  const moved = entered !== null && ledger !== undefined && entered.count !== ledger.count
  const { sort: ___, ...filter } = asked
  return (
    <>
      <div className="ttl noprint">
        <h1>打印台账</h1>
        {ledger && <span className="muted">共 {ledger.count.toLocaleString('en-US')} 条</span>}
        <span className="r">
          <ButtonLink to="/findings" search={asked}>
            返回台账
          </ButtonLink>
        </span>
      </div>
      {found.isPending && <Loading lines={8} />}
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      {ledger && ledger.count === 0 && <Empty>筛选后无记录，无可打印。</Empty>}
      {ledger && more && (
        <Note tone="amber">
          共 {ledger.count.toLocaleString('en-US')} 条，超过一次打印的上限{' '}
          {ledger.most.toLocaleString('en-US')} 条。请在
          <Link to="/findings" search={asked}>
            台账
          </Link>
          导出电子表格，表内已设 A3 横向和重复表头。
        </Note>
      )}
      {ledger && !more && ledger.count > 0 && (
        <>
          <PrintBar
            form={ledger.form}
            query={filter}
            entered={moved ? null : entered}
            onEntered={(next) => {
              setEntered(next)
              if (next.count !== ledger.count) void found.refetch()
            }}
          >
            <span className="sm muted">A3 横向；打印即存证，存证号印在每页。</span>
          </PrintBar>
          {moved && (
            <Note tone="amber">台账在预览后有变动，已按最新内容重排，请核对后再打印。</Note>
          )}
          <p className="sm muted noprint">预览按纸面大小显示，宽于屏幕的可左右滚动。</p>
          <Sheets ledger={ledger} mark={markOf(ledger, moved ? null : entered)} />
        </>
      )}
    </>
  )
}

const CLASSES = { text: undefined, number: 'num', day: 'day' } as const

type Drawn = { readonly ledger: PrintedLedger; readonly mark: string }

/** Measures the rows on paper of the real size, then lays them onto pages. */
function Sheets({ ledger, mark }: Drawn) {
  const box = useRef<HTMLDivElement>(null)
  const [laid, setLaid] = useState<{
    readonly of: PrintedLedger
    readonly pages: readonly (readonly number[])[]
  } | null>(null)
  const all = ledger.rows.map((_, nth) => nth)
  const pages = laid?.of === ledger ? laid.pages : null
  useLayoutEffect(() => {
    const sheet = box.current?.querySelector('.a3sheet')
    if (pages || !box.current || !sheet) return
    const tall = (element: Element | null) => element?.getBoundingClientRect().height ?? 0
    const heights = [...sheet.querySelectorAll('tbody tr')].map(tall)
    const around = tall(sheet) - heights.reduce((sum, height) => sum + height, 0)
    const paper = tall(box.current.querySelector('.a3size'))
    setLaid({ of: ledger, pages: paged(heights, paper - around) })
  }, [ledger, pages])
  if (pages) {
    return (
      <div className="papers" tabIndex={0} role="region" aria-label="打印预览，可横向滚动">
        {pages.map((rows, nth) => (
          <Sheet key={rows[0]} ledger={ledger} mark={mark} rows={rows} upTo={rows.at(-1)! + 1}>
            第 {nth + 1} 页，共 {pages.length} 页
          </Sheet>
        ))}
      </div>
    )
  }
  return (
    <div className="measure" ref={box} aria-hidden="true">
      <div className="a3size" />
      <Sheet ledger={ledger} mark={mark} rows={all} upTo={all.length}>
        第 1 页，共 1 页
      </Sheet>
    </div>
  )
}

function Sheet(
  props: Drawn & {
    readonly rows: readonly number[]
    readonly upTo: number
    readonly children: ReactNode
  },
) {
  const { ledger, rows, mark } = props
  const { columns } = ledger
  const wide = columns.reduce((sum, { width }) => sum + width, 0)
  return (
    <section className="a3sheet">
      <h2>
        {ledger.unit}
        {ledger.title}
      </h2>
      <p className="mark">{mark}</p>
      <table>
        <colgroup>
          {columns.map(({ field, width }) => (
            <col key={field} width={`${(width / wide) * 100}%`} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map(({ field, title }) => (
              <th key={field} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((nth) => (
            <tr key={nth}>
              {ledger.rows[nth]!.values.map((value, at) => (
                <td key={columns[at]!.field} className={CLASSES[columns[at]!.kind]}>
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={columns.length}>
              本页小计：{totalOf(rows.map((nth) => ledger.rows[nth]!))}　　累计：
              {totalOf(ledger.rows.slice(0, props.upTo))}
            </td>
          </tr>
        </tfoot>
      </table>
      <div className="signs">
        {ledger.signs.map((sign) => (
          <span key={sign}>
            {sign}：{sign === '填报单位' ? ledger.unit : ''}
          </span>
        ))}
        <span>{props.children}</span>
      </div>
    </section>
  )
}
