import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { newId, scoped, type Actor, type Command, type Outcome } from '#kernel/index.ts'
import { verifyDeployment } from '#journal/index.ts'
import { LEDGERS, react } from '#app/index.ts'
import {
  commit,
  commitmentOf,
  completion,
  findDraw,
  reveal,
  sha256Text,
  verifyText,
  type DrawRecord,
  type Seat,
} from '#draws/index.ts'
import { parties, registration, smallWorld, type World } from '../../test/world.ts'
import { concluding, naming } from './look-commands.ts'
import { lookbackView, looksOf } from './queries.ts'
import { publishing } from './outcome-commands.ts'
import { opening, redrawing } from './round-commands.ts'

let world: World
let office: Actor
let head: Actor
let witness: Actor
let inspector: Actor
before(async () => {
  world = await smallWorld()
  office = world.actor('cityOffice', 'committee_clerk')
  head = world.actor('cityOffice', 'committee_head')
  witness = world.actor('cityBureau', 'inspector', '见证人（演示）')
  inspector = world.actor('cityBureau', 'inspector', '核查人（演示）')
  for (const actor of [inspector, world.actor('countyBureau', 'inspector')]) await enter(actor)
})
after(() => world.close())

/** Gives an actor a person and a post in the directory, so that they can be named. */
async function enter({ person, post, org, role, scope }: Actor): Promise<void> {
  await world.db.owner.query(
    `insert into person (id, name, initials, demo) values ($1, '核查人（演示）', '', true)`,
    [person],
  )
  await world.db.owner.query(
    `insert into post (id, org_id, place, scope_from, scope_to, role, title, valid_from, released_at,
        demo) values ($1, $2, $3, $3, $4, $5, '岗位（演示）', '2026-01-01', '2026-01-01', true)`,
    [post, org, scope.from, scope.to, role],
  )
  await world.db.owner.query(
    `insert into holding (id, post_id, person_id, kind, from_on, released_at)
      values ($1, $2, $3, 'regular', '2026-01-01', '2026-01-01')`,
    [newId(), post, person],
  )
}

type Any = Command<never, never>
type Moved = { id: string; revision: number; number: string; state: string; say: string }

async function done(command: unknown, input: object, actor: Actor, key?: string): Promise<Moved> {
  const outcome = await world.act(command as Any, input, actor, key)
  assert.ok('done' in outcome, JSON.stringify(outcome))
  while ((await react(world.runner)) > 0);
  return outcome.done as Moved
}

async function refused(command: unknown, input: object, actor: Actor): Promise<string> {
  const outcome: Outcome = await world.act(command as Any, input, actor)
  assert.ok('refused' in outcome, JSON.stringify(outcome))
  return outcome.refused
}

/** A finding that went its whole way and was struck off today. */
async function struckOff(title: string): Promise<string> {
  const { commands, actor } = world
  const county = actor('countyOffice', 'committee_clerk')
  const plant = actor('plant', 'safety_officer')
  let at = await done(commands.register, { body: registration({ title }) }, county)
  const act = async (command: unknown, body: object, who: Actor) =>
    (at = await done(command, { id: at.id, body: { revision: at.revision, ...body } }, who))
  await act(commands.handOver, parties(world), county)
  await act(commands.receive, { note: null }, plant)
  await act(commands.report, { note: '已整改', evidence: [] }, plant)
  const yes = { passed: true, note: '合格', evidence: [] }
  await act(commands.accept, yes, actor('township', 'regulator_clerk'))
  await act(commands.recheck, yes, actor('countyBureau', 'inspector'))
  await act(commands.strikeOff, { note: null }, county)
  return at.id
}

const PERIOD = { place: '9801', fromOn: '2026-03-01', toOn: '2026-03-02' }
const body = (more: object = {}) => ({
  body: {
    ...PERIOD,
    ceremony: 'everyday',
    publicSource: '福彩双色球第2026026期开奖号码（演示）',
    reason: null,
    ...more,
  },
})

function drawOf(id: string): Promise<DrawRecord> {
  return scoped(world.db.app, office.scope, async (client) => {
    const view = await lookbackView(client, office, id)
    return (await findDraw(client, office, view!.draw))!
  })
}

function looks(lookback: string) {
  return scoped(world.db.app, office.scope, async (client) => {
    return (await looksOf(client, office, { lookback })).rows
  })
}

const valueOf = (draw: DrawRecord, seat: Seat) => sha256Text(`${draw.id} ${seat}`)
const PUBLIC = '03 09 14 22 27 30 + 11'

async function bind(lookback: string, seat: Seat, actor: Actor): Promise<Outcome> {
  const draw = await drawOf(lookback)
  const hash = commitmentOf(draw.frozen_hash, seat, valueOf(draw, seat))
  const input = { id: draw.id, body: { revision: draw.revision, seat, hash } }
  return world.act(commit as never, input, actor)
}

async function show(lookback: string, seat: Seat, actor: Actor, more = {}): Promise<Outcome> {
  const draw = await drawOf(lookback)
  const value = valueOf(draw, seat)
  const input = {
    id: draw.id,
    body: { revision: draw.revision, seat, value, publicValue: PUBLIC, ...more },
  }
  return world.act(reveal as never, input, actor)
}

const sentence = (outcome: Outcome) =>
  'refused' in outcome ? outcome.refused : JSON.stringify(outcome)

test('a round from its frame to the signed figures; what was falsely closed is opened anew', async () => {
  for (let n = 0; n < 7; n++) await struckOff(`隐患${n}`)
  const opened = await done(opening(world.db.app), body(), office)
  assert.match(opened.say, /7件中抽5件/)
  assert.match(await refused(opening(world.db.app), body(), office), /应写明理由/)

  assert.ok('done' in (await bind(opened.id, 'clerk', office)))
  assert.match(sentence(await bind(opened.id, 'witness', office)), /经办人以外的人/)
  assert.match(sentence(await show(opened.id, 'clerk', office)), /均提交后方可揭示/)
  assert.ok('done' in (await bind(opened.id, 'witness', witness)))
  assert.match(sentence(await show(opened.id, 'witness', office)), /本人揭示/)
  const other = { value: sha256Text('别的数值') }
  assert.match(sentence(await show(opened.id, 'clerk', office, other)), /与承诺不符/)
  assert.ok('done' in (await show(opened.id, 'clerk', office)))
  const early = await drawOf(opened.id)
  const finish = { id: early.id, body: { revision: early.revision } }
  assert.match(await refused(completion, finish, office), /均揭示后方可抽取/)
  const misread = { publicValue: '03 09 14 22 27 30 + 12' }
  assert.match(sentence(await show(opened.id, 'witness', witness, misread)), /不一致/)
  assert.ok('done' in (await show(opened.id, 'witness', witness)))

  const ready = await drawOf(opened.id)
  await done(completion, { id: ready.id, body: { revision: ready.revision } }, witness)
  const drawn = await drawOf(opened.id)
  const { rows: papers } = await world.db.owner.query(
    'select content from draw_paper where hash = $1',
    [drawn.file_hash],
  )
  const verdict = verifyText((papers[0] as { content: string }).content)
  assert.deepEqual([verdict.ok, verdict.fileHash], [true, drawn.file_hash])

  const open = await looks(opened.id)
  assert.equal(open.length, 5)
  const desk = await world.db.owner.query(
    `select owner_org from deadline where kind = 'name_checker' and state = 'open'`,
  )
  assert.deepEqual(
    desk.rows,
    open.map(() => ({ owner_org: world.orgs.cityOffice })),
  )
  await checkers(open)
  const concluded = await looks(opened.id)
  const falsely = concluded.filter(({ state }) => state === 'false')
  assert.equal(falsely.length, 1)
  const { rows: anew } = await world.db.owner.query(
    'select id, relapse_of, state, body from finding where relapse_of = $1',
    [falsely[0]!.finding],
  )
  assert.equal(anew.length, 1)
  assert.equal((anew[0] as { id: string }).id, falsely[0]!.relapse!.id)
  assert.match((anew[0] as { body: string }).body, /认定虚假整改/)
  const marks = await world.db.owner.query(
    `select 1 from mark where code = 'relapsed' and subject_id = $1`,
    [falsely[0]!.finding],
  )
  assert.equal(marks.rowCount, 1)

  const round = (await view(opened.id))!
  const sign = { id: opened.id, body: { revision: round.revision, note: '同意公布' } }
  assert.match(await refused(publishing(), sign, office), /负责人签发/)
  const signed = await done(publishing(), sign, head)
  assert.match(signed.say, /核查5件，虚假整改1件/)
  assert.deepEqual((await view(opened.id))!.published, {
    drawn: 5,
    concluded: 5,
    genuine: 4,
    false: 1,
  })
  assert.match(
    await refused(publishing(), { ...sign, body: { ...sign.body, revision: 4 } }, head),
    /已签发公布/,
  )
  await journalAgrees()
})

const view = (id: string) =>
  scoped(world.db.app, office.scope, (client) => lookbackView(client, office, id))

/** Names checkers and lets them conclude; the first look finds a false closing. */
async function checkers(open: Awaited<ReturnType<typeof looks>>): Promise<void> {
  const barred = world.actor('countyBureau', 'inspector')
  for (const [index, look] of open.entries()) {
    const by = (who: Actor, revision = look.revision) => ({
      id: look.id,
      body: { revision, person: who.person, post: who.post },
    })
    const end = (revision: number) => ({
      id: look.id,
      body: { revision, genuine: index > 0, note: '现场核查', evidence: [] },
    })
    if (index === 0) {
      const command = naming(world.db.app)
      assert.match(await refused(command, by(barred), office), /复查以外的人担任/)
      const stranger = { ...barred, person: newId() }
      assert.match(await refused(command, by(stranger), office), /不在该岗位任职/)
      assert.match(await refused(command, by(inspector), witness), /发起回头看的单位指定/)
      assert.match(
        await refused(concluding(world.db.app), end(look.revision), inspector),
        /指定核查人后/,
      )
    }
    const named = await done(naming(world.db.app), by(inspector), office)
    if (index === 0) {
      assert.match(
        await refused(concluding(world.db.app), end(named.revision), office),
        /由指定的核查人填写/,
      )
      const round = (await view(look.lookback))!
      const sign = { id: look.lookback, body: { revision: round.revision, note: '同意' } }
      assert.match(await refused(publishing(), sign, head), /还有5件未核查完毕/)
    }
    await done(concluding(world.db.app), end(named.revision), inspector)
  }
}

async function journalAgrees(): Promise<void> {
  while ((await world.journal.sequencer.run()) > 0);
  const report = await verifyDeployment({
    pool: world.db.owner,
    ledgers: LEDGERS.values(),
    keysDir: world.keysDir,
  })
  assert.deepEqual(report.problems, [])
}

test('what was taken over without a re-check, relapsed or is being looked at stays out, with its reason', async () => {
  const [took, relapsed] = [await struckOff('接收'), await struckOff('复发')]
  await world.db.owner.query(
    'update finding set taken_over = true, rechecked_at = null where id = $1',
    [took],
  )
  const county = world.actor('countyOffice', 'committee_clerk')
  const { rows: found } = await world.db.owner.query('select revision from finding where id = $1', [
    relapsed,
  ])
  await done(
    world.commands.relapse,
    {
      id: relapsed,
      body: {
        revision: (found[0] as { revision: number }).revision,
        foundOn: '2026-03-02',
        text: '又坏了',
      },
    },
    county,
  )
  const opened = await done(opening(world.db.app), body({ reason: '另查一次' }), office)
  const draw = await drawOf(opened.id)
  const { rows: papers } = await world.db.owner.query(
    'select content from draw_paper where hash = $1',
    [draw.frozen_hash],
  )
  const { excluded } = JSON.parse((papers[0] as { content: string }).content) as {
    excluded: { id: string; reason: string }[]
  }
  const reasons = new Map(excluded.map(({ id, reason }) => [id, reason]))
  assert.equal(reasons.get(took), '接收的历史台账，未经复查')
  assert.equal(reasons.get(relapsed), '已复发重开，正在重新整改')
  await world.db.owner.query(
    'update finding set taken_over = false, rechecked_at = ended_at where id = $1',
    [took],
  )

  const round = (await view(opened.id))!
  const again = {
    id: opened.id,
    body: { revision: round.revision, reason: '见证人因故离场', publicSource: '改期开奖号码' },
  }
  assert.match(await refused(redrawing(world.db.app), again, witness), /发起回头看的单位/)
  await bind(opened.id, 'clerk', office)
  await done(redrawing(world.db.app), again, office)
  const next = await drawOf(opened.id)
  assert.deepEqual([next.round, next.previous_hash], [2, draw.frozen_hash])
  const old = await world.db.owner.query('select state, void_reason from draw where id = $1', [
    draw.id,
  ])
  assert.deepEqual(old.rows, [{ state: 'void', void_reason: '见证人因故离场' }])
})

test('who sees nothing of a round is told the same as of one that is not there', async () => {
  const opened = await done(opening(world.db.app), body({ reason: '权限' }), office)
  const draw = await drawOf(opened.id)
  const outside = world.actor('otherOffice', 'committee_clerk')
  const plant = world.actor('plant', 'safety_officer')
  const hash = sha256Text('x')
  for (const who of [outside, plant]) {
    for (const id of [draw.id, newId()]) {
      const input = { id, body: { revision: draw.revision, seat: 'witness', hash } }
      assert.deepEqual(await world.act(commit as never, input, who), { missing: true })
    }
    const redraw = {
      id: opened.id,
      body: { revision: 1, reason: '试', publicSource: '试' },
    }
    assert.deepEqual(await world.act(redrawing(world.db.app) as never, redraw, who), {
      missing: true,
    })
  }
  const county = world.actor('countyOffice', 'committee_clerk')
  assert.match(await refused(opening(world.db.app), body(), county), /管辖的地区之内/)
  assert.match(
    await refused(opening(world.db.app), body(), world.actor('cityBureau', 'inspector')),
    /经办岗位发起/,
  )
  const sealed = await world.act(
    commit as never,
    { id: draw.id, body: { revision: draw.revision, seat: 'clerk', hash } },
    witness,
  )
  assert.match(sentence(sealed), /经办人应由组织抽取的单位/)
})

test('the same reveal by several hands at once is done once', async () => {
  const opened = await done(opening(world.db.app), body({ reason: '并发' }), office)
  await bind(opened.id, 'clerk', office)
  await bind(opened.id, 'witness', witness)
  const draw = await drawOf(opened.id)
  const once = (seat: Seat, actor: Actor) =>
    world.act(
      reveal as never,
      {
        id: draw.id,
        body: { revision: draw.revision, seat, value: valueOf(draw, seat), publicValue: PUBLIC },
      },
      actor,
    )
  const outcomes = await Promise.all([
    once('clerk', office),
    once('clerk', office),
    once('witness', witness),
    once('witness', witness),
  ])
  const count = (kind: string) => outcomes.filter((outcome) => kind in outcome).length
  // Who comes second is told: shown already, or that the draw has moved on.
  assert.equal(count('done'), 1)
  assert.equal(count('refused') + count('stale'), 3)
  const after_ = await drawOf(opened.id)
  assert.equal(after_.seats.filter((seat) => seat.reveal !== null).length, 1)
})

test('two rounds over one period at once: the second has to give its reason', async () => {
  const county = world.actor('countyOffice', 'committee_clerk')
  const period = body({ place: '980121' })
  const outcomes = await Promise.all(
    Array.from({ length: 4 }, () => world.act(opening(world.db.app) as never, period, county)),
  )
  assert.equal(outcomes.filter((outcome) => 'done' in outcome).length, 1)
  assert.equal(outcomes.filter((outcome) => 'refused' in outcome).length, 3)
})

const SEED = Number(process.env.BIHUAN_SEED ?? Date.now() % 1_000_000)
const WORDS = ['commit', 'reveal', 'complete', 'redraw'] as const
const HANDS = ['办', '证', '外'] as const

/**
 * What the ceremony allows, written by hand beside the rules: both bind themselves, then both show,
 * then either completes; a redraw begins again.
 */
test(`any sequence of ceremony acts follows the hand-written model (seed ${SEED})`, async (t) => {
  t.diagnostic(`fast-check seed ${SEED}`)
  const step = fc.tuple(
    fc.constantFrom(...WORDS),
    fc.constantFrom<Seat>('clerk', 'witness'),
    fc.constantFrom(...HANDS),
  )
  const people: Record<(typeof HANDS)[number], Actor> = {
    办: office,
    证: witness,
    外: world.actor('otherOffice', 'committee_clerk'),
  }
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 24 }), async (steps) => {
      const { id } = await done(opening(world.db.app), body({ reason: '序列' }), office)
      let bound = new Map<Seat, string>()
      let shown = new Set<Seat>()
      let complete = false
      for (const [word, seat, hand] of steps) {
        const who = people[hand]
        let outcome: Outcome
        let want: string
        if (word === 'commit') {
          outcome = await bind(id, seat, who)
          const free = !bound.has(seat) && ![...bound.values()].includes(hand)
          want = free && (seat === 'witness' || hand === '办') ? 'done' : 'refused'
          if (hand !== '外' && want === 'done') bound.set(seat, hand)
        } else if (word === 'reveal') {
          outcome = await show(id, seat, who)
          want =
            bound.size === 2 && bound.get(seat) === hand && !shown.has(seat) ? 'done' : 'refused'
          if (want === 'done') shown.add(seat)
        } else if (word === 'complete') {
          const draw = await drawOf(id)
          const input = { id: draw.id, body: { revision: draw.revision } }
          outcome = await world.act(completion as never, input, who)
          const may = hand === '办' || [...bound.values()].includes(hand)
          want = may && shown.size === 2 && !complete ? 'done' : 'refused'
          if (hand !== '外' && want === 'done') complete = true
        } else {
          const round = (await view(id))!
          const input = {
            id,
            body: { revision: round.revision, reason: '重抽', publicSource: '另一期' },
          }
          outcome = await world.act(redrawing(world.db.app) as never, input, who)
          want = hand === '办' && !complete ? 'done' : 'refused'
          if (want === 'done') [bound, shown] = [new Map(), new Set()]
        }
        if (hand === '外') want = 'missing'
        assert.equal(Object.keys(outcome)[0], want, `${hand} ${word} ${seat}`)
      }
    }),
    { numRuns: 12, seed: SEED },
  )
  await journalAgrees()
})
