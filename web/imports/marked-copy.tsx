import { useMutation } from '@tanstack/react-query'
import { markCopy, type DraftView } from '#imports/words.ts'
import { JobProgress } from '../jobs/job-progress.tsx'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { sentenceOf } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'

/** 下载标注件: the user's own file, each row with what is to be said of it. */
export function MarkedCopy({ draft }: { readonly draft: DraftView }) {
  const make = useMutation({
    mutationFn: () => call(markCopy, { params: { id: draft.id } }),
    onError: (error) => say(sentenceOf(error), 'red'),
  })
  return (
    <>
      <Button small icon="download" busy={make.isPending} onClick={() => make.mutate()}>
        标注原表
      </Button>
      {make.data && (
        <Dialog title="标注原表" kind="middle" onClose={() => make.reset()}>
          <p className="sm muted">
            在上传的文件上标注：逐行写明“校验说明”，存疑的单元格加底色，其余内容保持原样。
          </p>
          <JobProgress id={make.data.job} />
          <div className="sends plain">
            <Button onClick={() => make.reset()}>返回</Button>
          </div>
        </Dialog>
      )}
    </>
  )
}
