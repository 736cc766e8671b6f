import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lintSql, type SqlRule } from './sql-lint.ts'

type Files = Readonly<Record<string, string>>

const LEDGER = `create table finding (
  jur text collate "C" not null,
  id uuid not null,
  revision integer not null,
  owner_org uuid not null references organization (id),
  party_id uuid,
  demo boolean not null,
  salts jsonb not null,
  number text collate "C",
  parent_id uuid,
  amount numeric,
  primary key (jur, id),
  unique (jur, number),
  foreign key (jur, parent_id) references finding (jur, id)
);
comment on table finding is 'class: ledger. A problem; it''s closed by another.';
create index finding_amount on finding (amount, jur);
alter table finding enable row level security;
create policy finding_scope on finding using (
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end
);
`
/** The policy of the first migrations, which are never edited. */
const FIRST_POLICY = `  (jur >= nullif(current_setting('app.jur_from', true), '')
    and jur < nullif(current_setting('app.jur_to', true), ''))
  or party_id = nullif(current_setting('app.party', true), '')::uuid
`
const DIRECTORY = `-- Bodies.
create table organization (id uuid primary key, parent_id uuid references organization (id));
comment on table organization is 'class: directory. Bodies.';
`
const MACHINERY = `create table job (id bigint generated always as identity primary key);
comment on table job is 'class: machinery. Work to do.';
`
const DECLARED = `export const FINDING = ledger({
  kind: 'finding',
  table: 'finding',
  fields: {
    number: { column: 'number', as: 'text' },
    parent: { column: 'parent_id', as: 'uuid' },
    amount: { column: 'amount', as: 'numeric' },
  },
})`
const CLEAN = {
  ...migration(DIRECTORY + LEDGER + MACHINERY),
  'src/findings/ledger.ts': DECLARED,
}

/** The clean declaration of the ledger with one thing changed. */
function declared(from: string, to: string): Files {
  assert.ok(DECLARED.includes(from), `nothing to plant: ${from}`)
  return { ...CLEAN, 'src/findings/ledger.ts': DECLARED.replace(from, to) }
}

function migration(sql: string, code: Files = {}): Files {
  return { 'migrations/0001-all.sql': sql, ...code }
}

/** The clean ledger with one thing changed, and a check that it did change. */
function ledger(from: string | RegExp, to: string): Files {
  const changed = LEDGER.replace(from, to)
  assert.notEqual(changed, LEDGER, `nothing to plant: ${from}`)
  return migration(DIRECTORY + changed + MACHINERY)
}

function also(sql: string): Files {
  return migration(`${DIRECTORY}${LEDGER}${MACHINERY}${sql}\n`)
}

function code(text: string): Files {
  return { ...CLEAN, 'src/findings/tables.ts': text }
}

const LOCK = 'const a = `select * from finding where id = $1 for update`'

/** For every rule: trees that break it, each in its own way. CLEAN and KEEPS break none. */
const PLANTED = {
  'table-class': [
    ledger("'class: ledger. A problem", "'A problem"),
    ledger('class: ledger', 'class: registers'),
    also('create table visit (id uuid primary key);'),
    also("create table visit (id uuid);\ncomment on table visit is 'class: ledger.';"),
  ],
  'ledger-columns': [
    ledger(/ {2}salts jsonb not null,\n/, ''),
    ledger('  party_id uuid,\n', ''),
    ledger('jur text collate "C" not null', 'jur text not null'),
    ledger('demo boolean not null', 'demo boolean'),
    ledger('revision integer', 'revision text'),
    also('alter table finding drop column demo;'),
  ],
  'ledger-key': [
    ledger('primary key (jur, id)', 'primary key (id)'),
    ledger('primary key (jur, id)', 'check (demo)'),
    ledger('unique (jur, number)', 'unique (number)'),
    ledger('number text collate "C"', 'number text unique'),
    also('create unique index finding_number on finding (number) where demo;'),
    also('alter table finding add constraint once unique (number, jur);'),
  ],
  reference: [
    ledger('parent_id uuid', 'parent_id uuid references finding (id)'),
    ledger('references finding (jur, id)', 'references nowhere (jur, id)'),
    also('alter table organization add column worst uuid references finding (id);'),
    also('alter table job add column org uuid references organization (id);'),
    also('alter table finding add foreign key (jur, job) references job (jur, id);'),
  ],
  'row-security': [
    ledger('alter table finding enable row level security;', ''),
    ledger(/create policy[^]*/, ''),
    also('alter table organization enable row level security;'),
    also('alter table finding disable row level security;'),
  ],
  policy: [
    ledger(
      "nullif(current_setting('app.jur_from', true), '')",
      "current_setting('app.jur_from', true)",
    ),
    ledger('(select nullif', '(select distinct nullif'),
    ledger("'')::uuid)", "'')::uuid limit 0)"),
    ledger(/ {2}case\n[^]* {2}end\n/, FIRST_POLICY.replace('or party_id', 'and party_id')),
    ledger('jur >= ', 'jur > '),
    ledger('then true', 'then demo'),
    ledger('else party_id', 'when true then party_id'),
    ledger('jur < ', 'jur like '),
    ledger('using (\n', 'using (\n id in (select id from organization) and'),
    ledger(/\);\n$/, ') with check (demo = true);\n'),
    also('create policy other on job using (id = 1);\nalter table job enable row level security;'),
  ],
  'column-type': [
    ledger('amount numeric', 'amount double precision'),
    ledger('amount numeric', 'amount real'),
    ledger('amount numeric', 'found_at timestamp'),
    also('create table visit (id bigserial primary key);'),
  ],
  enum: [also("create type state as enum ('open', 'closed');")],
  'logic-in-database': [
    also('create or replace function f() returns int language sql as $$ select 1 $$;'),
    also('create trigger t before insert on finding execute function f();'),
    also('do $$ begin perform 1; end $$;'),
    also('create extension pg_trgm;'),
    code('const a = `create function f() returns int language sql as $$ select 1 $$`'),
  ],
  'reference-action': [
    also('alter table job add foreign key (id) references job (id) on delete set null;'),
    also('alter table job add foreign key (id) references job (id) on update set default;'),
  ],
  volatile: [
    also('alter table job add column at timestamptz default now();'),
    also('create table visit (id uuid default gen_random_uuid());'),
    also('alter table job add column at timestamptz default current_timestamp;'),
    also('insert into job (id) values (random());'),
    code('const a = `update job set at = now() where id = $1`'),
    code("const a = 'insert into job (id) values ($1) on conflict (id) do update set at = now()'"),
    code("const a = 'with x as (select 1) update job set id = gen_random_uuid()'"),
  ],
  collation: [
    also('create index by_name on organization (name collate "zh-x-icu");'),
    code('const a = `select name from organization order by name collate "zh-Hans-x-icu"`'),
  ],
  'one-statement': [
    also('insert into job (id) values (1); insert into job (id) values (2);'),
    also('insert into job (id) values (1); -- one'),
    also('insert into job (id) values (1)'),
    also('-- a note that ends like this;\ninsert into job (id) values (1);'),
    also("comment on table job is 'class: machinery. Two;\nlines.';"),
  ],
  'migration-name': [
    { ...CLEAN, 'migrations/2-more.sql': '' },
    { ...CLEAN, 'migrations/0001-again.sql': '' },
  ],
  'grouping-sets': [
    code('const a = `select jur, count(*) from finding group by grouping sets ((jur), ())`'),
    code('const a = `select jur, count(*) from finding group by rollup (jur)`'),
  ],
  'scope-setting': [
    code("const a = `select set_config('app.jur_from', $1, true)`"),
    code("const a = `set app.jur_from = '41'`"),
    code("const a = `set session app.jur_from = '41'`"),
  ],
  'jur-changes': [
    code('const a = `update finding set jur = $1 where jur = $2 and id = $3`'),
    code('const a = `update finding set number = $1, jur = $2 where id = $3`'),
  ],
  'newer-sql': [
    code('const a = `select uuidv7()`'),
    code('const a = `update job set id = $1 returning old.id`'),
  ],
  'ledger-fields': [
    declared("column: 'number'", "column: 'serial'"),
    declared("as: 'numeric'", "as: 'integer'"),
    declared("table: 'finding'", "table: 'findings'"),
    declared("table: 'finding'", "table: 'job'"),
    { ...CLEAN, 'src/findings/ledger.ts': '' },
    { ...CLEAN, 'src/findings/again.ts': DECLARED },
  ],
  'ledger-write': [
    code("const a = 'insert into finding (jur, id) values ($1, $2)'"),
    code("const a = 'update finding set number = $1 where jur = $2 and id = $3'"),
    code("const a = 'with gone as (delete from finding where jur = $1) select 1 from gone'"),
  ],
  'lock-by-jur': [code(LOCK), code(LOCK.replace('for update', 'for update skip locked'))],
  interpolation: [
    code('const find = (name: string) => `select * from finding where number = ${name}`'),
    code("const find = (name: string) => `select * from finding where number = '${name}'`"),
    code("const more = (name: string) => ` and number = '${name}'`"),
    code("const find = (name: string) => 'select * from finding where number = ' + name"),
    code('const a = sql`select 1 from ${sql.raw(name)}`'),
    code(
      'const w: string[] = []; w.push(`n = ${given.n}`); q(`select 1 from x where ${w.join()}`)',
    ),
    code('export function one(n: string) { return q(`select 1 from x where n = ${n}`) }'),
    code('q(`select ${Object.keys(given).join()} from x`)'),
    code('const o = given.newest; q(`select 1 from x order by ${o.sql}`)'),
    code('q(`select ${given.fields.map((f) => `${f.name}`).join()} from x`)'),
    code('function one(n: string) { return q(`select 1 from x where n = ${n}`) }\none(given.n)'),
    {
      ...code(`import { part } from './part.ts'\nq(\`select 1 from x where \${part(given.n)}\`)`),
      'src/findings/part.ts': 'export function part(n: string) { return `n = ${n}` }',
    },
  ],
} as const satisfies Record<SqlRule, readonly Files[]>

const KEEPS = {
  'src/findings/tables.ts': `
    import { part } from './part.ts'
    const COLUMNS = 'id, number'
    const find = \`select \${COLUMNS} from finding where jur = $1 and id = $2 for update\`
    function list(param: (v: unknown) => string, wanted: { number?: string }) {
      const where = ['true', within(scope, 'f', param), part(param(wanted.number))]
      if (wanted.number) where.push(\`number = \${param(wanted.number)}\`)
      return q(\`select \${COLUMNS} from finding f where \${where.join(' and ')}
        order by number collate "C" limit \${param(50)}\`)
    }
    const day = (day: string) => day.slice(0, 4)
    const one = (key: string) => q(\`select pg_advisory_lock(\${key})\`)
    one('42')
    const order = given.newest ? NEWEST : DUE
    const any = \`select 1 from finding where \${Object.values(COLUMNS_OF).join(' or ')}\`
    const sorted = \`select 1 from finding order by \${order.sql} \${order.beyond(given.at, param)}\`
    const fields = ledger.fields.map(({ column }, n) => \`\${column} as f\${n}\`)
    const all = \`select \${fields.join(', ')} from \${ledger.table}\`
    const now = 'select now()'
    const said = \`selected \${given} from those who said '\${given}'\`
    const tagged = sql\`select 1 from finding where id = \${given}\`
    const open = \`set local app.jur_from = '41'\``,
  'src/kernel/write.ts': `const a = 'update finding set number = $1 where jur = $2 and id = $3'`,
  'src/findings/part.ts': 'export function part(at: string) { return `number = ${at}` }',
}

for (const [rule, breaches] of Object.entries(PLANTED)) {
  test(`the SQL lint catches every planted breach of ${rule}`, () => {
    for (const files of breaches) {
      const found = lintSql(new Map(Object.entries(files))).filter((each) => each.rule === rule)
      assert.notEqual(found.length, 0, `not caught: ${JSON.stringify(files).slice(-600)}`)
    }
  })
}

test('the SQL lint lets a clean schema and clean statements pass', () => {
  assert.deepEqual(lintSql(new Map(Object.entries({ ...CLEAN, ...KEEPS }))), [])
})

test('the SQL lint lets the policy of the first migrations stand', () => {
  const files = ledger(/ {2}case\n[^]* {2}end\n/, FIRST_POLICY)
  assert.deepEqual(lintSql(new Map(Object.entries({ ...CLEAN, ...files }))), [])
})

test('a complaint names the line on which the statement or value stands', () => {
  const text = '// 台账\nconst a = 1\nconst b = `select 1\n  from x where n = ${given.n}`\n'
  const found = lintSql(new Map(Object.entries(code(text))))
  assert.deepEqual(
    found.map(({ file, line, rule }) => [file, line, rule]),
    [['src/findings/tables.ts', 4, 'interpolation']],
  )
})
