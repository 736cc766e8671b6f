/** Rounds and their draw: what stays out, who sees and does what, in any sequence and at once. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { newId, type Actor, type Outcome } from '#kernel/index.ts'
import { commit, completion, reveal, sha256Text, type Seat } from '#draws/index.ts'
import { opening, redrawing } from './round-commands.ts'
import { body, journalAgrees, openTrial, PUBLIC, sentence, valueOf } from './trial.ts'

const { world, office, witness, done, refused, struckOff, view, drawOf, bind, show } =
  await openTrial()
before(async () => {
  for (let n = 0; n < 7; n++) await struckOff(`隐患${n}`)
})
after(() => world.close())

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
  await journalAgrees(world)
})
