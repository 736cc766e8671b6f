import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { Actor, Command, Outcome } from '#kernel/index.ts'
import { verifyDeployment } from '#journal/index.ts'
import { LEDGERS } from '#app/index.ts'
import { parties, registration, smallWorld, type World } from '../../test/world.ts'
import type { Moved } from './words.ts'

/**
 * Random sequences of acts by random people, also repeated, stale and out of turn, against a model
 * that is written by hand and shares no code with the rules. After each sequence the journal,
 * replayed, must equal the ledgers.
 */
const SEED = Number(process.env.BIHUAN_SEED ?? Date.now() % 1_000_000)
const RUNS = Number(process.env.BIHUAN_MODEL_RUNS ?? 12)

type Word = keyof typeof MODEL
type State =
  | 'registered'
  | 'handed_over'
  | 'returned'
  | 'rectifying'
  | 'reported'
  | 'accepted'
  | 'recheck_failed'
  | 'passed'
  | 'struck_off'
  | 'void'

/** Who may do it, from where, and where it leads: an ordinary hazard that government found. */
const MODEL = {
  handOver: { by: '办', from: ['registered'], to: 'handed_over' },
  reassign: { by: '办', from: ['returned', 'handed_over'], to: 'handed_over' },
  receive: { by: '企', from: ['handed_over'], to: 'rectifying' },
  giveBack: { by: '企', from: ['handed_over'], to: 'returned' },
  report: { by: '企', from: ['rectifying', 'recheck_failed'], to: 'reported' },
  acceptYes: { by: '属', from: ['reported'], to: 'accepted' },
  acceptNo: { by: '属', from: ['reported'], to: 'rectifying' },
  recheckYes: { by: '复', from: ['accepted'], to: 'passed' },
  recheckNo: { by: '复', from: ['accepted'], to: 'recheck_failed' },
  strikeOff: { by: '办', from: ['passed'], to: 'struck_off' },
  cancel: { by: '办', from: ['registered', 'returned', 'handed_over', 'rectifying'], to: 'void' },
} as const satisfies Record<string, { by: string; from: readonly State[]; to: State }>

type Model = {
  id: string
  state: State
  revision: number
  returns: number
  /** Whether the enterprise has been made a party, and so sees the finding at all. */
  shown: boolean
  last: Submission | null
}
type Submission = { word: Word; body: object; who: string; key: string; moved: Moved }

let world: World
let people: Record<string, Actor>
before(async () => {
  world = await smallWorld()
  people = {
    办: world.actor('countyOffice', 'committee_clerk'),
    企: world.actor('plant', 'safety_officer'),
    属: world.actor('township', 'regulator_clerk'),
    复: world.actor('countyBureau', 'inspector'),
    外: world.actor('otherOffice', 'committee_clerk'),
  }
})
after(() => world.close())

function bodyOf(word: Word, revision: number): object {
  const note = { revision, note: '办理意见' }
  if (word === 'handOver' || word === 'reassign') return { revision, ...parties(world) }
  if (word === 'report') return { ...note, evidence: [] }
  if (word === 'acceptYes' || word === 'recheckYes') return { ...note, passed: true, evidence: [] }
  if (word === 'acceptNo' || word === 'recheckNo') return { ...note, passed: false, evidence: [] }
  return note
}

function commandOf(word: Word): Command<never, never> {
  const { commands } = world
  const named = word.startsWith('accept') ? 'accept' : word.startsWith('recheck') ? 'recheck' : word
  return commands[named as keyof typeof commands] as never
}

function submit(id: string, word: Word, body: object, who: string, key?: string): Promise<Outcome> {
  return world.act(commandOf(word), { id, body }, people[who]!, key)
}

/** What the hand-written model expects of a fresh submission. */
function expected(model: Model, word: Word, who: string): 'done' | 'refused' | 'missing' {
  if (who === '外') return 'missing'
  if (who === '企' && !model.shown) return 'missing'
  const rule = MODEL[word]
  const open = (rule.from as readonly State[]).includes(model.state)
  const tooOften = word === 'giveBack' && model.returns >= 2
  return rule.by === who && open && !tooOften ? 'done' : 'refused'
}

class Act {
  readonly word: Word
  readonly who: string
  readonly stale: boolean
  constructor(word: Word, who: string, stale: boolean) {
    this.word = word
    this.who = who
    this.stale = stale
  }
  check = () => true
  toString = () => `${this.who} ${this.word}${this.stale ? ' on a stale version' : ''}`
  async run(model: Model): Promise<void> {
    const body = bodyOf(this.word, this.stale ? model.revision - 1 : model.revision)
    const key = world.runner.newId()
    const want = expected(model, this.word, this.who)
    const got = await submit(model.id, this.word, body, this.who, key)
    const kind = Object.keys(got)[0] as string
    if (this.stale && model.revision > 1 && want !== 'missing') {
      assert.equal(kind, 'stale', this.toString())
      return
    }
    if (this.stale && want !== 'missing') return
    assert.equal(kind, want, `${this.toString()} in ${model.state}: ${JSON.stringify(got)}`)
    if (!('done' in got)) return
    const moved = got.done as Moved
    assert.equal(moved.revision, model.revision + 1)
    assert.equal(moved.state, MODEL[this.word].to)
    model.state = MODEL[this.word].to
    model.revision += 1
    if (this.word === 'giveBack') model.returns += 1
    if (this.word === 'handOver') model.shown = true
    model.last = { word: this.word, body, who: this.who, key, moved }
  }
}

class Again {
  check = (model: Readonly<Model>) => model.last !== null
  toString = () => 'the last submission once more'
  async run(model: Model): Promise<void> {
    const { word, body, who, key, moved } = model.last!
    const got = await submit(model.id, word, body, who, key)
    assert.ok('done' in got && got.repeated, JSON.stringify(got))
    assert.deepEqual(got.done, moved)
  }
}

test(`any sequence of acts keeps model, ledger and journal equal (seed ${SEED})`, async (t) => {
  t.diagnostic(`fast-check seed ${SEED}, BIHUAN_SEED=${SEED} repeats it`)
  const words = Object.keys(MODEL) as Word[]
  const likely = fc.constantFrom(...words).map((word) => new Act(word, MODEL[word].by, false))
  const acts = fc.commands<Model, object>(
    [
      likely,
      likely,
      fc
        .tuple(
          fc.constantFrom(...words),
          fc.constantFrom('办', '企', '属', '复', '外'),
          fc.boolean(),
        )
        .map(([word, who, stale]) => new Act(word, who, stale)),
      fc.constant(new Again()),
    ],
    { maxCommands: 30, size: 'large' },
  )
  await fc.assert(
    fc.asyncProperty(acts, async (commands) => {
      const made = await world.act(
        world.commands.register as never,
        { body: registration() },
        people.办!,
      )
      assert.ok('done' in made, JSON.stringify(made))
      const { id } = made.done as Moved
      const model: Model = {
        id,
        state: 'registered',
        revision: 1,
        returns: 0,
        shown: false,
        last: null,
      }
      await fc.asyncModelRun(() => ({ model, real: {} }), commands as never)
    }),
    { numRuns: RUNS, seed: SEED },
  )
  while ((await world.journal.sequencer.run()) > 0);
  const report = await verifyDeployment({
    pool: world.db.owner,
    ledgers: LEDGERS.values(),
    keysDir: world.keysDir,
  })
  assert.deepEqual(report.problems, [])
})

test('the same act by sixteen hands at once is done once', async () => {
  const made = await world.act(
    world.commands.register as never,
    { body: registration() },
    people.办!,
  )
  assert.ok('done' in made)
  const { id } = made.done as Moved
  const body = bodyOf('handOver', 1)
  const keys = ['同一提交一', '同一提交二', '同一提交三', '同一提交四']
  const outcomes = await Promise.all(
    Array.from({ length: 16 }, (_, n) => submit(id, 'handOver', body, '办', keys[n % 4])),
  )
  const done = outcomes.filter((one) => 'done' in one)
  assert.equal(done.filter((one) => 'done' in one && !one.repeated).length, 1)
  assert.equal(done.length, 4, 'the four submissions under the winning key')
  assert.equal(outcomes.filter((one) => 'stale' in one).length, 12)
})
