import { useParams } from '@tanstack/react-router'
import { Failed, Loading } from '../parts/page-state.tsx'
import { useTitle } from '../parts/title.ts'
import { Ceremony } from './ceremony.tsx'
import { useDraw } from './draw-data.ts'
import '../styles/detail.css'

/** One draw for whoever takes a seat in it: a witness has no page of what is drawn for. */
export function DrawPage() {
  const { id } = useParams({ from: '/inside/draws/$id' })
  const draw = useDraw(id)
  useTitle('抽签')
  return (
    <>
      <div className="ttl">
        <h1>{draw.data?.title ?? '抽签'}</h1>
      </div>
      <div className="lookback">
        {draw.isPending && <Loading />}
        {draw.isError && <Failed error={draw.error} retry={() => void draw.refetch()} />}
        {draw.data && <Ceremony draw={draw.data} />}
      </div>
    </>
  )
}
