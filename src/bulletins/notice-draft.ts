import type { Runner } from '#kernel/index.ts'
import { officeTemplate, render } from '#documents/index.ts'
import type { FileStore } from '#files/index.ts'
import type { Made } from './notice-make.ts'
import type { NoticeFound } from './notice-queries.ts'
import { noticeData } from './notice-word.ts'
import type { Publicity } from './notice-words.ts'

/** The Word file of a notice that waits for its signature, without number and links. */
export async function draftFile(
  { db, clock }: Runner,
  files: FileStore,
  found: NoticeFound,
  made: Made,
) {
  const of = { org: found.owner_org, form: 'notice' } as const
  const template = await officeTemplate(db.app, files, of)
  return render(
    template,
    noticeData(made.content, {
      number: null,
      publicity: found.publicity as Publicity,
      remark: found.remark,
      corrects: found.corrects_number,
      date: clock.today(),
      opens: null,
    }),
  )
}
