import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { COLUMNS, sheetDocx } from '../sheet-file.ts'
import { axe, launchBrowser, open, signIn, startProduct, type Started } from './support.ts'

const row = (item: string, criteria: string, category = '') => [category, item, criteria]
const WRONG = [
  COLUMNS,
  row('1. 制度健全（30分）', '(1) 没有制度的，扣30分', '（一）管理（50分）'),
  row('2. 值班在岗（20分）', '(2) 无人值班的，每发现1处扣10分；(3) 没有记录的'),
]
const RIGHT = [
  ...WRONG.slice(0, 2),
  row('2. 值班在岗（20分）', '(2) 无人值班的，每发现1处扣10分；(3) 没有记录的，扣10分'),
]
const docx = (rows: readonly string[][]) => ({
  name: '值班检查打分表.docx',
  mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  buffer: sheetDocx([], rows),
})

describe('a sheet of another kind is loaded without a line of code', { timeout: 300_000 }, () => {
  let product: Started
  let browser: Browser
  let address = ''

  before(async () => {
    product = await startProduct()
    browser = await launchBrowser()
  })
  after(async () => {
    await browser?.close()
    await product?.stop()
  })

  const look = async (page: Page, name: string, fullPage = true) => {
    const folder = process.env['BIHUAN_SHOTS']
    if (folder === undefined) return
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 })
      await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage })
    }
    await page.setViewportSize({ width: 1440, height: 900 })
  }

  it('the clerk brings a Word file, sees what does not add up, brings it again and proposes', async () => {
    const { page, context, complaints } = await signIn(browser, product.url, 'anwei')
    await open(page, `${product.url}/packs`)
    await page.getByLabel('打分表名称').fill('值班检查打分表（演示）')
    await page.getByLabel('打分表文件').setInputFiles(docx(WRONG))
    await page.getByRole('heading', { name: '值班检查打分表（演示）' }).waitFor()
    await page.getByText('评分标准（3）“没有记录的”没有写明扣分，未录入').waitFor()
    await page.getByText('尚有 1 处须改正').first().waitFor()
    await look(page, 'pack-wrong')
    assert.deepEqual(await axe(page), [])
    await page.getByLabel('改正后的打分表').setInputFiles(docx(RIGHT))
    await page.getByText('没有记录，扣 10 分').waitFor()
    await page.getByRole('button', { name: '提请发布' }).click()
    await page.getByText('打分表须由提请人以外的人发布').waitFor()
    await look(page, 'pack-proposed')
    address = page.url()
    assert.deepEqual([...(await axe(page)), ...complaints], [])
    await context.close()
  })

  it('another person releases it, and it stands among the rules', async () => {
    const { page, context, complaints } = await signIn(browser, product.url, 'anwei.zr')
    await open(page, address)
    await page.getByRole('button', { name: '发布', exact: true }).first().click()
    await page.getByRole('link', { name: '在规则中查看' }).click()
    await page.getByRole('heading', { name: '值班检查打分表（演示）' }).waitFor()
    await page.getByText('无人值班').first().waitFor()
    await open(page, `${product.url}/packs`)
    await page.getByText('已发布').first().waitFor()
    await look(page, 'packs')
    assert.deepEqual([...(await axe(page)), ...complaints], [])
    await context.close()
  })

  it('a campaign of 2023 says what holds today beside it', async () => {
    const { page, context } = await signIn(browser, product.url, 'anwei')
    await open(page, `${product.url}/law/xinyang-cross-inspection-2023`)
    await page.getByText('历史做法').waitFor()
    await look(page, 'regime', false)
    assert.deepEqual(await axe(page), [])
    await open(page, `${product.url}/law/yunchuan-supervision-2026`)
    await page.getByText('现行做法').waitFor()
    await context.close()
  })
})
