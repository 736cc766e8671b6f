import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { axe, launchBrowser, open, signIn, startProduct, type Started } from './support.ts'

describe(
  'a sheet is scored by two people and a deduction becomes a finding',
  { timeout: 600_000 },
  () => {
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

    /** Scores one item as in order, in the drawer that is open. */
    async function inOrder(page: Page, item: number): Promise<void> {
      const dialog = page.getByRole('dialog', { name: new RegExp(`^第${item}项`) })
      await dialog.getByLabel('完成情况').fill('查阅资料，已落实。（演示）')
      await dialog.getByRole('button', { name: '保存评分' }).click()
      await dialog.waitFor({ state: 'detached' })
    }

    it('two windows score the levels at once; the office confirms; a deduction becomes a finding', async () => {
      const one = await signIn(browser, product.url, 'pg.anwei')
      const other = await signIn(browser, product.url, 'pg.anwei')
      await open(one.page, `${product.url}/scoring`)
      await one.page.getByRole('link', { name: '青杨县（演示）' }).first().click()
      await one.page.getByRole('heading', { name: /青杨县（演示）/ }).waitFor()
      const sheet = one.page.url()
      const at = (item: number) => `${sheet}?item=${item}`
      await open(one.page, at(1))
      const drawer = one.page.getByRole('dialog')
      await drawer.getByLabel(/责任文件没有写明第一责任人/).check()
      await drawer.getByLabel('扣分原因').fill('责任文件没有写明。（演示）')
      await drawer.getByLabel('完成情况').fill('查阅责任文件。（演示）')
      await drawer.getByRole('button', { name: '保存评分' }).click()
      await one.page.getByRole('dialog', { name: /^第2项/ }).waitFor()
      const run = async (page: Page, from: number, to: number) => {
        await open(page, at(from))
        for (let item = from; item <= to; item += 1) await inOrder(page, item)
      }
      await Promise.all([run(one.page, 2, 25), run(other.page, 26, 48)])
      await open(one.page, sheet)
      await one.page.getByText('已评 48/48 项').first().waitFor()
      await one.page
        .getByText(/还缺3个/)
        .first()
        .waitFor()
      await one.page.getByRole('button', { name: '登记抽查企业' }).click()
      const frame = one.page.getByRole('dialog', { name: '登记抽查企业' })
      for (const [index, sector] of ['工贸', '燃气', '建筑施工'].entries()) {
        await frame.getByRole('button', { name: '增加企业' }).click()
        await frame
          .getByLabel('企业名称')
          .nth(index)
          .fill(`抽查企业${index + 1}（演示）`)
        await frame.getByLabel('重点行业').nth(index).selectOption({ label: sector })
      }
      await frame.getByRole('button', { name: '保存抽查企业' }).click()
      await frame.waitFor({ state: 'detached' })
      await one.page.getByRole('button', { name: '提交打分表' }).first().click()
      const submit = one.page.getByRole('dialog', { name: '提交打分表' })
      await submit.getByRole('button', { name: '提交打分表' }).click()
      await one.page.getByText('待确认').first().waitFor()
      await open(one.page, at(1))
      await one.page.getByRole('button', { name: '登记评分标准（1）的问题' }).click()
      await one.page.getByRole('dialog').getByLabel('行业领域').selectOption({ label: '工贸' })
      await one.page
        .getByRole('dialog')
        .getByRole('button', { name: '登记问题', exact: true })
        .click()
      await one.page
        .getByRole('dialog')
        .getByText(/青杨县安委办〔\d+〕\d+号/)
        .first()
        .waitFor()
      const office = await signIn(browser, product.url, 'anwei')
      await open(office.page, sheet)
      await office.page.getByRole('button', { name: '确认打分表' }).first().click()
      const confirm = office.page.getByRole('dialog', { name: '确认打分表' })
      await confirm.getByRole('button', { name: '确认打分表' }).click()
      await office.page.getByText('已确认').first().waitFor()
      await office.page.getByText('98', { exact: true }).first().waitFor()
      assert.deepEqual([...(await axe(office.page)), ...one.complaints, ...other.complaints], [])
      for (const { context } of [one, other, office]) await context.close()
    })
  },
)
