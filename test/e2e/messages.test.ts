import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { requestSign } from '../../src/messages/adapter-dingtalk.ts'
import { startGateway, type Gateway } from '../gateway.ts'
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
import { told } from './steps.ts'

describe('messages, calls and the calendar', { timeout: 600_000 }, () => {
  let gateway: Gateway
  let folder: string
  let product: Started
  let browser: Browser

  before(async () => {
    gateway = await startGateway(requestSign)
    folder = mkdtempSync(join(tmpdir(), 'bihuan-messages-'))
    const settings = join(folder, 'messages.json')
    writeFileSync(settings, JSON.stringify(gateway.settings()), { mode: 0o600 })
    product = await startProduct({ BIHUAN_MESSAGES: settings })
    browser = await launchBrowser()
  })
  after(async () => {
    await browser?.close()
    await product?.stop()
    await gateway?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('a person sets telephone, channel and digest, and makes a calendar that needs no cookie', async () => {
    const { page, context, complaints } = await signIn(browser, product.url, 'qy.yingji')
    await open(page, `${product.url}/messages/settings`)
    await page.getByLabel('手机号').fill('123')
    await page.getByLabel('手机号').press('Control+Enter')
    await page.getByText('手机号：请填写11位手机号').waitFor()
    await page.getByLabel('手机号').fill('13800000001')
    await page.getByLabel('手机号').press('Tab')
    await page.getByLabel('摘要时间').selectOption('09:30')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    assert.match(await told(page), /消息设置已保存/)
    await page.getByRole('button', { name: '生成订阅地址' }).click()
    const address = await page.getByLabel('订阅地址，只显示这一次').inputValue()
    const calendar = await fetch(address)
    assert.equal(calendar.status, 200)
    assert.match(await calendar.text(), /^BEGIN:VCALENDAR\r\n/)
    await page.getByRole('button', { name: '停用' }).click()
    await page.getByText('没有订阅地址。').waitFor()
    assert.equal((await fetch(address)).status, 410)
    assert.deepEqual([...(await axe(page)), ...complaints], [])
    await context.close()
  })

  it('a call is recorded in the panel of the task, on a phone too', async () => {
    const { page, context, complaints } = await signIn(browser, product.url, 'anwei', WIDTHS.phone)
    await open(page, `${product.url}/tasks?side=issued&due=open`)
    await page.locator('a.mcard').first().click()
    await page.getByRole('button', { name: '登记电话' }).click()
    const form = page.getByRole('dialog', { name: '登记电话' })
    await form.getByLabel('被叫人').fill('值班员（演示）')
    await form.getByRole('button', { name: '登记', exact: true }).click()
    await form.getByRole('alert').getByText('已接通的，写明接听人').waitFor()
    await form.getByLabel('接听人').fill('值班员（演示）')
    await form.getByLabel('通话内容').fill('已知悉，按期反馈。')
    await form.getByRole('button', { name: '登记', exact: true }).click()
    assert.match(await told(page), /已登记与.*的电话记录/)
    await page.getByText('已接通 1 次，计入催办。').waitFor()
    assert.equal(await sideways(page), 0)
    assert.deepEqual([...(await axe(page)), ...complaints], [])
    await context.close()
  })

  it('the office and the system administrator read what was sent and what was not', async () => {
    for (const login of ['anwei', 'sysadmin']) {
      const { page, context, complaints } = await signIn(browser, product.url, login)
      await open(page, `${product.url}/messages`)
      await page.getByRole('heading', { name: '消息记录' }).waitFor()
      await page.getByText(/短信今日已发\d+条/).waitFor()
      assert.deepEqual([...(await axe(page)), ...complaints], [], login)
      await context.close()
    }
  })
})
