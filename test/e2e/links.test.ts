import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { axe, launchBrowser, open, screenshot, sideways, signIn, startProduct } from './support.ts'
import { WIDTHS, type Started, type Window } from './support.ts'
import { photo, stands, told } from './steps.ts'

const PHONE = { viewport: { width: WIDTHS.phone, height: 844 }, locale: 'zh-CN' }

describe('a task answered by link, without an account', { timeout: 600_000 }, () => {
  let product: Started
  let browser: Browser
  let office: Window
  let phone: BrowserContext
  let page: Page
  let link: string
  const complaints: string[] = []

  before(async () => {
    product = await startProduct()
    browser = await launchBrowser()
    office = await signIn(browser, product.url, 'qy.anwei')
    phone = await browser.newContext({ ...PHONE, timezoneId: 'Asia/Shanghai' })
    page = await phone.newPage()
    page.on('console', (message) => {
      // The answers of a door that says no are spoken of on the page.
      if (message.type() === 'error' && !/40[19]|410|INTERNET_DISCONNECTED/.test(message.text())) {
        complaints.push(message.text())
      }
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
  })
  after(async () => {
    await browser?.close()
    await product?.stop()
  })

  it('the office renews the link, shows its code to scan, and prints the slip', async () => {
    const at = office.page
    await open(at, `${product.url}/tasks?side=issued`)
    await at.getByRole('link', { name: '检查店内用火用电（演示）' }).first().click()
    const panel = at.getByRole('region', { name: '链接办理' })
    await panel.getByText('未打开').waitFor()
    await panel.getByRole('button', { name: '换发' }).click()
    await at.getByRole('dialog').getByRole('button', { name: '换发', exact: true }).click()
    const made = at.getByRole('dialog', { name: '链接已生成' })
    await made.locator('.link-qr svg').waitFor()
    link = await made.locator('.link-address').innerText()
    assert.match(link, /\/k#[A-Za-z0-9_-]{32}$/)
    assert.deepEqual(await axe(at), [])
    await at.emulateMedia({ media: 'print' })
    assert.ok(await at.locator('.slip').getByText('怎样办理').isVisible())
    assert.ok(!(await at.locator('main').isVisible()))
    await at.emulateMedia({ media: 'screen' })
    await made.getByRole('button', { name: '收起' }).click()
  })

  it('before the code nothing of the matter is on the phone, and a wrong one is refused', async () => {
    const answer = await page.goto(link)
    const headers = answer?.headers() ?? {}
    assert.equal(headers['x-robots-tag'], 'noindex, nofollow')
    assert.equal(headers['referrer-policy'], 'no-referrer')
    await page.getByRole('heading', { name: '先验证，再办理' }).waitFor()
    assert.ok(!(await page.content()).includes('用火用电'))
    await page.getByRole('button', { name: '索取验证码' }).click()
    await page.getByText('下达单位会拨打登记的电话').waitFor()
    await screenshot(page, 'link-code')
    assert.deepEqual(await axe(page), [])
    assert.equal(await sideways(page), 0)
    await page.getByRole('textbox', { name: '验证码' }).fill('000000')
    await page.getByRole('button', { name: '进入办理' }).click()
    await page.getByRole('alert').getByText('请重新索取').waitFor()
  })

  it('with the code that the office reads out the task is signed for', async () => {
    await enter(page, await readOut(office.page))
    await page.getByRole('heading', { name: '检查店内用火用电（演示）' }).waitFor()
    await screenshot(page, 'link-receive')
    assert.deepEqual(await axe(page), [])
    assert.equal(await sideways(page), 0)
    await page.getByRole('button', { name: '签收', exact: true }).click()
    await page.getByRole('heading', { name: '填写办理情况' }).waitFor()
  })

  it('a broken line loses neither text nor photo; then the answer goes through', async () => {
    await page.getByLabel('办理情况', { exact: true }).fill('插座已换，灭火器在有效期内。')
    await phone.setOffline(true)
    await upload(page)
    await page.getByText('网络未连接').waitFor()
    await phone.setOffline(false)
    await page.getByRole('button', { name: '重试' }).click()
    await page.locator('.ups').getByText('首次使用').waitFor()
    await phone.setOffline(true)
    await page.getByRole('button', { name: '提交反馈' }).click()
    await page.getByRole('alert').getByText('网络未连接').waitFor()
    await phone.setOffline(false)
    // What was typed is kept within five seconds; a phone that was put away finds it again.
    await page.getByText('已保存').waitFor({ timeout: 15_000 })
    await page.reload()
    await page.locator('.ups').getByText('首次使用').waitFor()
    await screenshot(page, 'link-answer')
    assert.deepEqual(await axe(page), [])
    await page.getByRole('button', { name: '提交反馈' }).click()
    await page.getByText('现在没有要办的。').waitFor()
    await page.getByText('插座已换，灭火器在有效期内。').waitFor()
  })

  it('the office sees by whom: named, by link; and that another device opened it', async () => {
    const other = await browser.newContext(PHONE)
    const second = await other.newPage()
    await second.goto(link)
    await second.getByRole('heading', { name: '先验证，再办理' }).waitFor()
    await enter(second, await readOut(office.page))
    await second.getByRole('heading', { name: '检查店内用火用电（演示）' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: '先验证，再办理' }).waitFor()
    const at = office.page
    await at.reload()
    await stands(at, '待验收')
    const record = at.getByRole('complementary', { name: '期限和办理记录' })
    await record.getByText('凭链接办理（钱小满（演示），尾号 0001）').first().waitFor()
    const panel = at.getByRole('region', { name: '链接办理' })
    await panel.getByText('已在 2 台设备上打开').waitFor()
    await panel.getByText('已办理').waitFor()
    await screenshot(at, 'link-panel')
    assert.deepEqual(await axe(at), [])
    await panel.getByRole('button', { name: '撤销' }).click()
    const form = at.getByRole('dialog', { name: '撤销链接' })
    await form.getByLabel('撤销理由').fill('已办完。')
    await form.getByRole('button', { name: '撤销链接' }).click()
    assert.match(await told(at), /链接已撤销/)
    await second.reload()
    await second.getByText('链接已被下达单位撤销').waitFor()
    assert.deepEqual([...complaints, ...office.complaints], [])
    await other.close()
  })
})

/** The office shows the code once and reads it out. */
async function readOut(at: Page): Promise<string> {
  await at
    .getByRole('region', { name: '链接办理' })
    .getByRole('button', { name: '出示验证码' })
    .click()
  const dialog: Locator = at.getByRole('dialog', { name: '出示验证码' })
  await dialog.getByRole('button', { name: '出示验证码', exact: true }).click()
  const code = (await dialog.locator('.link-code').innerText()).trim()
  assert.match(code, /^\d{6}$/)
  await dialog.getByRole('button', { name: '收起' }).click()
  return code
}

async function enter(page: Page, code: string): Promise<void> {
  await page.getByRole('textbox', { name: '验证码' }).fill(code)
  await page.getByRole('button', { name: '进入办理' }).click()
}

async function upload(page: Page): Promise<void> {
  await page.getByRole('button', { name: '拍照或选择文件' }).click()
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '不含涉密信息，选择文件' }).click()
  await (await choosing).setFiles(await photo('灶台.jpg'))
}
