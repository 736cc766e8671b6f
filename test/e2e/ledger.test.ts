import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Locator, Page } from 'playwright-core'
import { begin, nameParties, send, told } from './steps.ts'
import { launchBrowser, open, PASSWORD, signIn, startProduct } from './support.ts'
import type { Started, Window } from './support.ts'

const COUNT = 55
const PARTIES = {
  rectifier: ['沙口县住房和城乡建设局（演示）', '沙某（演示）'],
  territory: ['沙口县人民政府（演示）', '县办（演示）'],
  sectorParty: ['沙口县应急管理局（演示）', '科员（演示）'],
  rechecker: ['沙口县应急管理局（演示）', '科员（演示）'],
} as const

describe('the ledger', { timeout: 240_000 }, () => {
  let product: Started
  let browser: Browser
  let office: Window

  before(async () => {
    product = await startProduct()
    browser = await launchBrowser()
    office = await signIn(browser, product.url, 'sk.anwei')
    office.context.setDefaultTimeout(15_000)
    for (let n = 1; n <= COUNT; n += 1) await register(office.page, product.url, n)
  })
  after(async () => {
    await browser?.close()
    await product?.stop()
  })

  it('keeps its filters in the address; a copied address shows the same rows', async () => {
    const { page } = office
    await open(page, `${product.url}/findings`)
    await page.getByLabel('级别', { exact: true }).selectOption('ordinary')
    await page.waitForURL(/grade=ordinary/)
    await page.getByRole('button', { name: /^行业：/ }).click()
    await page.getByRole('checkbox', { name: '消防' }).check()
    await page.waitForURL(/sector=fire/)
    await page.getByLabel('关键词').fill('第1')
    await page.getByLabel('关键词').press('Enter')
    await page.waitForURL(/q=/)
    const here = await shown(page)
    assert.ok(here.length > 0 && here.length < COUNT, `${here.length} rows`)

    const other = await office.context.newPage()
    await open(other, page.url())
    assert.deepEqual(await shown(other), here)
    await other.getByRole('button', { name: '去掉条件 关键词：第1' }).click()
    await other.waitForURL((address) => !address.searchParams.has('q'))
    await other.close()
  })

  it('is paged by keyset, forth and back', async () => {
    const { page } = office
    await open(page, `${product.url}/findings?sort=newest`)
    const first = await shown(page)
    assert.equal(first.length, 50)
    await page.getByRole('button', { name: '下一页' }).click()
    await page.waitForURL(/after=/)
    await page.getByText(`本页 ${COUNT - 50} 条`, { exact: false }).waitFor()
    const second = await shown(page)
    assert.equal(new Set([...first, ...second]).size, COUNT)
    await page.getByRole('button', { name: '上一页' }).click()
    await page.getByText('本页 50 条', { exact: false }).waitFor()
    assert.deepEqual(await shown(page), first)
  })

  it('keeps a view under a name, and the columns of one’s choice', async () => {
    const { page } = office
    await open(page, `${product.url}/findings?sector=fire`)
    const rows = await shown(page)
    await page.getByRole('button', { name: '保存当前视图' }).click()
    await page.getByLabel('视图名称').fill('消防一览')
    await page.getByRole('button', { name: '保存视图' }).click()
    await page.getByRole('button', { name: '我的视图：消防一览' }).waitFor()
    await page.getByRole('button', { name: /^列 / }).click()
    await page.getByRole('checkbox', { name: '发现日期' }).check()
    await open(page, `${product.url}/findings`)
    await page.getByRole('columnheader', { name: '发现日期' }).waitFor()
    await page.getByRole('button', { name: '我的视图：消防一览' }).click()
    await page.waitForURL(/sector=fire/)
    await page.waitForLoadState('networkidle')
    assert.deepEqual(await shown(page), rows)
  })

  it('hands over several at once and tells the result of each', async () => {
    const { page } = office
    await handOver(page, product.url, 2)
    await page.locator('.toast').getByText('已办理 2 条。').waitFor()

    await open(page, `${product.url}/findings?q=${encodeURIComponent('消防问题')}`)
    await page.getByRole('checkbox', { name: '选择本页' }).check()
    const count = (await shown(page)).length
    await page.getByRole('button', { name: `催办 ${count} 条` }).click()
    const reminder = page.getByRole('dialog')
    await reminder.getByLabel('催办内容').fill('请按期签收并报整改计划。')
    await reminder.getByRole('button', { name: `催办 ${count} 条` }).click()
    const failed = page.getByRole('dialog', { name: `未办 ${count - 2} 条` })
    await failed.waitFor()
    const results = failed.getByRole('listitem')
    assert.equal(await results.count(), count - 2)
    assert.match(await results.first().innerText(), /〔\d{4}〕\d+号[\s\S]*。/u)
    assert.equal(await results.first().locator('a').count(), 1, 'each names its clause')
    await failed.getByRole('button', { name: '收起' }).click()
  })

  it('shows a finding of another county as 未找到', async () => {
    const other = await signIn(browser, product.url, 'qy.anwei')
    const read = await other.page.request.get(`${product.url}/api/findings?size=1`)
    const { rows } = (await read.json()) as { rows: readonly { id: string; title: string }[] }
    await other.context.close()
    const { page } = office
    await open(page, `${product.url}/findings/${rows[0]?.id}`)
    await page.getByText('未找到', { exact: false }).first().waitFor()
    assert.equal(await page.getByText(rows[0]?.title ?? '').count(), 0)
  })

  it('tells of a stale version who changed what, and keeps the text', async () => {
    const { page } = office
    const id = await register(page, product.url, 101)
    const form = await begin(page, `${product.url}/findings/${id}`, '作废')
    await form.getByLabel('作废理由').fill('与另一条重复登记。')
    const changed = await page.request.post(`${product.url}/api/findings/${id}/correction`, {
      headers: headers(product.url),
      data: { revision: 1, step: await firstStep(page, product.url, id), note: '地点更正。' },
    })
    assert.ok(changed.ok(), await changed.text())
    await form.getByRole('button', { name: '作废', exact: true }).click()
    const alert = form.getByRole('alert').filter({ hasText: '沙口县' })
    await alert.waitFor()
    assert.match(await alert.innerText(), /（演示）[\s\S]*更正/u)
    assert.equal(await form.getByLabel('作废理由').inputValue(), '与另一条重复登记。')
    await send(form, '作废')
    await page.locator('.tags').getByText('已作废').waitFor()
  })

  it('can be worked by keyboard alone, from the door to Ctrl+Enter', async () => {
    const context = await browser.newContext({
      locale: 'zh-CN',
      viewport: { width: 1440, height: 900 },
    })
    const page = await context.newPage()
    await page.goto(`${product.url}/sign-in`)
    await tabTo(page, page.getByLabel('账号'))
    await page.keyboard.type('sk.anwei')
    await page.keyboard.press('Tab')
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '我的待办' }).waitFor()
    await tabTo(page, page.getByRole('link', { name: '问题隐患', exact: true }).first())
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '问题隐患台账' }).waitFor()
    await page.getByRole('table').waitFor()
    const row = page.getByRole('link', { name: /^消防问题第50/ })
    await tabTo(page, page.getByLabel('关键词'))
    await page.keyboard.type('消防问题第50')
    await page.keyboard.press('Enter')
    await page.waitForURL(/q=/)
    await row.waitFor()
    await tabTo(page, row)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: /^消防问题第50/ }).waitFor()
    await tabTo(page, page.getByLabel('操作').getByRole('button', { name: '作废' }).first())
    await page.keyboard.press('Enter')
    const reason = page.getByRole('dialog').getByLabel('作废理由')
    await reason.waitFor()
    await tabTo(page, reason)
    await page.keyboard.type('登记有误，另行登记。')
    await page.keyboard.press('Control+Enter')
    assert.match(await told(page), /作废/)
    await page.locator('.tags').getByText('已作废').waitFor()
    await context.close()
  })

  it('keeps a draft over a reload', async () => {
    const { page } = office
    await open(page, `${product.url}/findings/new`)
    await page.getByLabel('问题描述').fill('写到一半的问题描述。')
    await page.getByText('已保存').waitFor({ timeout: 20_000 })
    await page.reload()
    await page.waitForLoadState('networkidle')
    assert.equal(await page.getByLabel('问题描述').inputValue(), '写到一半的问题描述。')
  })

  it('left no complaint in the browser', () => {
    // The browser itself reports every answer of 4xx; those here were asked for.
    const own = office.complaints.filter((one) => !/status of (404|409)|未找到/.test(one))
    assert.deepEqual(own, [])
  })
})

async function register(page: Page, url: string, n: number): Promise<string> {
  const fire = n % 5 === 0
  const answer = await page.request.post(`${url}/api/findings`, {
    headers: headers(url),
    data: {
      place: '980128001',
      subject: null,
      subjectName: '沙口码头（演示）',
      sector: fire ? 'fire' : 'other',
      grade: 'ordinary',
      majorClause: null,
      origin: 'government',
      office: null,
      sourceNote: null,
      title: `${fire ? '消防' : '其他'}问题第${n}`,
      text: '浏览器试验登记。',
      foundOn: '2026-01-05',
      foundBy: '检查组（演示）',
      evidence: [],
    },
  })
  assert.ok(answer.ok(), await answer.text())
  return ((await answer.json()) as { id: string }).id
}

async function firstStep(page: Page, url: string, id: string): Promise<string> {
  const answer = await page.request.get(`${url}/api/findings/${id}/timeline`)
  const { steps } = (await answer.json()) as { steps: readonly { id: string }[] }
  return steps[0]?.id ?? ''
}

/** Hands over the first rows of the fire findings, as a person ticks them. */
async function handOver(page: Page, url: string, count: number): Promise<void> {
  await open(page, `${url}/findings?q=${encodeURIComponent('消防问题')}`)
  const ticks = page.locator('tbody').getByRole('checkbox')
  for (let at = 0; at < count; at += 1) await ticks.nth(at).check()
  await page.getByRole('button', { name: `交办 ${count} 条` }).click()
  const form = page.getByRole('dialog')
  await nameParties(form, PARTIES)
  await form.getByRole('button', { name: '核对', exact: true }).click()
  await form.getByText('交办日期').waitFor()
  await form.getByRole('button', { name: `交办 ${count} 条` }).click()
}

/** The numbers in the table, from top to bottom. */
async function shown(page: Page): Promise<string[]> {
  await page.locator('table[aria-busy=false]').waitFor()
  return page.locator('tbody a.no').allInnerTexts()
}

/** Presses Tab until the focus stands on the control. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    if (await target.evaluate((one) => one === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  assert.fail('the keyboard does not reach it')
}

function headers(url: string) {
  return { 'idempotency-key': crypto.randomUUID(), origin: url }
}
