import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { axe, launchBrowser, open, signIn, startProduct, type Started } from './support.ts'

describe('a round of calls for progress finds who is silent', { timeout: 300_000 }, () => {
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

  it('a body confirms its figures and answers the question', async () => {
    const { page, context, complaints } = await signIn(browser, product.url, 'pg.anwei')
    await open(page, `${product.url}/progress`)
    await page.getByRole('link', { name: '岁末年初安全防范调度（演示）' }).first().click()
    await page.getByRole('button', { name: '核对并答复' }).click()
    await page.getByRole('alert').getByText('请答复这个问题').waitFor()
    await page.getByLabel('存在哪些困难').fill('设备老旧，拟请支持。')
    await page.getByRole('button', { name: '核对并答复' }).click()
    await page.getByText('已反馈').first().waitFor()
    assert.deepEqual([...(await axe(page)), ...complaints], [])
    await context.close()
  })

  it('a figure opens its records, a call is noted, the round names the silent', async () => {
    const { page, context } = await signIn(browser, product.url, 'anwei')
    await open(page, `${product.url}/progress`)
    await page.getByRole('link', { name: /调度〔\d+〕2号/ }).click()
    await page.getByRole('link', { name: /平岗县安委办在办\d+条/ }).click()
    await page.getByRole('heading', { name: /平岗县安委办：在办/ }).waitFor()
    await page.goBack()
    await page.getByRole('button', { name: '电话记录：云川市应急局' }).click()
    await page.getByRole('dialog').getByLabel('电话情况').fill('值班人员接听，称下午答复。')
    await page.getByRole('dialog').getByRole('button', { name: '记录', exact: true }).click()
    await page.getByText('值班人员接听').first().waitFor()
    await page.getByRole('button', { name: '结束本轮' }).click()
    await page.getByRole('dialog').getByText('云川市应急局尚未反馈').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: '结束本轮' }).click()
    await page.getByText('未反馈', { exact: true }).first().waitFor()
    assert.deepEqual(await axe(page), [])
    await context.close()
  })
})
