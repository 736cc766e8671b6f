import { Link } from '@tanstack/react-router'
import { MARK_LABELS, RANK_LABELS } from '#law/texts.ts'
import type { PackSummary } from '#law/words.ts'
import { Empty } from '../parts/page-state.tsx'
import { Tag } from '../parts/state-tag.tsx'
import '../styles/list.css'

/** The instruments, those in force first. */
export function PackTable({ packs }: { readonly packs: readonly PackSummary[] }) {
  if (packs.length === 0) return <Empty>当日在该地区没有有效的文件。</Empty>
  const sorted = [...packs].sort((a, b) => Number(b.inForce) - Number(a.inForce))
  return (
    <div className="tb fold" tabIndex={0} role="region" aria-label="文件，可横向滚动">
      <table>
        <caption className="vh">现行文件</caption>
        <thead>
          <tr>
            <th scope="col" className="f2 f0">
              名称
            </th>
            <th scope="col">位阶</th>
            <th scope="col">文号</th>
            <th scope="col">制定机关</th>
            <th scope="col">施行</th>
            <th scope="col">效力</th>
            <th scope="col">出处</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((pack) => (
            <tr key={`${pack.id}${pack.version}`}>
              <td className="f2 f0 packname" data-label="名称">
                <Link to="/law/$pack" params={{ pack: pack.id }}>
                  {pack.title}
                </Link>
              </td>
              <td className="nw" data-label="位阶">
                {RANK_LABELS[pack.rank]}
              </td>
              <td className="nw" data-label="文号">
                {pack.number ?? ''}
              </td>
              <td data-label="制定机关">{pack.issuer}</td>
              <td className="nw" data-label="施行">
                {pack.from}
                {pack.to && ` 至 ${pack.to}`}
              </td>
              <td data-label="效力">
                <Tag
                  tone={pack.inForce ? 'green' : 'plain'}
                  word={pack.inForce ? '有效' : '当日不适用'}
                />
              </td>
              <td className="nw" data-label="出处">
                {MARK_LABELS[pack.mark]}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
