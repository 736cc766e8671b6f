import type { Node } from 'oxc-parser'
import { codeUnder, walk } from './code.ts'
import { CLAUSE } from './references.ts'
import { lineAt, type Complaint, type Tree } from './tree.ts'

type Rule = 'total-table' | 'voice' | 'refusal'

/** Names of tables that must have a row for every state, role or act. */
const TOTAL = /(^|_)(MOVES|LABELS|TONES|TEXTS|TITLES|HINTS|ROUTES)$/

/**
 * A table by state or role is `as const satisfies Record<…>`: a forgotten row does not compile. A
 * table from whose keys the union itself is made is total already.
 */
export function checkTotalTables(tree: Tree): Complaint<Rule>[] {
  const complaints: Complaint<Rule>[] = []
  for (const [file, text] of codeUnder(tree, ['src', 'web'])) {
    walk(file, text, {
      VariableDeclarator({ id, init, start }) {
        if (id.type !== 'Identifier' || !TOTAL.test(id.name) || !init) return
        const claim = init.type === 'TSSatisfiesExpression' ? init.typeAnnotation : null
        const inner = init.type === 'TSSatisfiesExpression' ? init.expression : init
        const table = inner.type === 'TSAsExpression' ? inner.expression : inner
        if (table.type !== 'ObjectExpression') return
        if (text.includes(`keyof typeof ${id.name}`)) return
        const written = claim ? text.slice(claim.start, claim.end) : ''
        if (/^(Readonly<)?Record<(?!string\b)|^\{\s*(readonly\s+)?\[/.test(written)) return
        const message = written.includes('Record<string')
          ? `${id.name} satisfies a record of any string; name the union of its keys`
          : `${id.name} is a table by key: end it with \`as const satisfies Record<Key, …>\``
        const found = { file, line: lineAt(text, start), rule: 'total-table' as const, message }
        complaints.push(/MOVES$/.test(id.name) ? found : { ...found, warning: true })
      },
    })
  }
  return complaints
}

/** What a screen never says, and what it says instead (INTERFACE §8). */
const NEVER = [
  [/请您|亲爱的|哦[。！]?$/, 'write as an office does: verb and object, no courtesies'],
  [/！|成功啦/, 'no exclamation: say what happened'],
  [/点击这里|点击此处/, 'name what the link leads to'],
  [/工单/, 'a 问题 or 任务, never a 工单'],
  [/用户(?!名)/, 'name the post or person: 人员, 本岗位, 单位'],
  [/^(确定|取消|删除|关闭)$/, 'the button repeats its verb; records are 作废, never deleted'],
] as const satisfies readonly (readonly [RegExp, string])[]

/** Where the texts of screens stand; the command line speaks of the system's users, and may. */
const SCREENS = /^(web\/|src\/[^/]+\/(texts|words|rules)\.ts$)/

/** The Chinese that people read keeps the register of INTERFACE §8. */
export function checkVoice(tree: Tree): Complaint<Rule>[] {
  const complaints: Complaint<Rule>[] = []
  for (const [file, text] of codeUnder(tree, ['src', 'web'])) {
    if (!SCREENS.test(file)) continue
    const judge = (said: string, offset: number): void => {
      for (const [pattern, instead] of NEVER) {
        if (!pattern.test(said.trim())) continue
        const message = `“${said.trim().slice(0, 30)}”: ${instead}`
        complaints.push({ file, line: lineAt(text, offset), rule: 'voice', message })
      }
    }
    walk(file, text, {
      Literal: ({ value, start }) => void (typeof value === 'string' && judge(value, start)),
      TemplateElement: ({ value, start }) => judge(value.cooked ?? '', start),
      JSXText: ({ value, start }) => judge(value, start),
    })
  }
  return complaints
}

/** A refusal is a whole Chinese sentence and names a clause; the person concerned reads both. */
export function checkRefusals(tree: Tree): Complaint<Rule>[] {
  const complaints: Complaint<Rule>[] = []
  for (const [file, text] of codeUnder(tree, ['src', 'web'])) {
    walk(file, text, {
      CallExpression({ callee, arguments: [sentence, clause], start }) {
        if (callee.type !== 'Identifier' || callee.name !== 'refuse') return
        const say = (message: string): void => {
          complaints.push({ file, line: lineAt(text, start), rule: 'refusal', message })
        }
        const said = saidBy(sentence)
        if (said !== null && !/\p{Script=Han}[^]*[。？）]$/u.test(said)) {
          say(`“${said.slice(0, 30)}” is not a Chinese sentence with its full stop`)
        }
        if (clause === undefined) say('names no clause')
        else if (clause.type === 'Literal' && !CLAUSE.test(String(clause.value))) {
          say(`${clause.raw ?? 'this'} is no clause: write pack-id#article`)
        }
      },
    })
  }
  return complaints
}

/** The text of a literal or template, what is put in standing as 甲; null for anything else. */
function saidBy(node: Node | undefined): string | null {
  if (node?.type === 'Literal') return String(node.value)
  if (node?.type !== 'TemplateLiteral') return null
  return node.quasis.map((quasi) => quasi.value.cooked ?? '').join('甲')
}
