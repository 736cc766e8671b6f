import { lineAt, type Complaint, type Tree } from './tree.ts'

type Rule = 'machine-trace' | 'personal-data' | 'lockfile' | 'pinned'

/** Traces of the machine that a file was made on. */
const TRACES = [
  [/(?<![\w.~-])\/(home|Users|root|work|workspace|mnt)\/[\w.]/, 'a path of one machine'],
  [/\b[A-Z]:\\(Users|work)/i, 'a path of one machine'],
  [/\b(registry|artifactory|nexus|mirrors?|verdaccio)\.[\w-]+\.[\w.]+/, 'a host of a registry'],
  [/^\s*(@[\w-]+:)?registry\s*=/m, 'a registry; that is for each machine to set'],
  [/\b[\w-]+\.(internal|corp|lan|local)(?![\w(=:-])/, 'a host of one network'],
] as const satisfies readonly (readonly [RegExp, string])[]

/** Nothing in the project tells where it was made. */
export function checkTraces(tree: Tree): Complaint<Rule>[] {
  return scan(tree, (text) =>
    TRACES.flatMap(([pattern, what]) =>
      [...text.matchAll(new RegExp(pattern, `${pattern.flags}g`))].map(({ 0: found, index }) => ({
        index,
        rule: 'machine-trace' as const,
        message: `${found.trim()} is ${what}`,
      })),
    ),
  )
}

const MAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b/gi
const NOBODYS_MAIL =
  /@([\w.-]+\.)?(example\.(org|com|net|cn)|[\w-]+\.(test|invalid|example))$|^git@/i
const MOBILE = /(?<![\d.\w-])1[3-9]\d{9}(?![\d.\w-])/g
/** Numbers that nobody can hold: four zeros behind the prefix mark an invented one. */
const NOBODYS_MOBILE = /^1\d\d0000\d{4}$/
const LANDLINE = /(?<![\d-])0\d{2,3}-[2-8]\d{6,7}(?![\d-])/g
const IDENTITY =
  /(?<!\d)[1-6]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX](?!\d)/gi

/** No address, telephone or identity number of a real person stands in the project. */
export function checkPersonalData(tree: Tree): Complaint<Rule>[] {
  return scan(tree, (text) => [
    ...personal(text, MAIL, (found) => !NOBODYS_MAIL.test(found), 'looks like a mail address'),
    ...personal(text, MOBILE, (found) => !NOBODYS_MOBILE.test(found), 'looks like a mobile number'),
    ...personal(text, LANDLINE, () => true, 'looks like a telephone number'),
    ...personal(text, IDENTITY, identityHolds, 'is a valid identity number'),
  ])
}

function personal(
  text: string,
  pattern: RegExp,
  real: (found: string) => boolean,
  what: string,
): { index: number; rule: 'personal-data'; message: string }[] {
  return [...text.matchAll(pattern)]
    .filter(({ 0: found }) => real(found))
    .map(({ 0: found, index }) => ({
      index,
      rule: 'personal-data' as const,
      message: `${found} ${what}; use an invented one (someone@example.org, 13800000001)`,
    }))
}

/** The check digit of GB 11643: a number that fails it belongs to nobody. */
function identityHolds(number: string): boolean {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0)
  return '10X98765432'[sum % 11] === number[17]?.toUpperCase()
}

function scan<R extends Rule>(
  tree: Tree,
  find: (text: string) => { index: number; rule: R; message: string }[],
): Complaint<R>[] {
  return [...tree]
    .filter(([file, text]) => text !== '' && file !== 'package-lock.json' && !/\.csv$/.test(file))
    .flatMap(([file, text]) =>
      find(text).map(({ index, rule, message }) => ({
        file,
        line: lineAt(text, index),
        rule,
        message,
      })),
    )
}

/** The lockfile names versions and hashes, not the host of whoever wrote it. */
export function checkLockfile(tree: Tree): Complaint<Rule>[] {
  const text = tree.get('package-lock.json') ?? ''
  const offset = text.search(/"resolved":/)
  if (offset < 0) return []
  const message =
    'package-lock.json names hosts: npm install with omit-lockfile-registry-resolved=true'
  return [{ file: 'package-lock.json', line: lineAt(text, offset), rule: 'lockfile', message }]
}

/** Every dependency is one exact version: what was tried is what runs. */
export function checkPins(tree: Tree): Complaint<Rule>[] {
  const file = 'package.json'
  const text = tree.get(file)
  if (!text) return []
  const manifest = JSON.parse(text) as Readonly<Record<string, Readonly<Record<string, string>>>>
  return ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.entries(manifest[kind] ?? {})
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => ({
        file,
        line: lineAt(text, text.indexOf(`"${name}"`)),
        rule: 'pinned' as const,
        message: `${name} ${version} is a range: pin one version`,
      })),
  )
}
