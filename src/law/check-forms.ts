import { at } from './check-pack.ts'
import type { Read } from './load.ts'
import type { LawProblem } from './words.ts'

/** No form, column or fact stands twice, and a share relates columns that count. */
export function checkForms(read: Read): LawProblem[] {
  const forms = read.pack.forms?.forms ?? []
  const seen = new Set<string>()
  return forms.flatMap((form, index) => {
    const path = ['forms', index]
    const twice = `${form.key} ${form.from ?? ''}`
    const problems = seen.has(twice) ? [at(read, 'forms', path, `表 ${form.key} 重复出现`)] : []
    seen.add(twice)
    const columns = form.columns as readonly { readonly key?: string; readonly field?: string }[]
    const names = columns.map((column) => column.key ?? column.field)
    names.forEach((name, nth) => {
      if (names.indexOf(name) === nth) return
      problems.push(at(read, 'forms', [...path, 'columns', nth], `列 ${String(name)} 重复出现`))
    })
    if (form.kind === 'ledger') return problems
    const counting = new Set(form.columns.filter(({ count }) => count).map((column) => column.key))
    form.columns.forEach(({ share }, nth) => {
      for (const key of share ? [share.of, share.in] : []) {
        if (counting.has(key)) continue
        const message = `比率所用的 ${key} 不是本表的计数列`
        problems.push(at(read, 'forms', [...path, 'columns', nth, 'share'], message))
      }
    })
    return problems
  })
}
