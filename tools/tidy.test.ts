import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tidy, type TidyRule } from './tidy.ts'

type Files = Readonly<Record<string, string>>

/** For every rule: files that break it, each in its own way, and files that keep it. */
const PLANTED = {
  'module-order': {
    breaches: [
      { 'src/law/index.ts': `import { find } from '#findings/index.ts'\nfind()` },
      { 'src/kernel/a.ts': `const law = await import('#law/index.ts')` },
      { 'src/kernel/a.ts': `export { x } from '../law/index.ts'` },
      { 'src/law/a.ts': `import { db } from '../../test/database.ts'` },
      { 'src/surprise/index.ts': 'export const a = 1' },
    ],
    keeps: { 'src/findings/commands.ts': `import { law } from '#law/index.ts'` },
  },
  'module-door': {
    breaches: [
      { 'src/law/load.ts': `import { rows } from '#kernel/database.ts'` },
      { 'src/findings/commands.ts': `import type { Row } from '../law/tables.ts'` },
    ],
    keeps: {
      'src/findings/a.ts': `import { rows } from '#kernel/index.ts'\nimport { W } from '#law/words.ts'`,
      'src/findings/b.ts': `import { refuse } from '#kernel/refusal.ts'\nimport { c } from './a.ts'`,
      'src/findings/a.test.ts': `import { testDatabase } from '../../test/database.ts'`,
    },
  },
  'web-imports': {
    breaches: [
      { 'web/findings/list.tsx': `import { list } from '#findings/index.ts'` },
      { 'web/findings/list.tsx': `import { list } from '../../src/findings/queries.ts'` },
      { 'web/main.tsx': `const page = await import('#findings/tables.ts')` },
    ],
    keeps: {
      'web/list.tsx': `import { face } from '#kernel/faces.ts'\nimport { M } from '#findings/rules.ts'`,
    },
  },
  purity: {
    breaches: [
      { 'src/law/words.ts': `import { readFileSync } from 'node:fs'` },
      { 'src/law/texts.ts': `import pg from 'pg'` },
      { 'src/law/rules.ts': `import { rows } from '#kernel/index.ts'` },
      { 'src/law/rules.ts': `import { type Row } from './index.ts'` },
      { 'src/law/rules.ts': 'const at = Date.now()' },
      { 'src/law/rules.ts': 'export const at = () => new Date()' },
      { 'src/law/rules.ts': 'const lot = Math.random()' },
      { 'src/law/rules.ts': 'const id = crypto.randomUUID()' },
      { 'src/law/rules.ts': 'const today = Temporal.Now.plainDateISO()' },
      {
        'src/law/rules.ts': `import { later } from './moves.ts'`,
        'src/law/moves.ts': `import { env } from 'node:process'`,
      },
    ],
    keeps: {
      'src/law/rules.ts': `import * as z from 'zod'
        import type { Row } from './tables.ts'
        import { refuse } from '#kernel/refusal.ts'
        import { later } from './moves.ts'
        const day = (on: string, location: { place: string }) => new Date(on + location.place)`,
      'src/law/moves.ts': 'const table = 1',
      'src/law/load.ts': `import { readFileSync } from 'node:fs'\nconst at = Date.now()`,
    },
  },
  'file-length': {
    breaches: [{ 'src/law/a.ts': 'a()\n'.repeat(401) }, { 'web/a.tsx': 'a()\n'.repeat(310) }],
    keeps: { 'src/law/a.ts': 'a()\n'.repeat(299), 'src/law/a.test.ts': 'a()\n'.repeat(700) },
  },
  'function-length': {
    breaches: [
      { 'src/law/a.ts': `function a() {\n${'b()\n'.repeat(80)}}` },
      { 'web/a.tsx': `const a = () => {\n${'b()\n'.repeat(85)}}` },
      { 'src/law/a.ts': `const a = () => {\n${'b()\n'.repeat(65)}}` },
    ],
    keeps: {
      'src/law/a.ts': `function a() {\n${'b()\n'.repeat(58)}}`,
      'test/a.ts': `test(() => {\n${'b()\n'.repeat(90)}})`,
    },
  },
  docstring: {
    breaches: [
      { 'src/kernel/a.ts': 'export function a() {}' },
      {
        'src/law/rules.ts':
          '/** Far above what it is about. */\nconst a = 1\nexport function b() {}',
      },
      { 'src/law/queries.ts': '// no docstring\nexport const list = async () => 1' },
      { 'src/law/rules.ts': '/** */\nexport function a() {}' },
    ],
    keeps: {
      'src/kernel/a.ts':
        '/** Answers one, always. */\nexport function a() { return b() }\nfunction b() {}',
      'src/law/load.ts': 'export function a() {}',
    },
  },
  unfinished: {
    breaches: [{ 'src/law/a.ts': `// ${'TO'}DO: later` }, { 'test/a.ts': `/* ${'FIX'}ME */` }],
    keeps: { 'src/law/a.ts': `const word = '${'TO'}DO'\n// nothing left to do` },
  },
  console: {
    breaches: [{ 'src/law/a.ts': `console.log('x')` }, { 'web/a.tsx': `console.error('x')` }],
    keeps: { 'src/app/main.ts': `console.log('x')` },
  },
  link: {
    breaches: [
      { 'README.md': 'See [there](docs/nowhere.md).' },
      { 'README.md': '![screen](screen.png)' },
      { 'README.md': '[part](A.md#no-such-part)', 'A.md': '# A part' },
      { 'docs/A.md': '[up](README.md)', 'README.md': '' },
    ],
    keeps: {
      'README.md': [
        '[a](docs/A.md#一词-one-word) [here](#top) [w](https://example.org) [folder](docs)',
        '# Top',
        '`[not](a-link.md)`',
        '```',
        '[nor](this.md)',
        '```',
      ].join('\n'),
      'docs/A.md': '## 一词 (one word)',
    },
  },
  clause: {
    breaches: [
      { 'src/law/rules.ts': `refuse('…', 'cn-law-2021#42')`, ...pack('{ count: 41 }') },
      { 'src/law/rules.ts': `refuse('…', 'cn-law-2020#41')`, ...pack('{ count: 41 }') },
      { 'web/a.tsx': `const c = 'cn-law-2021#item-49'`, ...pack('{}') },
      { 'GLOSSARY.md': 'See `cn-law-2021#item-49`.', ...pack('{}') },
      {
        'src/law/rules.ts': `const c = 'cn-law-2021#item-49'`,
        ...pack(`{ series: [{ prefix: item-, from: 1, to: 48, label: x }] }`),
      },
    ],
    keeps: {
      'src/law/rules.ts': `refuse('…', 'cn-law-2021#41.2(3)')
        const more = ['cn-law-2021#item-48', 'cn-law-2021#scope', 'cn-law-2021#C48a', 'see a#b']`,
      ...pack(
        `{ count: 41, named: { scope: 适用 }, series: [{ prefix: item-, from: 1, to: 48 }] }`,
      ),
      'law/0/cn-law-2021/scoring.yaml': 'criteria:\n  - { key: C48a, points: 1 }',
    },
  },
  glossary: {
    breaches: [
      { 'GLOSSARY.md': '| 复查 | `recheck` |', 'src/law/a.ts': 'const rechecks = 1' },
      {
        'GLOSSARY.md': '| 复查 | `recheck` |',
        'src/law/texts.ts': `const LABELS = { recheck: '复查', report: '上报' } as const`,
      },
    ],
    keeps: {
      'GLOSSARY.md': '| 复查 | `recheck` | `pack#article` |\n| 上报 | `report` | 督办 |',
      'src/law/texts.ts': `const LABELS = { recheck: '复查', report: '上报' } as const`,
    },
  },
  'total-table': {
    breaches: [
      { 'src/law/rules.ts': 'export const MOVES = { a: [] }' },
      { 'src/law/texts.ts': `const STATE_LABELS: Record<State, string> = { a: '甲' }` },
      {
        'src/law/texts.ts': `const LABELS = { a: '甲' } as const satisfies Record<string, string>`,
      },
    ],
    keeps: {
      'src/law/rules.ts': `const MOVES = { a: [] } as const satisfies Record<State, readonly State[]>
        const LABELS = { a: '甲' } satisfies { readonly [S in State]: string }
        const LIMITS = { a: 1 }
        const DUE_LABELS = { a: '甲' } as const
        type Due = keyof typeof DUE_LABELS`,
    },
  },
  voice: {
    breaches: [
      { 'src/law/texts.ts': `const saved = '保存成功啦'` },
      { 'web/a.tsx': `const a = <p>请您填写</p>` },
      { 'web/a.tsx': `const a = <button title={\`删除\`} />` },
      { 'src/law/rules.ts': `refuse('该用户无权办理', c)` },
    ],
    keeps: {
      'src/law/texts.ts': `const saved = '已交办，请在8月25日前签收。'\nconst shut = '提请关闭'`,
      'src/kernel/store.ts': `throw new Error('须由普通系统用户运行')`,
    },
  },
  refusal: {
    breaches: [
      { 'src/law/rules.ts': `refuse('未填写整改措施', 'cn-law-2021#41')` },
      { 'src/law/rules.ts': `refuse('not allowed.', 'cn-law-2021#41')` },
      { 'src/law/rules.ts': `refuse(\`应由\${unit}复查\`, CLAUSE)` },
      { 'src/law/rules.ts': `refuse('复查应由另一单位进行。', '复查')` },
      { 'src/law/rules.ts': `refuse('复查应由另一单位进行。')` },
    ],
    keeps: {
      'src/law/rules.ts': `refuse('复查应由另一单位进行。', 'cn-law-2021#41')
        refuse(\`复查应由\${unit}进行。\`, CLAUSES.recheck)
        refuse(SENTENCES.recheck, clause)`,
    },
  },
  'machine-trace': {
    breaches: [
      { 'README.md': `Look in ${'/home'}/somebody/project.` },
      { 'tools/a.ts': `const root = '${'/Users'}/somebody'` },
      { '.npmrc': `${'regis'}try=https://somewhere.example.org/` },
      { 'README.md': `from https://${'regis'}try.npm.example.org/pg` },
    ],
    keeps: {
      'README.md': `Files lie in ./data; images under web/home/pictures.`,
      'src/law/a.ts': `const folder = '/var/lib/bihuan'\nconst at = '../root/x'`,
    },
  },
  'personal-data': {
    breaches: [
      { 'law/a.yaml': `mail: somebody@${'office'}.gov.cn` },
      { 'src/law/a.ts': `const phone = '1391${'234'}5678'` },
      { 'README.md': `call 0371-${'6550'}1234` },
      { 'src/law/a.ts': `const id = '11010519491231${'002'}X'` },
    ],
    keeps: {
      'README.md': 'someone@example.org, 13800000001, 110105194912310021',
      'src/law/a.ts': `const at = 1700000000000\nconst hash = 'a13912345678b'`,
    },
  },
  lockfile: {
    breaches: [{ 'package-lock.json': `{ "${'resol'}ved": "https://somewhere/pg.tgz" }` }],
    keeps: { 'package-lock.json': `{ "integrity": "sha512-x" }` },
  },
  pinned: {
    breaches: [
      { 'package.json': '{ "dependencies": { "pg": "^8.23.1" } }' },
      { 'package.json': '{ "devDependencies": { "pg": "latest" } }' },
    ],
    keeps: { 'package.json': '{ "dependencies": { "pg": "8.23.1", "pgx": "18.4.0-beta.17" } }' },
  },
} as const satisfies Record<TidyRule, { breaches: readonly Files[]; keeps: Files }>

function pack(articles: string): Files {
  return { 'law/0/cn-law-2021/pack.yaml': `id: cn-law-2021\narticles: ${articles}\n` }
}

for (const [rule, { breaches, keeps }] of Object.entries(PLANTED)) {
  test(`tidy catches every planted breach of ${rule}`, () => {
    for (const files of breaches) {
      const found = tidy(new Map(Object.entries(files))).filter((each) => each.rule === rule)
      assert.notEqual(found.length, 0, `not caught: ${JSON.stringify(files)}`)
    }
  })

  test(`tidy lets pass what keeps ${rule}`, () => {
    const found = tidy(new Map(Object.entries(keeps))).filter((each) => each.rule === rule)
    assert.deepEqual(found, [])
  })
}

test('a complaint names file and line, also behind Chinese characters', () => {
  const files = { 'src/law/rules.ts': '// 督办的期限\n\nconst 期限 = Date.now()\n' }
  const found = tidy(new Map(Object.entries(files)))
  assert.deepEqual(
    found.map(({ file, line, rule }) => [file, line, rule]),
    [['src/law/rules.ts', 3, 'purity']],
  )
})
