/** A round as a whole: its draw, the looks that come of it, and the figures signed at the end. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId, scoped, type Actor } from '#kernel/index.ts'
import { completion, sha256Text, verifyText } from '#draws/index.ts'
import { concluding, naming } from './look-commands.ts'
import { looksOf } from './queries.ts'
import { publishing } from './outcome-commands.ts'
import { opening } from './round-commands.ts'
import { body, journalAgrees, openTrial, sentence } from './trial.ts'

const { world, office, witness, done, refused, struckOff, view, drawOf, bind, show } =
  await openTrial()
const head = world.actor('cityOffice', 'committee_head')
const inspector = world.actor('cityBureau', 'inspector', '核查人（演示）')
before(async () => {
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

function looks(lookback: string) {
  return scoped(world.db.app, office.scope, async (client) => {
    return (await looksOf(client, office, { lookback })).rows
  })
}

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
  await journalAgrees(world)
})

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
