import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { newId, rows, scopeOf, systemClock } from '#kernel/index.ts'
import type { Database } from '#kernel/index.ts'
import { testDatabase } from '../../test/database.ts'
import { append, appendAll } from './append.ts'
import { parseEntry } from './entry.ts'
import { exportJournal } from './export.ts'
import { openJournal } from './journal.ts'
import type { Journal } from './journal.ts'
import { JournalKeyFault } from './keys.ts'
import { newOrigin } from './origin.ts'
import { receiptAt, receiptOf, refuteReceipt } from './prove.ts'
import { actsOn, journalStatusOf } from './queries.ts'
import { checkTree, sample } from './trial.ts'
import { entriesInOrder, verifyDeployment } from './verify.ts'

const run = promisify(execFile)
const script = join(import.meta.dirname, 'foreign/verify.py')
const python = await run('python3', ['-V']).then(
  () => true,
  () => false,
)
if (!python) console.log('skipped: no python3 for the foreign verifier')

/** What the foreign verifier says of a folder. */
async function foreign(folder: string): Promise<{ code: number; said: string }> {
  const done = await run('python3', [script, folder]).catch((error: unknown) => error)
  const { code = 0, stdout } = done as { code?: number; stdout: string }
  return { code, said: stdout }
}

describe('what leaves the journal', () => {
  let db: Database
  let dir: string
  let keysDir: string
  let journal: Journal
  const subject = newId()

  before(async () => {
    db = await testDatabase()
    dir = await mkdtemp(join(tmpdir(), 'bihuan-journal-'))
    keysDir = join(dir, 'keys')
    journal = await openJournal({ pool: db.owner, keysDir, clock: systemClock })
    const entries = Array.from({ length: 600 }, (_, n) =>
      n % 100 === 0 ? own({ subject, revision: n }) : own(),
    )
    await appendAll(db.owner, entries)
    await journal.sequencer.drain()
  })
  after(async () => {
    await db.close()
    await rm(dir, { recursive: true })
  })

  function own(about: Parameters<typeof sample>[0] = {}) {
    return { ...sample(about), log: journal.origin }
  }

  describe('receipts', () => {
    it('hold offline, for the first, the last and those between', async () => {
      for (const index of [0, 1, 255, 256, 511, 512, 598, 599]) {
        const answer = await receiptAt(db.app, index)
        assert.ok('receipt' in answer)
        assert.equal(answer.receipt.index, index)
        const travelled = JSON.parse(JSON.stringify(answer.receipt)) as typeof answer.receipt
        assert.equal(refuteReceipt(travelled, journal.signer.vkey), undefined)
      }
    })

    it('are refused when anything in them was altered', async () => {
      const { vkey } = journal.signer
      const answer = await receiptAt(db.app, 300)
      const other = await receiptAt(db.app, 301)
      assert.ok('receipt' in answer && 'receipt' in other)
      const { receipt } = answer
      const altered = [
        { ...receipt, entry: receipt.entry.replace('registered', 'closed') },
        { ...receipt, entry: other.receipt.entry },
        { ...receipt, entry: other.receipt.entry, leafHash: other.receipt.leafHash },
        { ...receipt, index: 301 },
        { ...receipt, index: 301, proof: receipt.proof.replace('index 300', 'index 301') },
        { ...receipt, act: other.receipt.act },
        { ...receipt, leafHash: other.receipt.leafHash },
        { ...receipt, proof: other.receipt.proof },
        { ...receipt, proof: receipt.proof.replace('\n600\n', '\n601\n') },
        { ...receipt, vkey: vkey.replace('bihuan', 'bihuam') },
        ...[40, 80, 200, 300].map((at) => ({
          ...receipt,
          proof: receipt.proof.slice(0, at) + receipt.proof.slice(at + 1),
        })),
      ]
      for (const one of altered) assert.equal(typeof refuteReceipt(one, vkey), 'string')
      const foreignKey = 'x+00000000+AQ=='
      assert.equal(typeof refuteReceipt({ ...receipt, vkey: foreignKey }, foreignKey), 'string')
    })

    it('are not there for an act that waits or does not exist', async () => {
      const entry = own({ subject })
      await append(db.app, entry)
      assert.deepEqual(await receiptOf(db.app, entry.id), { waiting: true })
      assert.deepEqual(await receiptOf(db.app, newId()), { missing: true })
      const acts = await actsOn(db.app, { ...entry.subject, jur: entry.jur })
      assert.deepEqual(
        acts.map(({ index }) => index),
        [0, 100, 200, 300, 400, 500, null],
      )
      assert.deepEqual(await actsOn(db.app, { ...entry.subject, jur: '980122' }), [])
      await journal.sequencer.drain()
      assert.ok('receipt' in (await receiptOf(db.app, entry.id)))
    })
  })

  it('shows the newest acts of a scope, and nothing of another', async () => {
    const waiting = { ...own(), jur: '980122' }
    await append(db.app, waiting)
    const county = await journalStatusOf(db.app, scopeOf('980122'))
    assert.deepEqual(
      county.recent.map(({ actId, index }) => [actId, index]),
      [[waiting.id, null]],
    )
    assert.equal(county.pending, 1)
    const city = await journalStatusOf(db.app, scopeOf('9801'), [], 3)
    assert.equal(city.recent[0]?.actId, waiting.id)
    assert.deepEqual(
      city.recent.slice(1).map(({ index }) => index),
      [600, 599],
    )
    assert.equal(city.origin, journal.origin)
    assert.equal((await journalStatusOf(db.app, scopeOf('97'))).recent.length, 0)
    await journal.sequencer.drain()
  })

  it('gives entries back in order, for judging acts again', async () => {
    const client = await db.owner.connect()
    await client.query('begin')
    const seen: number[] = []
    for await (const { index, entry } of entriesInOrder(client, { acts: ['finding.register'] })) {
      assert.equal(entry.act, 'finding.register')
      seen.push(index)
    }
    await client.query('rollback')
    client.release()
    assert.deepEqual(
      seen,
      seen.map((_, n) => n),
    )
    assert.equal(seen.length, 602)
  })

  describe('export', { skip: !python && 'no python3' }, () => {
    it('is accepted by the foreign verifier, with and without entries, and goes forward', async () => {
      const folder = join(dir, 'out')
      await exportJournal(db.owner, folder, { entries: false })
      assert.match((await foreign(folder)).said, /^OK: .* size 602: tiles \(no entries/u)
      await append(db.app, own())
      await journal.sequencer.drain()
      const full = join(folder, 'tile/0/000')
      const { mtimeMs } = await stat(full)
      const [report] = await exportJournal(db.owner, folder, { entries: true })
      assert.equal(report?.size, 603)
      assert.equal((await stat(full)).mtimeMs, mtimeMs)
      const { code, said } = await foreign(folder)
      assert.equal(code, 0)
      assert.match(said, /^OK: bihuan\/[0-9a-f]{12}, size 603: entries, tiles/u)
    })

    it('is refused by the foreign verifier after any change', async () => {
      const whole = join(dir, 'whole')
      await exportJournal(db.owner, whole, { entries: true })
      const files = [
        'checkpoint',
        'tile/0/000',
        'tile/0/001',
        'tile/0/002.p/91',
        'tile/1/000.p/2',
        'tile/entries/000',
        'tile/entries/001',
        'tile/entries/002.p/91',
      ]
      for (const name of files) {
        const copy = join(dir, 'altered')
        await cp(whole, copy, { recursive: true })
        const bytes = await readFile(join(copy, name))
        const at = name === 'checkpoint' ? bytes.indexOf('\n603\n') + 8 : bytes.length - 5
        bytes[at] = (bytes[at] ?? 0) ^ 1
        await writeFile(join(copy, name), bytes)
        assert.equal((await foreign(copy)).code, 1, name)
        await rm(join(copy, name))
        assert.equal((await foreign(copy)).code, 1, name)
        await rm(copy, { recursive: true })
      }
    })

    it('never overwrites a folder that this log does not continue', async () => {
      const folder = join(dir, 'other')
      await exportJournal(db.owner, folder, { entries: false })
      const note = await readFile(join(folder, 'checkpoint'), 'utf8')
      await writeFile(join(folder, 'checkpoint'), note.replace('bihuan', 'bihuam'))
      await assert.rejects(exportJournal(db.owner, folder, { entries: false }), /不能覆盖/u)
    })
  })

  // The last: from here on the deployment has a second origin.
  describe('after a restore', () => {
    const now = () => systemClock.now()
    let forgotten = ''

    it('goes on where the restored log has every checkpoint that is known', async () => {
      const known: string[] = []
      const { started, signer } = await newOrigin({ pool: db.owner, keysDir, now, known })
      assert.deepEqual([started, signer.name], [false, journal.origin])
    })

    it('starts a new origin where entries were forgotten, naming the last known checkpoint', async () => {
      const known = await readFile(join(keysDir, 'journal.checkpoint'), 'utf8')
      forgotten = known
      await db.owner.query('delete from journal_entry where idx >= 600')
      await db.owner.query('delete from journal_checkpoint where size > 600')
      await db.owner.query(
        `update journal_tile set data = substr(data, 1, 88 * 32) where level = 0 and idx = 2`,
      )
      await append(db.app, own())
      const { started } = await newOrigin({ pool: db.owner, keysDir, now, known: [] })
      assert.equal(started, true)
      const again = await openJournal({ pool: db.owner, keysDir, clock: systemClock })
      assert.equal(again.origin, `${journal.origin}/2`)
      await again.sequencer.drain()
      const [first] = await rows<{ leaf: Buffer }>(
        db.owner,
        'select leaf from journal_entry where idx = 600',
      )
      assert.deepEqual(parseEntry(first?.leaf ?? Buffer.alloc(0))?.inputs, { previous: known })
      await checkTree(db.owner)
      await assert.rejects(journal.sequencer.run(), /this key signs/u)
    })

    it('proves, exports and verifies under both origins', async () => {
      const [old, fresh] = [await receiptAt(db.app, 5), await receiptAt(db.app, 601)]
      assert.ok('receipt' in old && 'receipt' in fresh)
      assert.equal(refuteReceipt(old.receipt, journal.signer.vkey), undefined)
      assert.equal(fresh.receipt.index, 1)
      assert.equal(refuteReceipt(fresh.receipt, fresh.receipt.vkey), undefined)
      const folder = join(dir, 'two')
      const reports = await exportJournal(db.owner, folder, { entries: true })
      assert.deepEqual(
        reports.map(({ origin, size }) => [origin, size]),
        [
          [journal.origin, 600],
          [`${journal.origin}/2`, 2],
        ],
      )
      if (python) {
        assert.equal((await foreign(folder)).code, 0)
        assert.equal((await foreign(join(folder, 'origins/1'))).code, 0)
      }
      const report = await verifyDeployment({ pool: db.owner, ledgers: [], keysDir })
      assert.deepEqual(report.problems, [])
      assert.equal(report.size, 602)
      const options = { pool: db.owner, ledgers: [], keysDir, known: [forgotten] }
      assert.deepEqual((await verifyDeployment(options)).problems, [])
      await db.owner.query(`update journal_origin set previous_note = null where generation = 2`)
      const codes = (await verifyDeployment(options)).problems.map(({ code }) => code)
      assert.deepEqual(codes.toSorted(), ['origin-first', 'rolled-back'])
    })

    it('refuses to open without the key, or with another', async () => {
      const options = { pool: db.owner, keysDir: join(dir, 'nokeys'), clock: systemClock }
      await assert.rejects(openJournal(options), JournalKeyFault)
    })
  })
})
