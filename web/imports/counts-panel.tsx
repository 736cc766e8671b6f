import { rowText } from '#imports/texts.ts'
import { adds } from '#imports/rules.ts'
import type { Counts, RowFilter } from '#imports/words.ts'
import { Note } from '../parts/page-state.tsx'

const ORDER = [
  'data',
  'brought',
  'repeated',
  'refused',
  'leftOut',
  'headings',
  'subtotals',
  'notes',
  'examples',
  'empty',
] as const satisfies readonly (keyof Counts & RowFilter)[]

/**
 * What the rows of the file came to. They add up to the rows of the sheets, and it is said; each
 * number opens its rows. Empty rows that the file does not store have none to show.
 */
export function CountsPanel(props: {
  readonly counts: Counts
  /** Whether the rows have been taken over: then they are no longer to be. */
  readonly taken?: boolean
  readonly now?: RowFilter | undefined
  readonly onOpen?: (show: RowFilter) => void
}) {
  const { counts, onOpen } = props
  const shown = ORDER.filter((name) => counts[name] > 0 || name === 'data' || name === 'refused')
  const nameOf = (name: RowFilter) => rowText(name, props.taken ?? false)
  return (
    <div className="rowcounts">
      <dl>
        {shown.map((name) => (
          <div key={name} className={props.now === name ? 'on' : ''}>
            <dt>{nameOf(name)}</dt>
            <dd>
              {onOpen ? (
                <button
                  type="button"
                  className="linkish"
                  aria-pressed={props.now === name}
                  onClick={() => onOpen(name)}
                >
                  {counts[name].toLocaleString('en-US')}
                </button>
              ) : (
                counts[name].toLocaleString('en-US')
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p className="sm">
        {shown.map((name) => `${nameOf(name)} ${counts[name]}`).join(' + ')} ＝ 全部{' '}
        <b>{counts.total.toLocaleString('en-US')}</b> 行
      </p>
      {!adds(counts) && (
        <Note tone="red" alert>
          各类行数之和与表中行数不符，请将文件交系统管理员核查，暂勿导入。
        </Note>
      )}
    </div>
  )
}
