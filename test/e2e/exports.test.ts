import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import ExcelJS from 'exceljs'
import type { Browser } from 'playwright-core'
import { launchBrowser, open, signIn, startProduct } from './support.ts'
import type { Started } from './support.ts'

describe('what leaves the ledger', { timeout: 180_000 }, () => {
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

  it('the present filter goes into a workbook with as many rows as the button says', async () => {
    const { page } = await signIn(browser, product.url, 'qy.anwei')
    await open(page, `${product.url}/findings?due=open`)
    const button = page.getByRole('button', { name: /^导出 \d+ 条$/ })
    const count = Number(/\d+/.exec(await button.innerText())?.[0])
    await button.click()
    await page.getByLabel('用途').fill('月度会商（演示）')
    await page.locator('dialog button[type=submit]').click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /^下载文件/ }).click(),
    ])
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(readFileSync(await file.path()) as never)
    const sheet = book.worksheets[0]!
    assert.equal(sheet.getCell('A3').value, '序号')
    // Title, watermark and header above; the line of those who sign beneath.
    assert.equal(sheet.rowCount, count + 4)
    assert.match(sheet.getCell('A2').text, new RegExp(`共 ${count} 条　存证号 [0-9a-f-]{36}$`))
  })

  it('is entered before it is printed, on whole A3 pages', async () => {
    const { page } = await signIn(browser, product.url, 'qy.anwei')
    await page.addInitScript(() => {
      window.print = () => document.documentElement.setAttribute('data-printed', '')
    })
    await open(page, `${product.url}/findings/print`)
    const sheets = page.locator('.papers .a3sheet')
    await sheets.first().waitFor()
    assert.match(await sheets.first().locator('.mark').innerText(), /预览，尚未存证$/)
    await page.getByLabel('用途').fill('会议材料（演示）')
    await page.getByRole('button', { name: '打印', exact: true }).click()
    await page.locator('html[data-printed]').waitFor()
    for (const mark of await page.locator('.papers .mark').allInnerTexts()) {
      assert.match(mark, /存证号 [0-9a-f-]{36}$/)
    }
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    const pages = pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []
    assert.equal(pages.length, await sheets.count())
    assert.match(pdf, /\/MediaBox\s*\[0 0 1191[\d.]* 842?/)
  })

  for (const [path, most] of [
    ['brief', 1],
    ['forms?form=hazard.quarter', 1],
    ['forms?form=enforcement.quarter', 1],
  ] as const) {
    it(`${path} fits its paper, and a figure opens as many records`, async () => {
      const { page } = await signIn(browser, product.url, 'qy.anwei')
      await open(page, `${product.url}/reports/${path}`)
      await page.locator('article a').first().waitFor()
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
      assert.equal((pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length, most)
      await page.setViewportSize({ width: 1009, height: 700 })
      await page.emulateMedia({ media: 'print' })
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      assert.ok(wide <= 1010, `${wide} px on paper`)
      await page.emulateMedia({ media: 'screen' })
      await page.setViewportSize({ width: 1440, height: 900 })
      const figure = page
        .locator('article :is(td, dd) a')
        .filter({ hasText: /^[1-9]\d*$/ })
        .first()
      const count = await figure.innerText()
      await figure.click()
      await page.getByRole('button', { name: `导出 ${count} 条` }).waitFor()
    })
  }
})
