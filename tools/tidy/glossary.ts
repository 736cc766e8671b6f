import { walk } from './code.ts'
import { lineAt, type Complaint, type Tree } from './tree.ts'

type Rule = 'glossary'

const GLOSSARY = 'GLOSSARY.md'

/**
 * Every word that a table of labels translates stands in the glossary, and every code word of the
 * glossary stands in the code: a newcomer who searches finds, and what is found is true.
 */
export function checkGlossary(tree: Tree): Complaint<Rule>[] {
  const glossary = tree.get(GLOSSARY)
  if (glossary === undefined) return []
  const words = new Map(
    [...glossary.matchAll(/`([a-z][A-Za-z0-9_]*)`/g)].map(({ 1: word = '', index }) => [
      word,
      index,
    ]),
  )
  return [...unexplained(tree, words), ...unused(tree, glossary, words)]
}

function unexplained(tree: Tree, words: ReadonlyMap<string, number>): Complaint<Rule>[] {
  const complaints: Complaint<Rule>[] = []
  for (const [file, text] of tree) {
    if (!/^src\/[^/]+\/texts\.ts$/.test(file)) continue
    walk(file, text, {
      VariableDeclarator({ id, init }) {
        if (id.type !== 'Identifier' || !/(^|_)LABELS$/.test(id.name) || !init) return
        let table = init
        while (table.type === 'TSSatisfiesExpression' || table.type === 'TSAsExpression') {
          table = table.expression
        }
        if (table.type !== 'ObjectExpression') return
        for (const row of table.properties) {
          if (row.type !== 'Property' || row.key.type !== 'Identifier') continue
          const { name, start } = row.key
          if (words.has(name) || !/^[a-z]\w*$/i.test(name)) continue
          const message = `${name} (${id.name}) has no row in ${GLOSSARY}`
          complaints.push({ file, line: lineAt(text, start), rule: 'glossary', message })
        }
      },
    })
  }
  return complaints
}

function unused(
  tree: Tree,
  glossary: string,
  words: ReadonlyMap<string, number>,
): Complaint<Rule>[] {
  const inCode = new Set<string>()
  for (const [file, text] of tree) {
    if (!/^(src|web|migrations)\/.*\.(tsx?|sql)$/.test(file)) continue
    for (const [word] of text.matchAll(/[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*/g)) inCode.add(word)
  }
  return [...words]
    .filter(([word]) => !inCode.has(word))
    .map(([word, index]) => ({
      file: GLOSSARY,
      line: lineAt(glossary, index),
      rule: 'glossary',
      message: `${word} stands in no code; name the word that does`,
    }))
}
