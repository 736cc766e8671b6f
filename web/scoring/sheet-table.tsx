import type { Category, Item } from '#scores/words.ts'
import { endOf } from '#scoring/rules.ts'
import { CAP_ASSUMED, clauseText, ITEM_STATE_LABELS } from '#scoring/texts.ts'
import type { ItemView, SheetDetail } from '#scoring/words.ts'
import { Button } from '../parts/button.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { scoringOf } from './data.ts'

type Given = { readonly sheet: SheetDetail; readonly onOpen: (item: number) => void }

/** The six printed columns, level by level; on a phone each item is a card. */
export function SheetTable({ sheet, onOpen }: Given) {
  const { sheet: head, categories } = scoringOf(sheet)
  return (
    <section className="card score-sheet printed" aria-label={head.title} tabIndex={0}>
      <p className="only-print sheet-head">
        {head.header.map((label, at) => (
          <span key={label}>
            {label}：{at === 0 && head.header.length > 1 ? sheet.ownerName : sheet.subjectName}
          </span>
        ))}
      </p>
      <table>
        <caption className="vh">{head.title}</caption>
        <thead>
          <tr>
            {head.columns.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        {head.levels.map(({ level, heading, points }) => (
          <tbody key={level}>
            <tr className="level">
              <th colSpan={head.columns.length} scope="rowgroup">
                {heading}（{points}分）：得 {sheet.figures.levels[level] ?? '0'} 分
              </th>
            </tr>
            {categories
              .filter((category) => category.level === level)
              .map((category) => (
                <CategoryRows key={category.id} category={category} sheet={sheet} onOpen={onOpen} />
              ))}
          </tbody>
        ))}
      </table>
      <p className="score-foot">
        <b>
          {head.footer}：{endOf(sheet.figures)}
          {!sheet.figures.complete && '（尚有未评）'}
        </b>
        <span className="only-print">{sheet.ownerName}（盖章）　　　　年　　月　　日</span>
      </p>
    </section>
  )
}

function CategoryRows({ category, sheet, onOpen }: Given & { readonly category: Category }) {
  return category.items.map((item, index) => {
    const said = sheet.items.find((one) => one.item === item.id)
    if (!said) return null
    return (
      <tr key={item.id} className={said.state === 'not_scored' ? 'open' : ''}>
        {index === 0 && (
          <td rowSpan={category.items.length} className="category">
            {category.id}. {category.label}
            <span className="muted nw">（{category.points}分）</span>
          </td>
        )}
        <td>
          {item.id}. {item.label}
          <span className="muted nw">（{item.points}分）</span>
          <p className="noprint">
            <Button small onClick={() => onOpen(item.id)}>
              {sheet.state === 'open' ? '评分' : '查看'}
              <span className="vh">第{item.id}项</span>
            </Button>{' '}
            <Who said={said} />
          </p>
        </td>
        <td>
          <Criteria item={item} />
        </td>
        <td className="pre">{said.done}</td>
        <td className="number">
          {said.score ?? <StateTag word={ITEM_STATE_LABELS[said.state]} />}
          {said.capped && <StateTag word={CAP_ASSUMED} side />}
        </td>
        <td>
          <Taken item={item} said={said} />
        </td>
      </tr>
    )
  })
}

/** Who takes the item, and who has scored it. */
function Who({ said }: { readonly said: ItemView }) {
  const name = said.scoredName ?? said.assigneeName
  if (name === null) return null
  return (
    <span className="sm muted">
      {name}
      {said.scoredName === null ? '待评' : '评'}
    </span>
  )
}

export function Criteria({ item }: { readonly item: Item }) {
  return (
    <ul className="criteria">
      {item.criteria.map(({ key, number, clauses }) => (
        <li key={key}>
          （{number}）{clauses.map(clauseText).join('；')}
        </li>
      ))}
    </ul>
  )
}

/** 扣分及原因, with the findings that were registered from it. */
function Taken({ item, said }: { readonly item: Item; readonly said: ItemView }) {
  const criterion = (key: string) => item.criteria.find((one) => one.key === key)
  return (
    <ul className="criteria">
      {said.deductions.map((one) => (
        <li key={`${one.criterion} ${one.clause}`}>
          （{criterion(one.criterion)?.number}）扣
          {criterion(one.criterion)?.clauses[one.clause - 1]?.points}分
          {one.times > 1 && `×${one.times}`}
          {one.named.length > 0 && `（${one.named.join('、')}）`}：{one.reason}
        </li>
      ))}
      {said.notApplicable.map((key) => (
        <li key={key}>（{criterion(key)?.number}）不涉及</li>
      ))}
      {said.findings.map((one) => (
        <li key={one.id} className="sm muted">
          已登记 {one.number}
        </li>
      ))}
    </ul>
  )
}
