import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { axe, launchBrowser, open, signIn, startProduct, type Started } from './support.ts'

describe('somebody is away, and somebody leaves', { timeout: 300_000 }, () => {
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

  it('lets the stand-in change to the post of whoever is away', async () => {
    const { page, context, complaints } = await signIn(browser, product.url, 'zhifa')
    await page.getByRole('button', { name: '切换到基础科科长岗位' }).click()
    await page.getByText('· 基础科科长').first().waitFor()
    assert.deepEqual([...(await axe(page)), ...complaints], [])
    await context.close()
  })

  it('enters a leave, and ends it early', async () => {
    const { page, context } = await signIn(browser, product.url, 'qy.zhen')
    await open(page, `${product.url}/handovers`)
    await page.getByRole('button', { name: '登记请假外出' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('事由').selectOption('sick')
    await dialog.getByRole('button', { name: '登记', exact: true }).click()
    await page.getByText('未指定代办人').first().waitFor()
    await page.getByRole('button', { name: /^销假/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: '销假', exact: true }).click()
    await page.getByText('已销假', { exact: true }).first().waitFor()
    await context.close()
  })

  it('draws up a list from the records; who leaves cannot take it', async () => {
    const { page, context } = await signIn(browser, product.url, 'qy.zhen')
    await open(page, `${product.url}/handovers`)
    await page.getByRole('button', { name: '填制交接清单' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('其他交接事项').fill('档案柜钥匙（演示）')
    await dialog.getByRole('button', { name: '填制', exact: true }).click()
    await page.waitForURL(/\/handovers\/[0-9a-f-]{36}/)
    await page.getByText('移交人不能自接').waitFor()
    await page.getByText('档案柜钥匙（演示）').waitFor()
    assert.deepEqual(await axe(page), [])
    await context.close()
  })
})
