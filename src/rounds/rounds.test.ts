import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { scoped, type Actor, type Command, type Outcome } from '#kernel/index.ts'
import { verifyDeployment } from '#journal/index.ts'
import { LEDGERS, react } from '#app/index.ts'
import { registration, smallWorld, type World } from '../../test/world.ts'
import { answering, closing, noting, opening } from './commands.ts'
import { roundList, roundView } from './queries.ts'
import { knownFact } from './rules.ts'

let world: World
let city: Actor
let county: Actor
let other: Actor
before(async () => {
  world = await smallWorld()
  city = world.actor('cityOffice', 'committee_clerk')
  county = world.actor('countyOffice', 'committee_clerk')
  other = world.actor('otherOffice', 'committee_clerk')
})
after(() => world.close())

const TODAY = '2026-03-02'
const perform = (command: unknown, input: object, by: Actor): Promise<Outcome> =>
  world.act(command as Command<never, never>, input, by)

async function done(command: unknown, input: object, by: Actor) {
  const outcome = await perform(command, input, by)
  assert.ok('done' in outcome, JSON.stringify(outcome))
  while ((await react(world.runner)) > 0);
  return outcome.done as { id: string; revision: number; say: string }
}

const view = (by: Actor, id: string) =>
  scoped(world.db.app, by.scope, (client) => roundView(client, by, id, TODAY))

const owed = async (by: Actor) =>
  (await scoped(world.db.app, by.scope, (client) => roundList(client, by))).replies

const round = (more: object = {}) => ({
  body: {
    title: '每周调度（演示）',
    fromOn: '2026-02-23',
    toOn: TODAY,
    dueOn: '2026-03-04',
    bodies: [world.orgs.countyOffice, world.orgs.otherOffice],
    items: { facts: ['found'], questions: ['本周有何困难'] },
    ...more,
  },
})

test('a question with the words of a held figure names that figure', () => {
  assert.equal(knownFact('本周发现问题多少件？'), 'found')
  assert.equal(knownFact('请填报逾期任务数'), 'tasksOverdue')
  assert.equal(knownFact('逾期任务数量'), 'tasksOverdue')
  assert.equal(knownFact('发现问题后如何处置？'), null)
})

test('a round is refused to who may not call, over wrong dates, for what is held, beyond reach', async () => {
  const inspector = world.actor('cityBureau', 'inspector')
  const tried = async (more: object, by: Actor = city) => {
    const outcome = await perform(opening(), round(more), by)
    return 'refused' in outcome ? outcome.refused : Object.keys(outcome)[0]
  }
  assert.match((await tried({}, inspector))!, /应由安委办/)
  assert.match((await tried({ fromOn: '2026-03-09' }))!, /开始日期/)
  assert.match((await tried({ dueOn: '2026-03-01' }))!, /不得早于今日/)
  assert.match((await tried({ items: { facts: [], questions: [] } }))!, /至少一项/)
  const held = { facts: [], questions: ['本周销号多少件'] }
  assert.match((await tried({ items: held }))!, /改选数据“本期销号问题”/)
  assert.equal(await tried({ bodies: [world.orgs.otherOffice] }, county), 'missing')
})

test('a round goes its way: confirmed, silent, telephoned, closed with figures that stay', async () => {
  const register = (title: string) =>
    done(world.commands.register, { body: registration({ title }) }, county)
  const first = await register('配电箱无盖板（演示）')
  const opened = await done(opening(), round(), city)
  const [mine] = await owed(county)
  assert.ok(mine)
  assert.equal(await view(other, mine.id), undefined, 'another county sees nothing')
  assert.equal(await view(county, opened.id), undefined, 'a body does not see the whole round')

  const answer = (count: number, explanation: string | null = null) => ({
    id: mine.id,
    body: {
      revision: mine.revision,
      answer: { facts: [{ fact: 'found', count, explanation }], words: ['无（演示）'] },
    },
  })
  const typed = await perform(answering(), answer(7), county)
  assert.ok('refused' in typed)
  assert.match(typed.refused, /现为1件/)
  assert.ok('missing' in (await perform(answering(), answer(1), other)))
  const leader = world.actor('countyOffice', 'leader')
  assert.ok('refused' in (await perform(answering(), answer(1), leader)))
  await done(answering(), answer(1), county)
  assert.ok('stale' in (await perform(answering(), answer(1), county)))

  const [silent] = await owed(other)
  const call = { who: '值班员（演示）', said: '正在核对（演示）' }
  const note = { id: silent!.id, body: { revision: silent!.revision, ...call } }
  assert.ok('refused' in (await perform(noting(), note, other)))
  await done(noting(), note, city)

  const close = { id: opened.id, body: { revision: opened.revision } }
  assert.ok('missing' in (await perform(closing(), close, county)))
  assert.match((await done(closing(), close, city)).say, /未答复：平岗县安委办/)
  await register('登记于办结之后（演示）')
  const closed = (await view(city, opened.id))!.round!
  const [one, two] = closed.units
  assert.deepEqual(one!.figures, [{ fact: 'found', count: 1, records: [first.id] }])
  assert.deepEqual([one!.silent, two!.silent, closed.silent], [false, true, 1])
  assert.equal(two!.calls[0]!.who, '值班员（演示）')
  assert.ok('refused' in (await perform(closing(), { ...close, body: { revision: 2 } }, city)))
  const left = await world.db.owner.query(
    `select 1 from deadline where subject_kind = 'progress_reply' and state = 'open'`,
  )
  assert.equal(left.rowCount, 0, 'nothing of a closed round stays on a desk')

  await world.journal.sequencer.run()
  const keysDir = world.keysDir
  const report = await verifyDeployment({
    pool: world.db.owner,
    ledgers: LEDGERS.values(),
    keysDir,
  })
  assert.deepEqual(report.problems, [])
})
