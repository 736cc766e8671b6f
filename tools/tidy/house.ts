/** The folders of src/ in the order of dependence: a folder imports only from folders before it. */
export const MODULES = [
  'kernel',
  'journal',
  'law',
  'places',
  'search',
  'files',
  'jobs',
  'sheets',
  'documents',
  'deadlines',
  'handovers',
  'messages',
  'papers',
  'dispatches',
  'meetings',
  'norms',
  'draws',
  'scores',
  'packs',
  'enterprises',
  'grids',
  'findings',
  'scoring',
  'supervision',
  'warnings',
  'oversight',
  'lookbacks',
  'progress',
  'imports',
  'exports',
  'invitations',
  'plans',
  'inspections',
  'campaigns',
  'enforcement',
  'tipoffs',
  'audits',
  'accidents',
  'duties',
  'accountability',
  'assessment',
  'monitoring',
  'bulletins',
  'links',
  'app',
] as const

/** Kernel files that the browser loads too. */
const BROWSER_SAFE = new Set(
  ['faces', 'refusal', 'dates', 'canonical'].map((name) => `src/kernel/${name}.ts`),
)

/** Packages that a pure file may use: they neither read nor write anything. */
export const PURE_PACKAGES = new Set(['zod', 'decimal.js', 'temporal-polyfill', 'util-helpers'])

/** The module that a path belongs to, or null outside src/. */
export function moduleOf(path: string): string | null {
  return /^src\/([^/]+)\//.exec(path)?.[1] ?? null
}

/** Words, rules, texts and the browser-safe kernel: pure, and open to every other file. */
export function isPure(path: string): boolean {
  return /^src\/[^/]+\/(words|rules|texts)\.ts$/.test(path) || BROWSER_SAFE.has(path)
}
