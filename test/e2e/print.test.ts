import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchBrowser, open, signIn, startProduct } from './support.ts'
import type { Started } from './support.ts'

describe('a finding on paper', { timeout: 120_000 }, () => {
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

  it('is A4 with its number and journal index, without menu, buttons or refusals', async () => {
    const { page } = await signIn(browser, product.url, 'qy.anwei')
    const read = await page.request.get(`${product.url}/api/findings?grade=major&size=1`)
    const { rows } = (await read.json()) as { rows: readonly { id: string; number: string }[] }
    const one = rows[0]
    assert.ok(one)
    await open(page, `${product.url}/findings/${one.id}`)
    await page.getByRole('heading', { name: '办理记录' }).waitFor()
    assert.ok((await page.getByRole('button').count()) > 0)

    await page.emulateMedia({ media: 'print' })
    // A screen as narrow as a phone must not make the paper follow the phone's layout.
    await page.setViewportSize({ width: 390, height: 844 })
    for (const gone of [page.getByRole('button'), page.getByRole('navigation')]) {
      const seen = await gone.filter({ visible: true }).allInnerTexts()
      assert.deepEqual(seen, [])
    }
    assert.equal(await page.getByText('暂不能办理').filter({ visible: true }).count(), 0)
    assert.ok((await page.getByText(one.number).filter({ visible: true }).count()) > 0)

    const foot = page.locator('.printfoot')
    assert.ok(await foot.isVisible(), 'no foot on paper')
    const text = await foot.innerText()
    assert.ok(text.includes(one.number), text)
    assert.match(text, /存证/)
  })

  it('makes a PDF of whole A4 pages', async () => {
    const { page } = await signIn(browser, product.url, 'qy.anwei.zr')
    const read = await page.request.get(`${product.url}/api/findings?size=1`)
    const { rows } = (await read.json()) as { rows: readonly { id: string }[] }
    await open(page, `${product.url}/findings/${rows[0]?.id}`)
    await page.getByRole('heading', { name: '办理记录' }).waitFor()
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    assert.ok(pdf.startsWith('%PDF-'))
    const pages = pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []
    assert.ok(pages.length >= 1, `${pages.length} pages`)
    const [, width = 0, height = 0] = (
      /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? []
    ).map(Number)
    assert.deepEqual([Math.round(width), Math.round(height)], [595, 842])
  })
})
