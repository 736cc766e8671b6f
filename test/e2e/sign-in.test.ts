import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { APIResponse, Browser, Page } from 'playwright-core'
import { launchBrowser, open, PASSWORD, signIn, startProduct } from './support.ts'
import type { Started } from './support.ts'

const NEW_PASSWORD = 'Qingshan-88-Bihuan'

describe('signing in', { timeout: 180_000 }, () => {
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

  it('locks the account after repeated wrong passwords and says for how long', async () => {
    const page = await door(browser, product.url)
    for (let wrong = 0; wrong < 5; wrong += 1) {
      assert.match(await enter(page, 'cun', `${PASSWORD}${wrong}`), /账号或密码不正确/)
    }
    assert.match(await enter(page, 'cun', PASSWORD), /账号已锁定。请在15分钟后再试/)
    assert.equal(await page.getByRole('alert').locator('a').count(), 1, 'the clause can be opened')
    assert.match(await enter(page, 'nobody.here', PASSWORD), /账号或密码不正确/)
    await page.context().close()
  })

  it('lets a new account in only when released, and then to the change of its password', async () => {
    const { first, account, person } = await enterPerson(browser, product.url, 'qy.xinren')
    const page = await door(browser, product.url)
    assert.match(await enter(page, 'qy.xinren', first), /尚未经安全管理员审核启用/)
    await giveReadersPost(browser, product.url, person, account)

    await attempt(page, 'qy.xinren', first)
    await page.getByRole('heading', { name: '修改密码' }).waitFor()
    await page.goto(`${product.url}/findings`)
    await page.getByRole('heading', { name: '修改密码' }).waitFor()
    await page.getByLabel('原密码').fill(first)
    await page.getByLabel('新密码', { exact: true }).fill('1111111111')
    await page.getByLabel('再填一次新密码').fill('1111111111')
    await page.getByRole('button', { name: '修改密码' }).click()
    await page
      .getByRole('alert')
      .getByText(/至少3种/)
      .waitFor()
    await page.getByLabel('新密码', { exact: true }).fill(NEW_PASSWORD)
    await page.getByLabel('再填一次新密码').fill(NEW_PASSWORD)
    await page.getByRole('button', { name: '修改密码' }).click()
    await page.getByRole('heading', { name: '问题隐患台账' }).waitFor()
    await page.context().close()
  })

  it('locks the session on request and opens it where it was', async () => {
    const { page, context } = await signIn(browser, product.url, 'qy.anwei')
    await open(page, `${product.url}/findings?grade=major`)
    await page.locator('.who').click()
    await page.getByRole('button', { name: '锁定会话' }).click()
    await page.getByRole('heading', { name: '会话已锁定' }).waitFor()
    const read = await page.request.get(`${product.url}/api/findings`)
    assert.equal(read.status(), 423)
    await page.goto(`${product.url}/findings?grade=major`)
    await page.getByRole('heading', { name: '会话已锁定' }).waitFor()
    await page.getByLabel('密码').fill('nicht-richtig')
    await page.getByRole('button', { name: '解锁' }).click()
    await page.getByRole('alert').getByText('账号或密码不正确').waitFor()
    await page.getByLabel('密码').fill(PASSWORD)
    await page.getByRole('button', { name: '解锁' }).click()
    await page.getByRole('heading', { name: '问题隐患台账' }).waitFor()
    assert.equal(new URL(page.url()).search, '?grade=major')

    // Locked or ended behind the page's back: the next reading leads to the door.
    const act = { headers: headers(product.url), data: {} }
    await page.request.post(`${product.url}/api/session/lock`, act)
    const onward = page.getByRole('link', { name: '企业档案', exact: true })
    // A reading in the background may have been first; then the link is gone already.
    await onward.click({ timeout: 3000 }).catch(() => null)
    await page.getByRole('heading', { name: '会话已锁定' }).waitFor()
    await page.request.delete(`${product.url}/api/session`, act)
    await page.goto(`${product.url}/subjects`)
    await page.getByRole('heading', { name: '登录' }).waitFor()
    await context.close()
  })

  it('lets who holds two posts act from one at a time', async () => {
    const { page, context } = await signIn(browser, product.url, 'qy.guzhang')
    await page.getByRole('heading', { name: '我的待办' }).waitFor()
    const posts = page.locator('.postpop > .pop > button, .postpop button').first()
    const first = await posts.innerText()
    await posts.click()
    const other = page.locator('.postpop .menu button:not([aria-current])')
    const second = await other.innerText()
    await other.click()
    await page.locator('.toast').getByText('已切换到').waitFor()
    assert.equal((await posts.innerText()).trim(), second.trim())
    assert.notEqual(first.trim(), second.trim())
    const me = await page.request.get(`${product.url}/api/session`)
    const { post } = (await me.json()) as { post: { role: string } }
    assert.ok(['committee_head', 'section_head'].includes(post.role))
    await context.close()
  })

  it('shows each of the three administrators own pages only', async () => {
    for (const login of ['sysadmin', 'secadmin', 'audadmin']) {
      const { page, context } = await signIn(browser, product.url, login)
      await page.locator('main').waitFor()
      const menu = await page.getByRole('navigation', { name: '主菜单' }).innerText()
      assert.doesNotMatch(menu, /我的待办|问题隐患|企业档案/, login)
      assert.equal(await page.getByRole('link', { name: '登记隐患' }).count(), 0)
      const read = await page.request.get(`${product.url}/api/findings`)
      const { rows } = (await read.json()) as { rows?: readonly unknown[] }
      assert.deepEqual(rows ?? [], [], `${login} reads findings`)
      const made = await page.request.post(`${product.url}/api/people`, {
        headers: headers(product.url),
        data: { name: '测试人（演示）', phone: null, login: null },
      })
      assert.equal(made.ok(), login === 'sysadmin', `${login} enters a person: ${made.status()}`)
      await context.close()
    }
  })
})

/** A window that nobody has signed in to. */
async function door(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN' })
  context.setDefaultTimeout(12_000)
  const page = await context.newPage()
  await page.goto(`${url}/sign-in`)
  return page
}

async function attempt(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
}

/** Tries to sign in and answers the sentence of the refusal. */
async function enter(page: Page, login: string, password: string): Promise<string> {
  const answered = page.waitForResponse((r) => r.request().method() === 'POST')
  await attempt(page, login, password)
  await answered
  const alert = page.getByRole('alert')
  await alert.waitFor()
  return alert.innerText()
}

/** The system administrator enters a person on the page; the first password is shown once. */
async function enterPerson(browser: Browser, url: string, login: string) {
  const { page, context } = await signIn(browser, url, 'sysadmin')
  await open(page, `${url}/admin/people`)
  await page.getByRole('button', { name: '登记人员' }).click()
  const dialog = page.getByRole('dialog', { name: '登记人员' })
  await dialog.getByLabel('姓名').fill('新来人（演示）')
  await dialog.getByLabel('账号').fill(login)
  const answered = page.waitForResponse((r) => r.url().endsWith('/api/people'))
  await dialog.getByRole('button', { name: '登记人员' }).click()
  const entered = (await (await answered).json()) as { id: string; account: string }
  const first = (await dialog.locator('.hash').innerText()).trim()
  await context.close()
  return { first, account: entered.account, person: entered.id }
}

/** A post for the person from the system administrator, put into effect by the security one. */
async function giveReadersPost(browser: Browser, url: string, person: string, account: string) {
  const system = await signIn(browser, url, 'sysadmin')
  const found = await system.page.request.get(
    `${url}/api/organizations?q=${encodeURIComponent('青杨县安全生产委员会办公室')}`,
  )
  const { items } = (await found.json()) as { items: readonly { id: string }[] }
  const day = '2026-01-01'
  const post = await idOf(
    await system.page.request.post(`${url}/api/posts`, {
      headers: headers(url),
      data: { org: items[0]?.id, role: 'reader', title: '查阅', place: '980121', validFrom: day },
    }),
  )
  const holding = await idOf(
    await system.page.request.post(`${url}/api/holdings`, {
      headers: headers(url),
      data: { post, person, from: day },
    }),
  )
  await system.context.close()
  const security = await signIn(browser, url, 'secadmin')
  for (const path of [`posts/${post}`, `holdings/${holding}`, `accounts/${account}`]) {
    const done = await security.page.request.post(`${url}/api/${path}/release`, {
      headers: headers(url),
      data: {},
    })
    assert.equal(done.status(), 200, `${path}: ${await done.text()}`)
  }
  await security.context.close()
}

async function idOf(answer: APIResponse): Promise<string> {
  assert.ok(answer.ok(), await answer.text())
  return ((await answer.json()) as { id: string }).id
}

function headers(url: string) {
  return { 'idempotency-key': crypto.randomUUID(), origin: url }
}
