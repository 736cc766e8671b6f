import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { trialLedger } from '../../src/imports/ledger/trial.ts'
import { readDocx } from '../docx.ts'
import { begin, nameParties, send, stands } from './steps.ts'
import { axe, launchBrowser, open, signIn, startProduct, type Started } from './support.ts'

const ledger = trialLedger()
const { odd } = ledger
const BUREAU = '青杨县应急管理局'

/** The whole way of an office's own spreadsheet: in, worked to the end, and out as the month's notice. */
describe('a ledger from a spreadsheet to the notice of its month', { timeout: 600_000 }, () => {
  let product: Started
  let browser: Browser
  let finding: string

  before(async () => {
    product = await startProduct()
    browser = await launchBrowser()
  })
  after(async () => {
    await browser?.close()
    await product?.stop()
  })

  it('comes in with each oddity named, and nothing before it is agreed to', async () => {
    const { page, context, complaints } = await signIn(browser, product.url, 'qy.anwei')
    const had = await count(page, product.url, '')
    await open(page, `${product.url}/imports`)
    await page.getByRole('button', { name: '选择文件' }).click()
    const choosing = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: '不含涉密信息，选择文件' }).click()
    const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    const file = { name: '隐患台账.xlsx', mimeType, buffer: ledger.bytes }
    await (await choosing).setFiles(file)
    await page.getByRole('button', { name: '核对内容' }).click()
    const said = (row: number) => page.getByRole('article', { name: new RegExp(`第${row}行$`) })
    await said(odd.wrongDate)
      .getByText(/日历上不存在/)
      .waitFor()
    await said(odd.wrongDate).getByText(`表“S”I${odd.wrongDate}`).waitFor()
    await said(odd.dueBefore)
      .getByText(/整改期限 2023-07-31 早于发现日期 2023-08-07/)
      .waitFor()
    await said(odd.short)
      .getByRole('button', { name: new RegExp(BUREAU) })
      .first()
      .click()
    assert.deepEqual(await axe(page), [])
    assert.equal(await count(page, product.url, ''), had, 'nothing is written yet')
    await page.getByRole('link', { name: '进入确认' }).click()
    await page.getByRole('button', { name: '确认导入' }).click()
    await page.getByText(/本次接收 98 条/).waitFor({ timeout: 60_000 })
    assert.equal(await count(page, product.url, ''), had + 98)
    assert.deepEqual(complaints, [])
    await context.close()
  })

  it('is worked to the end by those who answer for it', async () => {
    const office = await signIn(browser, product.url, 'qy.anwei')
    const rows = await page1(office.page, product.url, 'due=open&grade=ordinary&foundTo=2023-08-31')
    finding = `${product.url}/findings/${rows[0]!.id}`
    const form = await begin(office.page, finding, '改派')
    await nameParties(form, {
      rectifier: ['青杨精工铸造', '整改人（演示）'],
      sectorParty: [BUREAU, '监管人（演示）'],
      territory: ['青杨县安全生产委员会办公室', '属地人（演示）'],
      rechecker: [BUREAU, '复查人（演示）'],
    })
    await send(form, '改派')
    const acts = [
      ['qiye', '签收', '签收说明', '签收'],
      ['qiye', '提交整改', '整改情况', '提交整改'],
      ['qy.anwei', '属地初验', '初验意见', '初验通过'],
      ['qy.yingji', '复查', '复查意见', '复查通过'],
      ['qy.anwei', '销号', '销号说明', '销号'],
    ] as const
    for (const [login, verb, label, sending] of acts) {
      const { page, context } = await signIn(browser, product.url, login)
      const dialog = await begin(page, finding, verb)
      if (sending.endsWith('通过')) await dialog.getByLabel(sending).check()
      await dialog.getByLabel(label).fill('已按要求办理。')
      await dialog.getByRole('button', { name: sending, exact: true }).click()
      await dialog.waitFor({ state: 'hidden' })
      await context.close()
    }
    await office.page.reload()
    await stands(office.page, '已销号')
    await office.context.close()
  })

  it('stands in the notice of its month, whose every number opens, as a Word file', async () => {
    const { page, context } = await signIn(browser, product.url, 'qy.anwei')
    await open(page, `${product.url}/notices/draft?kind=month&on=2023-08-01`)
    await page.locator('.notice').waitFor()
    const links = await page.locator('.notice a[href*="/findings?"]').all()
    assert.ok(links.length > 10)
    for (const link of links) {
      const shown = (await link.innerText()).replaceAll(',', '')
      if (!/^\d+$/.test(shown)) continue
      const search = new URL((await link.getAttribute('href')) ?? '', product.url).search.slice(1)
      assert.equal(await count(page, product.url, search), Number(shown), search)
    }
    await page.getByRole('button', { name: '送签' }).first().click()
    await page.waitForURL(/\/notices\/[0-9a-f-]{36}/)
    const notice = page.url()
    await context.close()
    const head = await signIn(browser, product.url, 'qy.anwei.zr')
    await open(head.page, notice)
    await head.page.getByRole('button', { name: '签发' }).first().click()
    await head.page.getByRole('dialog').getByRole('button', { name: '签发' }).click()
    await head.page.locator('.notice-number', { hasText: /〔\d{4}〕\d+号/ }).waitFor()
    const waiting = head.page.waitForEvent('download')
    await head.page.getByRole('button', { name: '下载Word' }).click()
    const { problems, paragraphs } = await readDocx(readFileSync(await (await waiting).path()))
    assert.deepEqual(problems, [])
    assert.ok(paragraphs.join('\n').includes('98'))
    await head.context.close()
  })
})

/** How many records of the ledger a filter holds. */
async function count(page: Page, url: string, search: string): Promise<number> {
  const answer = await page.request.get(`${url}/api/findings/count?${search}`)
  return ((await answer.json()) as { count: number }).count
}

async function page1(page: Page, url: string, search: string) {
  const answer = await page.request.get(`${url}/api/findings?${search}`)
  return ((await answer.json()) as { rows: readonly { id: string }[] }).rows
}
