import { codeUnder, requests, targetOf } from './code.ts'
import { isPure, moduleOf, MODULES } from './house.ts'
import { lineAt, type Complaint, type Tree } from './tree.ts'

type Rule = 'module-order' | 'module-door' | 'web-imports'

/**
 * Imports go up the list of DESIGN §3 only, and enter another module through its index.ts. Words,
 * rules and texts are doors of their own, because the browser loads them without the server.
 */
export function checkModules(tree: Tree): Complaint<Rule>[] {
  const complaints: Complaint<Rule>[] = []
  for (const [path, text] of codeUnder(tree, ['src', 'web'])) {
    for (const { from, offset } of requests(path, text)) {
      const target = targetOf(path, from)
      if (target === null) continue
      const found = path.startsWith('web/') ? fromWeb(target) : fromSource(path, target)
      if (found) complaints.push({ file: path, line: lineAt(text, offset), ...found })
    }
  }
  return [...complaints, ...unlistedFolders(tree)]
}

/** A module's index.ts; a folder inside one, such as kernel/store, may have a door of its own. */
function isDoor(target: string): boolean {
  return /^src\/[^/]+\/([^/]+\/)?index\.ts$/.test(target)
}

type Found = { rule: Rule; message: string } | null

function fromSource(path: string, target: string): Found {
  const home = moduleOf(path)
  const other = moduleOf(target)
  if (home === other) return null
  if (other === null) {
    return {
      rule: 'module-order',
      message: `src/ stands alone and may not import ${target}; move what is shared into a module`,
    }
  }
  if (rank(other) > rank(home)) {
    return {
      rule: 'module-order',
      message:
        `${home} stands above ${other} in DESIGN §3 and may not import it; hand it down as an ` +
        'argument, or as an event through src/app/reactions.ts',
    }
  }
  if (isDoor(target) || isPure(target)) return null
  return {
    rule: 'module-door',
    message: `reaches past the door of ${other}: import #${other}/index.ts instead of ${target}`,
  }
}

function fromWeb(target: string): Found {
  if (target.startsWith('web/') || isPure(target)) return null
  return {
    rule: 'web-imports',
    message:
      `the browser may load words, rules, texts and the kernel's faces, refusal, dates and ` +
      `canonical, not ${target}`,
  }
}

function unlistedFolders(tree: Tree): Complaint<Rule>[] {
  const seen = new Map<string, string>()
  for (const path of tree.keys()) {
    const home = moduleOf(path)
    if (home !== null && rank(home) < 0 && !seen.has(home)) seen.set(home, path)
  }
  return [...seen].map(([home, file]) => ({
    file,
    line: 1,
    rule: 'module-order',
    message: `src/${home} has no place in the order of modules (DESIGN §3, tools/tidy/house.ts)`,
  }))
}

function rank(name: string | null): number {
  return (MODULES as readonly (string | null)[]).indexOf(name)
}
