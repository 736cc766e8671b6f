import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useParams, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { Answer } from '#kernel/faces.ts'
import { CLASS_LABELS, MARK_LABELS, RANK_LABELS } from '#law/texts.ts'
import { getPack } from '#law/words.ts'
import { call } from '../parts/api.ts'
import { Failed, Loading } from '../parts/page-state.tsx'
import { Tag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { fullTime } from '../parts/dates.ts'
import { Regime } from './regime.tsx'
import { valueText } from './value-text.ts'
import '../styles/detail.css'
import '../styles/law.css'

type Pack = Answer<typeof getPack>

/** One instrument: its articles with what is taken from each, its gaps and its versions. */
export function PackPage() {
  const { pack: id } = useParams({ from: '/inside/law/$pack' })
  const { version } = useSearch({ from: '/inside/law/$pack' })
  const found = useQuery({
    queryKey: ['law', 'pack', id, version],
    queryFn: () => call(getPack, { params: { id }, query: version ? { version } : {} }),
  })
  useTitle(found.data?.pack.title ?? '规则')
  useArticleInSight(found.isSuccess)
  if (found.isPending) return <Loading lines={10} />
  if (found.isError) return <Failed error={found.error} retry={() => void found.refetch()} />
  return <PackView data={found.data} />
}

/** Goes to the article named in the address, and marks it. */
function useArticleInSight(ready: boolean): void {
  const hash = useLocation({ select: (location) => location.hash })
  useEffect(() => {
    if (!ready || !hash) return
    document.getElementById(`a-${hash}`)?.scrollIntoView({ block: 'center' })
  }, [ready, hash])
}

function PackView({ data }: { readonly data: Pack }) {
  const { pack } = data
  return (
    <>
      <nav className="crumb noprint" aria-label="位置">
        <Link to="/law">规则</Link> / {pack.short ?? pack.title}
      </nav>
      <div className="ttl">
        <h1>{pack.title}</h1>
      </div>
      <p className="tags">
        <Tag tone={pack.inForce ? 'green' : 'plain'} word={pack.inForce ? '有效' : '当日不适用'} />
        <span className="sm muted">
          {RANK_LABELS[pack.rank]} · {pack.issuer}
          {pack.number && ` · ${pack.number}`} · 自 {pack.from} 施行
          {pack.to && `，至 ${pack.to}`} · {MARK_LABELS[pack.mark]}
        </span>
      </p>
      {data.note && <p className="sm muted packnote">{data.note}</p>}
      <div className="two">
        <div className="l">
          {data.regime && <Regime regime={data.regime} />}
          <Articles data={data} />
        </div>
        <aside className="rr" aria-label="版本和问题">
          <Inconsistencies data={data} />
          <Versions data={data} />
        </aside>
      </div>
    </>
  )
}

function Articles({ data }: { readonly data: Pack }) {
  const hash = useLocation({ select: (location) => location.hash })
  return (
    <section className="card">
      <div className="h">
        <h2>条文和取值</h2>
        <span className="r sm muted">{data.articles.length} 条</span>
      </div>
      <ol className="articles">
        {data.articles.map((article) => (
          <li
            key={article.article}
            id={`a-${article.article}`}
            className={hash === article.article ? 'here' : ''}
          >
            <h3>
              {article.label}
              {article.title && ` ${article.title}`}
            </h3>
            <ul>
              {data.lines
                .filter((line) => line.article === article.article)
                .map((line) => (
                  <li key={`${line.part}${line.key}${JSON.stringify(line.when)}`} className="line">
                    <span>{line.label}</span>
                    <b>{valueText(line.value, line.unit)}</b>
                    <span className="xs muted">
                      {[line.mark === data.pack.mark ? '' : MARK_LABELS[line.mark], line.note]
                        .filter(Boolean)
                        .join('，')}
                    </span>
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Inconsistencies({ data }: { readonly data: Pack }) {
  if (data.inconsistencies.length === 0) return null
  return (
    <section className="card">
      <div className="h">
        <h2>不一致之处</h2>
        <span className="r sm muted">{data.inconsistencies.length} 处</span>
      </div>
      <ul className="dls">
        {data.inconsistencies.map((one) => (
          <li key={one.entry}>
            <div>
              <p className="sm">{one.about}</p>
              {one.class && <p className="xs muted">{CLASS_LABELS[one.class]}</p>}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Versions({ data }: { readonly data: Pack }) {
  return (
    <section className="card">
      <div className="h">
        <h2>版本</h2>
      </div>
      <ul className="dls">
        {data.versions.map((one) => (
          <li key={one.version}>
            <div>
              <Link
                to="/law/$pack"
                params={{ pack: data.pack.id }}
                search={{ version: one.version }}
                className="hash"
              >
                {one.version.slice(0, 12)}
              </Link>
              <p className="xs muted">
                {one.releasedAt ? `${fullTime(one.releasedAt)} 发布` : '未发布'}
                {one.seed && '，随系统提供'}
              </p>
            </div>
            {one.version === data.pack.version && <span className="sm muted">当前</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
