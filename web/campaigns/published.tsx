import { Link } from '@tanstack/react-router'
import { Button } from '../parts/button.tsx'
import { download } from '../parts/download.ts'
import { sentenceOf } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'
import { Hash } from '../draws/ceremony.tsx'

/** The published file of a draw, which anybody may check without this platform. */
export function Published(props: {
  readonly file: string
  readonly fileHash: string | null
  readonly rings?: readonly number[]
}) {
  const fetchFile = () =>
    void download(props.file, '分组抽签.json').catch((error: unknown) =>
      say(sentenceOf(error), 'red'),
    )
  return (
    <section className="card o4" aria-label="抽签结果">
      <div className="h">
        <h2>抽签结果</h2>
      </div>
      <p className="bd sm">
        {props.rings && props.rings.length > 0 && (
          <>各单位均检查一个、被一个检查，不查自己，不两两互查（环：{props.rings.join('、')}）。 </>
        )}
        {props.fileHash && (
          <>
            公布文件摘要 <Hash text={props.fileHash} />。{' '}
          </>
        )}
        在{' '}
        <Link to="/draws/verify" className="inline">
          抽签核验
        </Link>{' '}
        页面可由浏览器在本机重新抽取核对。
      </p>
      <p className="acts noprint">
        <Button small icon="download" onClick={fetchFile}>
          下载抽签文件
        </Button>
      </p>
    </section>
  )
}
