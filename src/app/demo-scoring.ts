import { demoId } from '#places/index.ts'
import {
  confirming,
  filling,
  findingFrom,
  opening,
  reached,
  scoring,
  submitting,
} from '#scoring/index.ts'
import type { Sampled, SheetSaid } from '#scoring/words.ts'
import { newId, perform, rows, scoped, scopeOf, type Command } from '#kernel/index.ts'
import type { Teller } from './demo.ts'

const PACK = 'xinyang-cross-inspection-2023'
const DAY_MS = 86_400_000

type Pair = {
  readonly by: string
  readonly of: string
  readonly place: string
  readonly name: string
}

/** 县区…交叉检查 among the invented counties: one sheet confirmed, one under way, one not begun. */
export async function tellScoring(teller: Teller): Promise<void> {
  const pool = teller.runner.db.app
  const done = await open(
    teller,
    { by: 'qy', of: 'pg', place: '980122', name: '平岗县（演示）' },
    24,
  )
  teller.on(20, 9)
  const sample: Sampled[] = [
    { sector: 'industry_trade', name: '平岗果蔬冷库有限公司（演示）', subject: null },
    { sector: 'construction', name: '平岗安居工程项目部（演示）', subject: null },
    { sector: 'gas', name: '平岗永安燃气站（演示）', subject: null },
  ]
  await act(teller, done, filling(pool), done.id, {
    revision: 1,
    sample,
    beside: { coefficient: null, adjustments: [] },
  })
  await scoreAll(teller, done, 48)
  await register(teller, done)
  teller.on(12, 16)
  const body = { revision: 2, note: null }
  const { revision } = await act(teller, done, submitting(pool), done.id, body)
  teller.on(10, 10)
  await teller.submit('anwei', confirming(pool), { id: done.id, body: { revision, note: null } })
  const going = await open(
    teller,
    { by: 'dl', of: 'hw', place: '980103', name: '河湾区（演示）' },
    6,
  )
  teller.on(2, 15)
  await scoreAll(teller, going, 17)
  await open(teller, { by: 'pg', of: 'qy', place: '980121', name: '青杨县（演示）' }, 5)
}

type Opened = Pair & { readonly id: string }

async function open(teller: Teller, pair: Pair, daysAgo: number): Promise<Opened> {
  teller.on(daysAgo, 9)
  const due = new Date(Date.parse(teller.clock.now()) + 20 * DAY_MS).toISOString().slice(0, 10)
  const body = {
    pack: PACK,
    packVersion: null,
    place: pair.place,
    subjectOrg: demoId(`${pair.of}.gov`),
    subjectName: pair.name,
    ownerOrg: demoId(`${pair.by}.anweiban`),
    officeOrg: demoId('yc.anweiban'),
    members: [],
    dueOn: due,
    source: null,
  }
  const id = await teller.perform('anwei', opening(teller.runner.db.app), { body })
  return { ...pair, id }
}

type Taken = { readonly criterion: string; readonly reason: string; readonly named: string[] }

/** What was taken off, by item; whatever is not named here was found in order. */
const TAKEN = new Map<number, Taken>([
  [4, { criterion: 'C07', reason: '抽查企业没有建立重大事故隐患台账。（演示）', named: [] }],
  [
    9,
    {
      criterion: 'C15',
      reason: '冷库机房氨报警装置失效，企业自查没有发现。（演示）',
      named: ['冷库机房（演示）'],
    },
  ],
  [13, { criterion: 'C22', reason: '一名电焊工特种作业证已过期。（演示）', named: [] }],
])

async function scoreAll(teller: Teller, sheet: Opened, most: number): Promise<void> {
  const found = await itemsIn(teller, sheet)
  for (const { id, item, revision } of found.slice(0, most)) {
    const taken = TAKEN.get(item)
    const kept = { clause: 1, times: 1, kept: [], evidence: [] }
    const deductions = taken ? [{ ...taken, ...kept }] : []
    const done = taken?.reason ?? '查阅资料、现场核查，已按要求落实。（演示）'
    await act(teller, sheet, scoring(teller.runner.db.app), id, {
      revision,
      scored: true,
      done,
      deductions,
      notApplicable: [],
      reason: null,
    })
  }
}

/** What the confirmed sheet took off at the cold store goes to the ledger of the inspected county. */
async function register(teller: Teller, sheet: Opened): Promise<void> {
  const item = (await itemsIn(teller, sheet)).find((one) => one.item === 9)!
  await act(teller, sheet, findingFrom(teller.runner.db.app), item.id, {
    criterion: 'C15',
    finding: {
      place: sheet.place,
      subject: teller.subjects.get('平岗果蔬冷库有限公司（演示）') ?? null,
      subjectName: '平岗果蔬冷库有限公司（演示）',
      sector: 'industry_trade',
      grade: 'ordinary',
      majorClause: null,
      origin: 'government',
      office: demoId('pg.anweiban'),
      sourceNote: '异地交叉检查打分表第9项（演示）',
      title: '冷库机房氨报警装置失效',
      text: '冷库机房氨报警装置失效，企业自查没有发现。（演示）',
      foundOn: teller.clock.today(),
      foundBy: '青杨县检查组（演示）',
      evidence: [],
    },
  })
}

/** An act of the scoring county's clerk, as far as the tie to the sheet reaches. */
async function act(
  teller: Teller,
  { by, id }: Opened,
  command: unknown,
  subject: string,
  body: object,
): Promise<SheetSaid> {
  const { runner } = teller
  const signed = { runner, actor: await teller.actor(`${by}.anwei`) }
  const actor = await reached(signed, 'sheet', id)
  const input = { id: subject, body }
  const outcome = await perform(runner, command as Command<typeof input, never>, input, {
    actor,
    key: newId(),
  })
  if (!('done' in outcome)) throw new Error(`demonstration: ${JSON.stringify(outcome)}`)
  return outcome.done as SheetSaid
}

function itemsIn({ runner }: Teller, sheet: Opened) {
  return scoped(runner.db.app, scopeOf(sheet.place), (client) =>
    rows<{ id: string; item: number; revision: number }>(
      client,
      'select id, item, revision from score_item where jur = $1 and sheet_id = $2 order by item',
      [sheet.place, sheet.id],
    ),
  )
}
