import { indexOfWords, written, type Statement, type Token } from './tokens.ts'

export type StatementRule =
  | 'enum'
  | 'logic-in-database'
  | 'reference-action'
  | 'volatile'
  | 'collation'
  | 'grouping-sets'
  | 'scope-setting'
  | 'jur-changes'
  | 'newer-sql'

export type Found<Rule> = {
  readonly rule: Rule
  readonly at: number
  readonly message: string
  readonly warning?: true
}

/** Rules for one statement, whether it stands in a migration or in code. */
export function checkStatement({ tokens, at }: Statement): Found<StatementRule>[] {
  const text = written(tokens)
  return [
    ...PATTERNS.filter(({ pattern }) => pattern.test(text)).map(({ rule, message }) => ({
      rule,
      at,
      message,
    })),
    ...volatile(tokens),
    ...collations(tokens),
    ...newer(tokens),
  ]
}

/** Read against the statement's tokens in lower case with single blanks between. */
const PATTERNS = [
  {
    rule: 'enum',
    pattern: /^create type \S+ as enum|^alter type \S+ add value/,
    message: 'states are text with a check: an enum is not leakproof and cannot lose a value',
  },
  {
    rule: 'logic-in-database',
    pattern:
      /^create (or replace )?(constraint )?(trigger|function|procedure|rule|aggregate) |^do /,
    message: 'logic stands in commands: no triggers, functions or procedures',
  },
  {
    rule: 'logic-in-database',
    pattern: /^create extension /,
    message: 'a given server need not have extensions',
  },
  {
    rule: 'reference-action',
    pattern: /on (delete|update) set (null|default)/,
    message:
      'on delete set null or default fails once tables are distributed: clear it in a command',
  },
  {
    rule: 'grouping-sets',
    pattern: /\b(grouping sets|rollup|cube) \(/,
    message: 'no grouping sets, rollup or cube: group by, or sum in the reader',
  },
  {
    rule: 'scope-setting',
    pattern: /set_config \( 'app\./,
    message: "scope is set by set local app.x = 'literal': set_config does not reach other nodes",
  },
  {
    rule: 'scope-setting',
    pattern: /\bset (session )?app \./,
    message: 'a scope set without local outlives its transaction on a pooled connection',
  },
  {
    rule: 'jur-changes',
    pattern: /\bset (?:\( )?(?:[^;()]* , )?jur =(?!=)/,
    message: 'jur never changes: a new row, and an alias in the registry',
  },
] as const satisfies readonly { rule: StatementRule; pattern: RegExp; message: string }[]

const VOLATILE = new Set(
  (
    'now clock_timestamp statement_timestamp transaction_timestamp timeofday random ' +
    'gen_random_uuid uuid_generate_v4 uuidv4 uuidv7'
  ).split(' '),
)
const VOLATILE_WORDS = new Set(
  'current_timestamp current_date current_time localtimestamp localtime'.split(' '),
)

/** Times, ids and chance come from the application, so that an act replays and nodes agree. */
function volatile(tokens: readonly Token[]): Found<'volatile'>[] {
  const text = written(tokens.slice(0, 2))
  const writes =
    indexOfWords(tokens, 'insert into') >= 0 ||
    indexOfWords(tokens, 'merge into') >= 0 ||
    tokens.some(({ text: word }, i) => word === 'update' && tokens[i - 1]?.text !== 'for')
  if (!writes && !/^(create|alter)/.test(text)) return []
  return tokens.flatMap(({ text: word, at, kind }, i) => {
    const called = VOLATILE.has(word) && tokens[i + 1]?.text === '('
    if (kind !== 'word' || !(called || VOLATILE_WORDS.has(word))) return []
    return [
      { rule: 'volatile', at, message: `${word} in a write or a default: pass it in as a value` },
    ]
  })
}

function collations(tokens: readonly Token[]): Found<'collation'>[] {
  return tokens.flatMap(({ text, at }, i) => {
    const name = tokens[i + 1]?.text
    if (text !== 'collate' || name === undefined || name === '"C"') return []
    return [{ rule: 'collation', at, message: `collate ${name}: sort by "C" or by a stored key` }]
  })
}

const NEWER = [
  [/\b(uuidv4|uuidv7|any_value|json_table|json_serialize|json_scalar) \(/, '16 to 18'],
  [/\bwithout overlaps\b|\bgenerated always as \( .* \) virtual\b/, '18'],
  [/\breturning (with )?\(? ?(old|new)\b/, '18'],
  [/^merge .* returning\b/, '17'],
] as const satisfies readonly (readonly [RegExp, string])[]

/** PostgreSQL 15 is the oldest server the product runs on. */
function newer(tokens: readonly Token[]): Found<'newer-sql'>[] {
  const text = written(tokens)
  const at = tokens[0]?.at ?? 0
  return NEWER.filter(([pattern]) => pattern.test(text)).map(([pattern, version]) => ({
    rule: 'newer-sql',
    at,
    message: `${pattern.exec(text)?.[0]} came with PostgreSQL ${version}, and 15 must do`,
  }))
}

/** Rows of a ledger are locked within one jur: a lock over several shards is refused. */
export function checkLocks(
  { tokens, at }: Statement,
  ledgers: ReadonlySet<string>,
): Found<'lock-by-jur'>[] {
  const lock = tokens.findIndex(
    ({ text }, i) => text === 'for' && /^(update|share|no)$/.test(tokens[i + 1]?.text ?? ''),
  )
  if (lock < 0) return []
  const locked = tokens.find(
    ({ text }, i) => ledgers.has(text) && /^(from|join)$/.test(tokens[i - 1]?.text ?? ''),
  )
  const byJur = tokens.some(({ text }, i) => text === 'jur' && tokens[i + 1]?.text === '=')
  if (!locked || byJur) return []
  const message = `locks rows of ${locked.text} without jur = $n: refused once tables are distributed`
  return [{ rule: 'lock-by-jur', at, message, warning: true }]
}
