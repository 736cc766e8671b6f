import { join, resolve } from 'node:path'
import { rows } from '#kernel/index.ts'
import { parseEntry } from '#journal/index.ts'
import { lawCheck } from '#law/index.ts'
import { judgeNoticeAgain } from '#bulletins/index.ts'
import { judgeAgain } from '#findings/index.ts'
import { print, withProduct, type Json } from './command-line.ts'
import { ROOT } from './product.ts'

/** `law check [DIR]`: totals, collisions, gaps and conflicts of the packs, by file and line. */
export async function lawCheckCommand(dir: string | undefined, options: Json): Promise<void> {
  const report = lawCheck(dir ? resolve(dir) : join(ROOT, 'law'))
  const lines = [
    ...report.packs.map(
      (pack) => `${pack.id} ${pack.version.slice(0, 12)} ${countsOf(pack.counts)}`,
    ),
    ...report.problems.map((p) => `${p.file}:${p.line} ${p.severity} ${p.pack} ${p.message}`),
    report.ok ? '没有错误。' : '有错误，见上。',
  ]
  print(report, report.ok, options, lines)
}

function countsOf(counts: Readonly<Record<string, number | string>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')
}

const BATCH = 1000

/** `law replay`: judges every recorded act again from what its rule saw. */
export async function lawReplayCommand(options: Json): Promise<void> {
  const report = await withProduct(async ({ db }) => {
    let judged = 0
    let unjudged = 0
    const differing: { index: number; act: string; refused: string }[] = []
    for (let from = 0; ; from += BATCH) {
      const found = await rows<{ idx: bigint; leaf: Buffer }>(
        db.owner,
        'select idx, leaf from journal_entry where idx >= $1 and idx < $2 order by idx',
        [from, from + BATCH],
      )
      if (found.length === 0) break
      for (const { idx, leaf } of found) {
        const entry = parseEntry(leaf)
        const verdict =
          entry &&
          (entry.act.startsWith('notice.') ? judgeNoticeAgain : judgeAgain)(entry.act, entry.inputs)
        if (verdict === undefined) unjudged += 1
        else judged += 1
        if (verdict) {
          differing.push({ index: Number(idx), act: entry?.act ?? '', refused: verdict.refused })
        }
      }
    }
    return { ok: differing.length === 0, judged, unjudged, differing }
  })
  print(report, report.ok, options, [
    `已重新研判 ${report.judged} 次办理，另有 ${report.unjudged} 次不涉及研判。`,
    ...report.differing.map((d) => `第${d.index}条 ${d.act}：按现行规则不能办理，${d.refused}`),
  ])
}
