import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import * as z from 'zod'
import { firstRow, rows } from '#kernel/index.ts'
import { smallWorld, type World } from '../../test/world.ts'
import { JobRefused, jobRoutes, openJobs, type JobWork, type Jobs } from './index.ts'
import { stopRefusal } from './rules.ts'
import type { JobRow } from './tables.ts'
import type { JobView } from './words.ts'

const input = z.strictObject({ lines: z.int() })
type Input = z.output<typeof input>

const lines: JobWork<Input> = {
  kind: 'test.lines',
  title: (asked) => `写${asked.lines}行`,
  input,
  async run(job, asked) {
    const file = await job.file('行.txt', 'text/plain')
    for (let at = 0; at < asked.lines; at += 1) {
      file.write(`${at}\n`)
      await job.progress('写入', at + 1, asked.lines)
    }
    file.end()
    return { say: `已写${asked.lines}行。`, link: '/findings' }
  },
}
const refusing: JobWork<Input> = {
  ...lines,
  kind: 'test.refusing',
  async run(job) {
    await job.file('半个.txt', 'text/plain')
    throw new JobRefused('筛选后无记录。')
  },
}
let hold: PromiseWithResolvers<void>
let held: PromiseWithResolvers<void>
const waiting: JobWork<Input> = {
  ...lines,
  kind: 'test.waiting',
  async run(job) {
    held.resolve()
    await hold.promise
    await job.progress('等待', 1, 1)
    return { say: '未停止' }
  },
}

let world: World
let jobs: Jobs
let folder: string
const faults: unknown[] = []
const works = [lines, refusing, waiting] as unknown as JobWork<never>[]
const open = () =>
  openJobs({
    runner: world.runner,
    dataDir: folder,
    works,
    onFault: (error) => void faults.push(error),
  })

before(async () => {
  world = await smallWorld()
  folder = mkdtempSync(join(tmpdir(), 'bh-jobs-'))
  jobs = open()
})
after(async () => {
  await jobs.stop()
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

const clerk = () => world.actor('countyOffice', 'committee_clerk')
const other = () => world.actor('countyOffice', 'committee_clerk', 'another clerk')

/** Asks as the routes would, without HTTP. */
async function ask(path: string, id: string, actor = clerk()): Promise<never> {
  const route = jobRoutes(jobs).find((one) => `${one.face.method} ${one.face.path}` === path)
  const given = { params: { id }, query: {}, body: {} }
  return (await route!.handle(given as never, { runner: world.runner, actor } as never)) as never
}

async function rowOf(id: string): Promise<JobRow> {
  const row = await firstRow<JobRow>(world.db.app, 'select * from job where id = $1', [id])
  assert.ok(row)
  return row
}

test('a job is asked for, run, and its file read by its asker alone', async () => {
  const { id } = await jobs.enqueue(clerk(), lines, { lines: 3 })
  const before: JobView = await ask('GET /api/jobs/{id}', id)
  assert.deepEqual([before.state, before.title], ['waiting', '写3行'])
  assert.equal(await jobs.drain(), 1)
  const view: JobView = await ask('GET /api/jobs/{id}', id)
  assert.deepEqual(
    [view.state, view.done, view.total, view.say, view.link, view.file?.size, view.file?.expired],
    ['done', 3, 3, '已写3行。', '/findings', 6, false],
  )
  const file = (await ask('GET /api/jobs/{id}/file', id)) as {
    download: { body: NodeJS.ReadableStream }
  }
  let text = ''
  for await (const chunk of file.download.body) text += String(chunk)
  assert.equal(text, '0\n1\n2\n')
  for (const path of ['GET /api/jobs/{id}', 'GET /api/jobs/{id}/file']) {
    const answer = (await ask(path, id, other())) as { problem: { status: number } }
    assert.equal(answer.problem.status, 404, path)
  }
})

test('a sentence for its asker ends a job without a file', async () => {
  const { id } = await jobs.enqueue(clerk(), refusing, { lines: 1 })
  await jobs.drain()
  const row = await rowOf(id)
  assert.deepEqual([row.state, row.say, row.file_name], ['failed', '筛选后无记录。', null])
  assert.ok(!readdirSync(join(folder, 'jobs')).some((name) => name.startsWith(id)))
  assert.deepEqual(faults, [])
})

test('input that its kind does not know is refused before anything is kept', async () => {
  await assert.rejects(jobs.enqueue(clerk(), lines, { lines: 1.5 }))
})

test('one that waits is stopped at once, one that runs at its next word of progress', async () => {
  const first = await jobs.enqueue(clerk(), lines, { lines: 1 })
  const view: JobView = await ask('POST /api/jobs/{id}/cancellation', first.id)
  assert.equal(view.state, 'cancelled')
  hold = Promise.withResolvers()
  held = Promise.withResolvers()
  const second = await jobs.enqueue(clerk(), waiting, { lines: 1 })
  const draining = jobs.drain()
  await held.promise
  const stopped = (await ask('POST /api/jobs/{id}/cancellation', second.id)) as JobView
  assert.equal(stopped.state, 'running')
  hold.resolve()
  await draining
  assert.deepEqual(
    [(await rowOf(second.id)).state, (await rowOf(second.id)).say],
    ['cancelled', '已按要求停止。'],
  )
  assert.deepEqual(await ask('POST /api/jobs/{id}/cancellation', second.id), stopRefusal('done'))
})

test('a file whose time is over is removed, its line stays', async () => {
  const { id } = await jobs.enqueue(clerk(), lines, { lines: 1 })
  await jobs.drain()
  const { file_path: path } = await rowOf(id)
  assert.ok(path && existsSync(path))
  assert.equal(await jobs.sweep(), 0)
  world.clock.set('2026-03-12T02:00:00Z')
  assert.ok((await jobs.sweep()) >= 1)
  assert.ok(!existsSync(path))
  const view: JobView = await ask('GET /api/jobs/{id}', id)
  assert.equal(view.file?.expired, true)
})

test('the queue takes up what waits, what is asked later, and what a dead server left', async () => {
  const { id: early } = await jobs.enqueue(clerk(), lines, { lines: 2 })
  const { id: left } = await jobs.enqueue(clerk(), lines, { lines: 2 })
  await world.db.app.query(`update job set state = 'running', done_count = 1 where id = $1`, [left])
  await jobs.start([])
  const { id: late } = await jobs.enqueue(clerk(), lines, { lines: 2 })
  while (
    (
      await rows(world.db.app, `select 1 from job where state <> 'done' and id = any($1)`, [
        [early, late, left],
      ])
    ).length > 0
  ) {
    await new Promise((resolve) => setImmediate(resolve))
  }
  for (const id of [early, late, left]) assert.equal((await rowOf(id)).done_count, 2)
})
