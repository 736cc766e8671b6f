import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { demoId } from '#places/index.ts'
import { begin } from './steps.ts'
import { axe, launchBrowser, open, signIn, startProduct, type Started } from './support.ts'

type Row = { readonly id: string; readonly revision: number; readonly meeting?: string }

describe('a meeting of the committee', { timeout: 300_000 }, () => {
  let product: Started
  let browser: Browser

  before(async () => {
    product = await startProduct()
    browser = await launchBrowser()
  })
  after(async () => {
    await browser?.close()
    await product?.stop()
  })

  async function post(page: Page, path: string, data: object): Promise<Row> {
    const headers = { 'idempotency-key': randomUUID(), origin: product.url }
    const answer = await page.request.post(product.url + path, { data, headers })
    assert.equal(answer.status(), 200, await answer.text())
    return (await answer.json()) as Row
  }
  async function act(page: Page, address: string, verb: string, fill?: string): Promise<void> {
    const dialog = await begin(page, product.url + address, verb)
    if (fill) await dialog.getByLabel('参会人').fill(fill)
    await dialog.getByRole('button', { name: verb, exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
  }

  it('is called, answered, held, its minutes signed, its decision becomes a task', async () => {
    const office = await signIn(browser, product.url, 'anwei')
    await open(office.page, `${product.url}/meetings/new`)
    const chair = office.page.getByLabel('主持人')
    assert.match(
      await chair.evaluate((one: HTMLSelectElement) => one.selectedOptions[0]!.text),
      /陆承远/,
    )
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
    const unit = demoId('yc.yingji')
    const planned = await post(office.page, '/api/meetings', {
      kind: 'special',
      title: '冬季安全专题会议（演示）',
      startsOn: today,
      startsAt: '15:00',
      venue: '第二会议室',
      chairOrg: demoId('yc.gov'),
      chairName: '陆承远',
      agenda: [{ title: '研究冬季安全', org: unit }],
      invited: [unit],
    })
    const address = `/meetings/${planned.id}`
    await act(office.page, address, '发通知')
    const bureau = await signIn(browser, product.url, 'yingji')
    const answer = await bureau.page.request.get(`${product.url}/api/meeting-notices`)
    const { rows } = (await answer.json()) as { rows: Row[] }
    const notice = rows.find(({ meeting }) => meeting === planned.id)
    assert.ok(notice)
    await act(bureau.page, `/meetings/notices/${notice.id}`, '回执', '韩知行')
    await bureau.page.getByText('已回执', { exact: true }).first().waitFor()
    await act(office.page, address, '登记召开')
    const held = await office.page.request.get(`${product.url}/api${address}`)
    const { revision } = (await held.json()) as Row
    await post(office.page, `/api${address}/minutes`, {
      revision,
      text: '会议研究冬季安全（演示）。',
      items: [{ text: '开展一次冬季检查', orgs: [unit], dueOn: today }],
      corrects: null,
    })
    const leader = await signIn(browser, product.url, 'leader')
    await act(leader.page, address, '签发纪要')
    await leader.page.getByText('已签发', { exact: true }).first().waitFor()
    await open(office.page, product.url + address)
    await office.page.getByRole('button', { name: '转任务 1 项' }).click()
    await office.page.getByRole('button', { name: '下达 1 项' }).waitFor()
    const seen = [...(await axe(office.page)), ...(await axe(bureau.page))]
    assert.deepEqual([...seen, ...office.complaints, ...bureau.complaints], [])
    assert.deepEqual(leader.complaints, [])
    for (const { context } of [office, bureau, leader]) await context.close()
  })
})
