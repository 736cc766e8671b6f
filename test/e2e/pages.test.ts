import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { axe, launchBrowser, open, sideways, signIn, startProduct, WIDTHS } from './support.ts'
import type { Started, Window } from './support.ts'

/** Every page that a role opens, by the login of somebody who holds it. */
const CASES = ['/', '/findings', '/findings/new', 'a finding', '/subjects', '/law', '/journal']
const SCORING = ['/scoring', 'a sheet', 'an item of a sheet']
const PAGES: Readonly<Record<string, readonly string[]>> = {
  'qy.anwei': [
    ...CASES,
    '/grids',
    '/grids?tab=places',
    '/grids?tab=cells',
    '/grids?tab=supervisors',
    '/grids?tab=duplicates',
    '/law/bihuan-house-rules',
    '/me',
    '/findings?q=没有这样的记录',
    '/findings/print',
    '/reports/brief',
    '/reports/forms',
    'its form',
    '/imports',
    '/lookbacks',
    '/supervision',
    '/supervision/transfers',
    '/statistics',
    '/statistics?by=trend',
    'a subject',
  ],
  'qy.anwei.zr': [
    '/warnings',
    'a received warning',
    '/',
    '/findings',
    'a finding',
    '/supervision',
    '/lookbacks',
    '/campaigns',
    'a group',
    'a host',
    'a duty',
  ],
  'qy.leader': ['/', '/findings', 'a finding', '/grids'],
  leader: ['/overview', '/statistics', '/incoming', '/notices'],
  'qy.yingji': ['/handovers', 'a hand-over', '/', '/findings', 'a finding', '/subjects'],
  'qy.zhifa': ['/', '/findings', 'a finding'],
  qiye: ['/', '/findings', 'a finding', '/findings/new', '/subjects', '/tasks'],
  cun: ['/', '/findings', '/law', '/tasks', 'a task'],
  fazhi: ['/', '/findings', '/norms', 'a norm'],
  yingji: ['/norms', '/norms/new', '/norms/clean-up', 'a norm'],
  shenji: ['/', '/law', '/supervision/transfers'],
  dangan: ['/findings', '/subjects', '/norms'],
  chayue: ['/', '/findings'],
  anwei: [
    '/',
    '/findings',
    'a finding',
    '/incoming',
    '/outgoing',
    '/outgoing/new',
    '/outgoing/arrived',
    '/outgoing/numbers',
    '/outgoing/archive',
    '/incoming/new',
    'a paper',
    '/tasks',
    'a task',
    'a round',
    '/jobs',
    '/committee',
    '/meetings',
    '/meetings/new',
    'a meeting',
    '/handovers',
    '/progress',
    'a call',
    '/warnings',
    'a warning',
    '/campaigns',
    '/campaigns/new',
    'a campaign',
    '/notices',
    '/notices/draft',
    '/documents/templates',
    ...SCORING,
    'the set of a sheet',
    'a sheet judged again',
  ],
  'pg.anwei': SCORING,
  sysadmin: [
    '/admin/organizations',
    '/admin/people',
    '/admin/calendar',
    '/admin/figures',
    '/admin/nights',
    '/imports',
  ],
  secadmin: ['/admin/releases', '/admin/accounts', '/admin/people'],
  audadmin: ['/journal', '/admin/sign-ins', '/admin/organizations'],
}

describe('every page of every role', { timeout: 900_000 }, () => {
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

  for (const [login, pages] of Object.entries(PAGES)) {
    it(`of ${login} is without complaint, axe finding or sideways scroll`, async () => {
      const window = await signIn(browser, product.url, login)
      const found: string[] = []
      for (const name of pages) found.push(...(await look(window, product.url, name)))
      await window.context.close()
      assert.deepEqual([...found, ...window.complaints], [])
    })
  }

  it('what is open to everybody is within reach of everybody, too', async () => {
    const context = await browser.newContext({ locale: 'zh-CN' })
    const page = await context.newPage()
    const found: string[] = []
    for (const name of ['/sign-in', '/draws/verify', '/k', `/k#${'A'.repeat(32)}`]) {
      for (const width of [WIDTHS.desk, WIDTHS.phone, 320]) {
        await page.setViewportSize({ width, height: 844 })
        await open(page, product.url + name)
        if (width !== 320) found.push(...(await axe(page)))
        found.push(...(await overflow(page, name, width)))
      }
    }
    await context.close()
    assert.deepEqual(found, [])
  })

  it('shows the server’s failure with a sentence and 重试, and recovers', async () => {
    const { page, context } = await signIn(browser, product.url, 'qy.anwei')
    let failing = true
    await page.route('**/api/findings?*', (route) =>
      failing ? route.fulfill({ status: 500, json: { title: '内部错误' } }) : route.continue(),
    )
    await page.route('**/api/findings', (route) =>
      failing ? route.fulfill({ status: 500, json: { title: '内部错误' } }) : route.continue(),
    )
    await page.goto(`${product.url}/findings`)
    const alert = page.getByRole('main').getByRole('alert')
    await alert.waitFor({ timeout: 20_000 })
    assert.match(await alert.innerText(), /编号 500/)
    assert.deepEqual(await axe(page), [])
    failing = false
    await alert.getByRole('button', { name: '重试' }).click()
    await page.getByRole('table').waitFor()
    await context.close()
  })

  it('shows a finding that is not there as 未找到, with a way back', async () => {
    const { page, context } = await signIn(browser, product.url, 'qy.anwei')
    await open(page, `${product.url}/findings/01890000-0000-7000-8000-000000000000`)
    await page.getByText('未找到', { exact: false }).first().waitFor()
    assert.deepEqual(await axe(page), [])
    await page.goto(`${product.url}/no-such-page`)
    await page.getByText('未找到', { exact: false }).first().waitFor()
    await context.close()
  })

  it('keeps what was typed when the line is cut, and says so', async () => {
    const { page, context } = await signIn(browser, product.url, 'qiye', WIDTHS.phone)
    await open(page, `${product.url}/findings/new`)
    await page.getByLabel('问题隐患', { exact: true }).fill('配电箱门未关闭')
    await page.getByLabel('问题描述').fill('二车间配电箱门未关闭。')
    await page.getByLabel('行业领域').selectOption('industry_trade')
    await context.setOffline(true)
    await page.getByText('离线').first().waitFor({ state: 'attached' })
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.getByRole('alert').getByText('网络未连接').waitFor()
    assert.equal(await page.getByLabel('问题描述').inputValue(), '二车间配电箱门未关闭。')
    await context.setOffline(false)
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.waitForURL(/\/findings\/[0-9a-f-]{36}/)
    await context.close()
  })

  it('says why a desk or a list is empty', async () => {
    const { page, context } = await signIn(browser, product.url, 'sk.yingji')
    await open(page, product.url)
    await page.getByText('没有待办事项。').waitFor()
    await open(page, `${product.url}/findings`)
    await page.getByText('台账尚无记录。').waitFor()
    assert.deepEqual(await axe(page), [])
    await open(page, `${product.url}/findings?grade=major`)
    await page.getByText('筛选后无记录。').waitFor()
    await context.close()
  })
})

/** Opens one page at each width and tells what is wrong with it. */
async function look({ page }: Window, url: string, name: string): Promise<string[]> {
  const found: string[] = []
  await page.setViewportSize({ width: WIDTHS.desk, height: 900 })
  await open(page, await addressOf(page, url, name))
  for (const width of [WIDTHS.desk, WIDTHS.phone, 320]) {
    await page.setViewportSize({ width, height: 844 })
    if (width !== 320) {
      for (const one of await axe(page)) found.push(`${name} at ${width}: axe ${one}`)
    }
    found.push(...(await overflow(page, name, width)))
  }
  return found
}

async function overflow(page: Page, name: string, width: number): Promise<string[]> {
  const by = await sideways(page)
  return by > 0 ? [`${name} at ${width}: ${by} px sideways`] : []
}

/** The lists whose first row a page is opened for. */
const LISTS: Readonly<Record<string, string>> = {
  'a paper': 'incoming',
  'a task': 'tasks',
  'a round': 'lookbacks',
  'a subject': 'subjects',
  'a hand-over': 'handovers',
  'a call': 'progress',
  'a warning': 'warnings',
  'a meeting': 'meetings',
  'a norm': 'norms',
  'a campaign': 'campaigns',
}

type Listed = { readonly id: string }

/** What was sent to this post's body, for its own page. */
async function firstReceived(page: Page, url: string): Promise<string> {
  const answer = await page.request.get(`${url}/api/warnings`)
  const { received } = (await answer.json()) as { received: readonly Listed[] }
  assert.ok(received[0], 'this post has received no warning')
  return `/warnings/receipts/${received[0].id}`
}

/** What belongs to the first score sheet that this post sees. */
const OF_SHEET: Readonly<Record<string, (one: Listed & { pack: string }) => string>> = {
  'a sheet': ({ id }) => `/scoring/${id}`,
  'an item of a sheet': ({ id }) => `/scoring/${id}?item=1`,
  'a sheet judged again': ({ id }) => `/scoring/${id}/rejudgement`,
  'the set of a sheet': ({ pack }) => `/scoring/sets/${pack}`,
}

async function ofSheet(page: Page, url: string, name: string): Promise<string> {
  const answer = await page.request.get(`${url}/api/score-sheets`)
  const [first] = ((await answer.json()) as { rows: (Listed & { pack: string })[] }).rows
  assert.ok(first, 'this post sees no score sheet')
  return OF_SHEET[name]!(first)
}

/** The part of this post's body in a campaign. */
const PARTS = { 'a group': 'groups', 'a host': 'hosts', 'a duty': 'duties' } as const

async function firstPart(page: Page, url: string, name: keyof typeof PARTS): Promise<string> {
  const answer = await page.request.get(`${url}/api/campaigns`)
  const [first] = ((await answer.json()) as Record<string, readonly Listed[]>)[PARTS[name]] ?? []
  assert.ok(first, `this post has no ${name}`)
  return `/campaigns/${PARTS[name]}/${first.id}`
}

async function firstOf(page: Page, url: string, list: string): Promise<string> {
  const answer = await page.request.get(`${url}/api/${list}`)
  const found = (await answer.json()) as Record<string, Listed[] | undefined>
  const [first] = found['rows'] ?? found['items'] ?? found['lists'] ?? found['rounds'] ?? []
  assert.ok(first, `this post sees nothing of ${list}`)
  return `/${list}/${first.id}`
}

/** The address of a page; of the first finding that this post sees, where a finding is meant. */
async function addressOf(page: Page, url: string, name: string): Promise<string> {
  if (name.startsWith('/')) return url + name
  if (name === 'a received warning') return url + (await firstReceived(page, url))
  if (name in PARTS) return url + (await firstPart(page, url, name as keyof typeof PARTS))
  if (name in OF_SHEET) return url + (await ofSheet(page, url, name))
  const list = LISTS[name]
  if (list) return url + (await firstOf(page, url, list))
  const answer = await page.request.get(`${url}/api/findings?size=1&grade=major`)
  const { rows } = (await answer.json()) as { rows: readonly { id: string }[] }
  assert.ok(rows[0], 'this post sees no finding')
  return `${url}/findings/${rows[0].id}${name === 'its form' ? '/form' : ''}`
}
