import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import fc from 'fast-check'
import type { Actor, Command } from '#kernel/index.ts'
import { checkFigures, checkNightly, foldFigures, lastChecks, takeOverFindings } from './index.ts'
import { parties, registration, smallWorld, type World } from '../../test/world.ts'
import type { Moved } from './words.ts'

/**
 * The figures are counted with the acts and never again; these tests count the ledger anew after
 * any sequence of acts, folded or not, and compare cell by cell.
 */
const SEED = Number(process.env.BIHUAN_SEED ?? Date.now() % 1_000_000)
const RUNS = Number(process.env.BIHUAN_MODEL_RUNS ?? 12)

let world: World
let office: Actor
let plant: Actor
let town: Actor
let bureau: Actor
before(async () => {
  world = await smallWorld()
  office = world.actor('countyOffice', 'committee_clerk')
  plant = world.actor('plant', 'safety_officer')
  town = world.actor('township', 'regulator_clerk')
  bureau = world.actor('countyBureau', 'inspector')
})
beforeEach(() => world.clock.set('2026-03-02T02:00:00Z'))
after(() => world.close())

const money = { fundsAmount: '3.60', fundsUnit: '万元' }
const spent = { spentAmount: '3.15', spentUnit: '万元' }
const five = {
  measures: '加装探测器',
  responsibility: '厂长',
  timeLimit: '2026-03-03',
  contingency: '停用机房',
}

/** Acts by whoever may, in the words of the routes; most are refused in most states. */
const STEPS = {
  handOver: () => [office, 'handOver', parties(world)],
  receive: () => [plant, 'receive', { note: null }],
  giveBack: () => [plant, 'giveBack', { note: '不属本单位' }],
  reassign: () => [
    office,
    'reassign',
    parties(world, { sectorParty: { org: world.orgs.countyHousing, name: '某某' } }),
  ],
  plan: () => [plant, 'plan', { ...five, ...money }],
  planAgain: () => [plant, 'plan', { ...five, fundsAmount: '36000', fundsUnit: '元' }],
  report: () => [plant, 'report', { note: '已整改', evidence: [], ...spent }],
  accept: () => [town, 'accept', { passed: true, note: '看过', evidence: [] }],
  sendBack: () => [town, 'accept', { passed: false, note: '未改', evidence: [] }],
  pass: () => [bureau, 'recheck', { passed: true, note: '合格', evidence: [] }],
  fail: () => [bureau, 'recheck', { passed: false, note: '不合格', evidence: [] }],
  extend: () => [plant, 'requestExtension', { dueOn: '2026-05-08', note: '设备未到' }],
  grant: () => [office, 'decideExtension', { granted: true, note: '准予' }],
  pause: () => [office, 'pause', { note: '停产' }],
  resume: () => [office, 'resume', { note: '复工' }],
  remind: () => [office, 'remind', { note: '请抓紧' }],
  regrade: () => [
    office,
    'regrade',
    { grade: 'major', majorClause: '判定标准（演示）', note: '升级' },
  ],
  requestClosure: () => [office, 'requestClosure', { note: null }],
  strikeOff: () => [office, 'strikeOff', { note: null }],
  cancel: () => [office, 'cancel', { note: '重复登记' }],
} as const satisfies Record<string, () => readonly [Actor, string, object]>
type Step = keyof typeof STEPS | 'register' | 'tomorrow' | 'fold' | 'relapse'
const ALL: readonly Step[] = [
  ...(Object.keys(STEPS) as Step[]),
  ...(['register', 'tomorrow', 'fold', 'relapse'] as const),
]
/** The way that most findings go, so that random steps meet findings in every state. */
const WAY: readonly Step[] = [
  'handOver',
  'receive',
  'plan',
  'report',
  'accept',
  'pass',
  'strikeOff',
]

async function act(command: string, input: object, actor: Actor): Promise<Moved | null> {
  const named = world.commands[command as keyof typeof world.commands]
  const outcome = await world.act(named as unknown as Command<never, never>, input, actor)
  return 'done' in outcome ? (outcome.done as Moved) : null
}

const KINDS = [
  {},
  { sector: 'chemicals', place: '980121', grade: 'major', majorClause: '判定标准（演示）' },
  { origin: 'tipoff', foundOn: '2025-12-31' },
]

class Told {
  readonly known: Moved[] = []
  done = 0

  async take(step: Step, kind: number): Promise<void> {
    if (step === 'register')
      return this.keep(await act('register', { body: registration(KINDS[kind % 3]) }, office))
    if (step === 'fold') return foldFigures(world.db.app)
    if (step === 'tomorrow') {
      return world.clock.set(new Date(Date.parse(world.clock.now()) + 86_400_000).toISOString())
    }
    const at = this.known[kind % Math.max(1, this.known.length)]
    if (!at) return
    const seen = { revision: at.revision }
    if (step === 'relapse') {
      const again = { ...seen, foundOn: '2026-03-02', text: '又发现' }
      return this.keep(await act('relapse', { id: at.id, body: again }, office))
    }
    const [actor, command, body] = STEPS[step]()
    this.keep(await act(command, { id: at.id, body: { ...seen, ...body } }, actor))
  }

  private keep(moved: Moved | null): void {
    if (!moved) return
    this.done += 1
    const at = this.known.findIndex((one) => one.id === moved.id)
    if (at === -1) this.known.push(moved)
    else this.known[at] = moved
  }
}

async function agrees(): Promise<number> {
  const check = await checkFigures(world.db.owner)
  assert.deepEqual(check.differences, [])
  assert.equal(check.ok, true)
  return check.cells
}

test('an empty ledger has no figures, and they agree', async () => {
  assert.equal(await agrees(), 0)
})

test(`after any sequence of acts the figures equal a recount (seed ${SEED})`, async (t) => {
  t.diagnostic(`fast-check seed ${SEED}, BIHUAN_SEED=${SEED} repeats it`)
  let acts = 0
  const step = fc.tuple(fc.constantFrom(...ALL), fc.nat(5))
  const way = fc.nat(5).map((kind) => WAY.map((one) => [one, kind] as const))
  const story = fc.array(
    fc.oneof(
      step.map((one) => [one]),
      way,
    ),
    { maxLength: 12, size: 'max' },
  )
  await fc.assert(
    fc.asyncProperty(story, async (parts) => {
      const told = new Told()
      await told.take('register', 0)
      for (const [one, kind] of parts.flat()) await told.take(one, kind)
      await agrees()
      acts += told.done
    }),
    { numRuns: RUNS, seed: SEED },
  )
  assert.ok(acts > RUNS, `${acts} acts were done`)
  // Whatever the seed chose, one finding of each kind and one that went the whole way are counted.
  const told = new Told()
  for (const kind of KINDS.keys()) await told.take('register', kind)
  for (const one of WAY) await told.take(one, 0)
  await foldFigures(world.db.app)
  assert.ok((await agrees()) > 20)
})

test('findings taken over count apart from rates, and agree', async () => {
  const ground = { ...world.runner, journal: world.journal }
  const record = (nth: number, correctedOn: string | null) => ({
    sourceId: `other ${nth}`,
    content: `${nth}`,
    title: '灭火器过期',
    text: '灭火器过期',
    subjectName: '某厂（演示）',
    subject: null,
    sector: 'fire',
    grade: 'ordinary' as const,
    foundOn: nth % 2 ? '2025-11-03' : null,
    correctedOn,
    marks: [],
    sourceNote: '旧台账（演示）',
  })
  await takeOverFindings(
    ground,
    {
      source: 'other',
      jur: '980121',
      actor: office,
      office: { id: office.org, name: '青杨县安委办' },
    },
    [record(1, null), record(2, '2025-12-01'), record(3, '2025-12-01')] as never,
  )
  await agrees()
  await foldFigures(world.db.app)
  await agrees()
  const { rows } = await world.db.owner.query(
    `select sum(n)::int as n from finding_figure where figure = 'sector' and taken`,
  )
  assert.equal(rows[0].n, 3)
})

test('the nightly comparison is kept, and takes away cells that came to nothing', async () => {
  await checkNightly(world.runner)
  const [kept] = await lastChecks(world.db.app, 1)
  assert.equal(kept?.differing, 0)
  assert.equal(kept?.cells, await agrees())
  const { rows } = await world.db.owner.query(
    'select count(*)::int as n from finding_figure where n = 0 and amount = 0',
  )
  assert.equal(rows[0].n, 0)
})

test('acts and folds at once leave figures that agree', async () => {
  const made = await Promise.all(
    Array.from({ length: 8 }, () => act('register', { body: registration() }, office)),
  )
  const busy = made.flatMap((one) => [
    act('handOver', { id: one!.id, body: { revision: 1, ...parties(world) } }, office),
    act('cancel', { id: one!.id, body: { revision: 1, note: '重复' } }, office),
    foldFigures(world.db.app),
  ])
  await Promise.all(busy)
  await agrees()
  await Promise.all([foldFigures(world.db.app), foldFigures(world.db.app)])
  await agrees()
})

test('a planted difference is found, named, and not mended', async () => {
  await act('register', { body: registration() }, office)
  await foldFigures(world.db.app)
  await world.db.owner.query(
    `update finding_figure set n = n + 1 where figure = 'origin' and key = 'government' and part = 'registered' and grade = 'ordinary' and jur = '980121'`,
  )
  await world.db.owner.query(
    `update finding_figure_wide set amount = amount + 1 where figure = 'sector' and key = 'industry_trade' and part = 'registered' and grade = 'ordinary'`,
  )
  for (const _ of [1, 2]) {
    const check = await checkFigures(world.db.owner)
    assert.equal(check.ok, false)
    assert.deepEqual(
      check.differences.map(({ level, figure, place }) => `${level} ${figure} ${place}`),
      ['county origin 980121', 'province sector 98'],
    )
    const [one] = check.differences
    assert.equal(Number(one!.kept), Number(one!.counted) + 1)
  }
  await assert.rejects(checkNightly(world.runner), /2 cells differ/)
  const [kept] = await lastChecks(world.db.app, 1)
  assert.deepEqual([kept?.differing, kept?.differences.length], [2, 2])
  await assert.rejects(checkNightly(world.runner), /2 cells differ/)
})
