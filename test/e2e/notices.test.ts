import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { readDocx } from '../docx.ts'
import { launchBrowser, open, signIn, startProduct } from './support.ts'
import type { Started } from './support.ts'

describe('a notice from the ledger to the Word file', { timeout: 180_000 }, () => {
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

  /** The number that a figure shows, and how many records its link opens. */
  async function openedBy(page: Page, name: RegExp): Promise<[number, number]> {
    const figure = page.locator('.notice p.in', { hasText: name }).first().getByRole('link').first()
    const shown = Number(await figure.innerText())
    await figure.click()
    const count = page.locator('.ttl .all b')
    await count.waitFor()
    return [shown, Number((await count.innerText()).replaceAll(',', ''))]
  }

  it('is drafted with nothing to fill in, and each number opens its records', async () => {
    const { page } = await signIn(browser, product.url, 'anwei')
    await open(page, `${product.url}/notices/draft?kind=quarter`)
    await page.locator('.notice').waitFor()
    assert.match(await page.locator('.asked').innerText(), /需填0项/)
    const [shown, opened] = await openedBy(page, /共发现问题隐患/)
    assert.equal(opened, shown)
  })

  it('is signed by the head, numbered, and read from the file as it stands on the page', async () => {
    const { page } = await signIn(browser, product.url, 'qy.anwei.zr')
    await open(page, `${product.url}/notices?state=proposed`)
    await page
      .getByRole('link', { name: /青杨县/ })
      .first()
      .click()
    await page.locator('.notice').waitFor()
    await page.getByRole('button', { name: '签发' }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: '签发' }).click()
    await page.locator('.notice-number', { hasText: /〔\d{4}〕1号/ }).waitFor()
    const waiting = page.waitForEvent('download')
    await page.getByRole('button', { name: '下载Word' }).click()
    const file = await (await waiting).path()
    const { problems, paragraphs } = await readDocx(readFileSync(file))
    assert.deepEqual(problems, [])
    const text = paragraphs.join('\n')
    for (const line of await page.locator('.notice p.in').allInnerTexts()) {
      assert.ok(text.includes(line.trim()), line)
    }
    const [shown, opened] = await openedBy(page, /在办/)
    assert.equal(opened, shown)
    assert.ok(await page.getByRole('columnheader', { name: '签发时' }).isVisible())
  })

  it('prints on A4 without menu and buttons', async () => {
    const { page } = await signIn(browser, product.url, 'anwei')
    await open(page, `${product.url}/notices?state=issued`)
    await page
      .getByRole('link', { name: /云川市/ })
      .first()
      .click()
    await page.locator('.notice').waitFor()
    await page.emulateMedia({ media: 'print' })
    const seen = await page.getByRole('button').filter({ visible: true }).allInnerTexts()
    assert.deepEqual(seen, [])
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    const [, width = 0, height = 0] = (
      /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? []
    ).map(Number)
    assert.deepEqual([Math.round(width), Math.round(height)], [595, 842])
  })
})
