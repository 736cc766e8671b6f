import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Locator, Page } from 'playwright-core'
import {
  axe,
  launchBrowser,
  open,
  sideways,
  signIn,
  startProduct,
  WIDTHS,
  type Started,
} from './support.ts'
import { begin, send, stands, told } from './steps.ts'

const TITLE = '关于开展冬季消防检查的通知（演示）'

describe('a paper that arrives becomes tasks', { timeout: 600_000 }, () => {
  let product: Started
  let browser: Browser
  let paper: string

  before(async () => {
    product = await startProduct()
    browser = await launchBrowser()
  })
  after(async () => {
    await browser?.close()
    await product?.stop()
  })

  it('is registered with title and number alone, after the question about classified matter', async () => {
    const { page, context, complaints } = await signIn(browser, product.url, 'anwei')
    await open(page, `${product.url}/incoming/new`)
    await page.getByLabel('标题').fill(TITLE)
    await page.getByLabel('来文单位').fill('云岭省安全生产委员会办公室（演示）')
    await page.getByRole('button', { name: '登记收文' }).click()
    await page.getByRole('alert').getByText('请确认来文不涉密').waitFor()
    await page.getByRole('checkbox', { name: '不涉密确认' }).check()
    await page.getByRole('button', { name: '登记收文' }).click()
    await page.waitForURL(/\/incoming\/[0-9a-f-]{36}/)
    paper = page.url()
    await stands(page, '已登记')
    const form = await begin(page, paper, '提出拟办')
    await form.getByLabel('拟办意见').fill('拟请有关单位按期报送。')
    await pickBody(form, 'leader', '云川市人民政府')
    assert.match(await send(form, '送批'), /拟办意见已送云川市政府批示/)
    assert.deepEqual([...(await axe(page)), ...complaints], [])
    await context.close()
  })

  it('is instructed by the leader to whom it was put', async () => {
    const { page, context } = await signIn(browser, product.url, 'leader')
    await page.getByText(TITLE).first().waitFor()
    const form = await begin(page, paper, '批示')
    await form.getByLabel('批示内容').fill('同意，逐项落实。')
    assert.match(await send(form, '批示'), /已批示/)
    await stands(page, '办理中')
    await context.close()
  })

  it('goes to several bodies after a look, is recalled before it leaves, and one is sent alone', async () => {
    const { page, context, complaints } = await signIn(browser, product.url, 'anwei')
    await open(page, paper)
    await page.getByRole('button', { name: '拟任务', exact: true }).click()
    const form = page.getByRole('dialog', { name: '拟任务' })
    for (const body of ['青杨县应急管理局', '平岗县安全生产委员会办公室']) {
      await pickBody(form, 'to', body)
      await form.getByText(body.slice(0, 3), { exact: false }).first().waitFor()
    }
    await form.getByLabel('反馈期限').fill('2027-01-29')
    await form.getByLabel('反馈期限').press('Tab')
    await form.getByRole('button', { name: '拟任务 2 项' }).click()
    assert.match(await told(page), /已拟任务2项/)
    await page.getByRole('button', { name: '下达 2 项' }).click()
    const look = page.getByRole('dialog', { name: '批量下达' })
    await look.getByText('可以下达 2 项。').waitFor()
    await look.getByRole('button', { name: '下达 2 项' }).click()
    await look.getByText('已下达 2 项').waitFor()
    assert.deepEqual([...(await axe(page)), ...complaints], [])
    await look.getByRole('button', { name: '收回整批' }).click()
    await page.getByText('已收回2项。').waitFor()
    await page.getByRole('link', { name: '青杨县应急' }).click()
    await page.waitForURL(/\/tasks\/[0-9a-f-]{36}/)
    assert.match(await send(await begin(page, page.url(), '下达'), '下达'), /已下达/)
    await context.close()
  })

  it('is received and answered on a phone, and accepted by the office', async () => {
    const phone = await signIn(browser, product.url, 'qy.yingji', WIDTHS.phone)
    await open(phone.page, `${product.url}/tasks?side=mine`)
    await phone.page.getByRole('link', { name: TITLE }).first().click()
    const task = /\/tasks\/[0-9a-f-]{36}/
    await phone.page.waitForURL(task)
    const address = phone.page.url()
    assert.equal(await sideways(phone.page), 0)
    assert.match(await send(await bar(phone.page, '签收'), '签收'), /已签收/)
    await stands(phone.page, '办理中')
    const form = await bar(phone.page, '提交反馈')
    await form.getByLabel('反馈内容').fill('已检查12处，整改9处。')
    await form.getByRole('button', { name: '提交反馈', exact: true }).click()
    await stands(phone.page, '待验收')
    await phone.context.close()
    const { page, context } = await signIn(browser, product.url, 'anwei')
    const accepting = await begin(page, address, '验收')
    assert.match(await send(accepting, '验收'), /任务已验收/)
    await stands(page, '已完成')
    await open(page, paper)
    const no = page.getByText('还有1项任务未办完，全部完成后办结。')
    await no.waitFor()
    await context.close()
  })
})

/** Types into the picker of a body and takes the one that is called so. */
async function pickBody(within: Locator, field: string, name: string): Promise<void> {
  await within.locator(`[data-field="${field}"] input`).fill(name)
  const options = within.page().locator('.ant-select-item-option:visible')
  await options.filter({ hasText: name }).first().click()
}

/** Opens the form of the verb that stands in the bar at the thumb. */
async function bar(page: Page, verb: string): Promise<Locator> {
  await page.locator('.mbar').getByRole('button', { name: verb, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: verb })
  await dialog.locator('form').waitFor()
  return dialog
}
