import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { LOOK_TAGS } from '#lookbacks/texts.ts'
import { listLooks } from '#lookbacks/words.ts'
import { call } from '../parts/api.ts'
import { StateTag } from '../parts/state-tag.tsx'

/** 回头看 of a finding that ended, or of the one it was opened anew from; nothing where there is none. */
export function LookPanel({ id }: { readonly id: string }) {
  const found = useQuery({
    queryKey: ['looks', 'finding', id],
    queryFn: () => call(listLooks, { query: { finding: id } }),
  })
  const looks = found.data?.rows ?? []
  if (looks.length === 0) return null
  return (
    <section className="card o4">
      <div className="h">
        <h2>回头看</h2>
      </div>
      <ul className="dls">
        {looks.map((look) => (
          <li key={look.id}>
            <div>
              <Link to="/looks/$id" params={{ id: look.id }}>
                {look.lookbackNumber}
              </Link>
              <p className="sm muted">
                {look.finding === id ? '本问题被抽中' : `由${look.findingNumber}认定虚假整改重开`}
                {look.relapse?.number && look.finding === id && (
                  <>
                    ，重开为{' '}
                    <Link to="/findings/$id" params={{ id: look.relapse.id }}>
                      {look.relapse.number}
                    </Link>
                  </>
                )}
              </p>
            </div>
            <StateTag word={LOOK_TAGS[look.state]} />
          </li>
        ))}
      </ul>
    </section>
  )
}
