import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { axe, launchBrowser, open, signIn, startProduct, type Started } from './support.ts'
import { begin, photo, send, stands } from './steps.ts'

const NOTICE = '关于做好岁末年初安全防范工作的通知（演示）'

describe(
  'a notice is answered: the reply leaves with number and sealed scan',
  { timeout: 600_000 },
  () => {
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

    /** Does something as somebody, in a browser of their own. */
    async function as(login: string, work: (page: Page) => Promise<void>): Promise<void> {
      const { page, context, complaints } = await signIn(browser, product.url, login)
      await work(page)
      assert.deepEqual(complaints, [])
      await context.close()
    }

    it('is drafted from the notice itself: who wrote and what is answered stand there', async () => {
      await as('anwei', async (page) => {
        await open(page, `${product.url}/incoming`)
        await page.getByRole('link', { name: NOTICE }).first().click()
        await page.getByRole('link', { name: '拟复函' }).click()
        assert.equal(await page.getByLabel('文种').inputValue(), 'reply')
        assert.match(await page.getByLabel('系统外主送单位').inputValue(), /云岭省/)
        await page.getByLabel('正文').fill('来函收悉。\n现将有关情况函复如下。')
        await page.getByRole('button', { name: '拟稿', exact: true }).click()
        await page.getByRole('alert').getByText('请确认内容不涉密').waitFor()
        await page.getByRole('checkbox', { name: '不涉密确认' }).check()
        await page.getByRole('button', { name: '拟稿', exact: true }).click()
        await page.waitForURL(/\/outgoing\/[0-9a-f-]{36}/)
        paper = page.url()
        const form = await begin(page, paper, '送核')
        await send(form, '送核')
        await stands(page, '待审批')
        await page.getByText('核稿应由拟稿人以外的人员办理').first().waitFor()
        assert.deepEqual(await axe(page), [])
      })
    })

    it('is checked and signed by another, who gives it its number', async () => {
      await as('anwei.zr', async (page) => {
        await send(await begin(page, paper, '核稿通过'), '核稿通过')
        await send(await begin(page, paper, '送签'), '送签')
        await send(await begin(page, paper, '签发'), '签发')
        await page
          .locator('.tags')
          .getByText(/复〔\d{4}〕\d+号/)
          .waitFor()
      })
    })

    it('is printed, sealed, scanned, sent out and archived', async () => {
      await as('anwei', async (page) => {
        await open(page, paper)
        const word = await page.request.get(
          paper.replace('/outgoing/', '/api/outgoing/') + '/document',
        )
        assert.equal(word.status(), 200)
        assert.equal((await word.body()).subarray(0, 2).toString(), 'PK')
        const sealing = await begin(page, paper, '登记用印')
        const choosing = page.waitForEvent('filechooser')
        await sealing.getByRole('button', { name: '选择文件', exact: true }).click()
        await page.getByRole('button', { name: '不含涉密信息，选择文件' }).click()
        await (await choosing).setFiles(await photo('盖章件.jpg'))
        await page.locator('.ups').getByText('首次使用').waitFor()
        await send(sealing, '登记用印')
        await send(await begin(page, paper, '分发'), '分发')
        await stands(page, '已送达')
        await page.emulateMedia({ media: 'print' })
        assert.ok(await page.getByText('现将有关情况函复如下').first().isVisible())
        await page.emulateMedia({ media: 'screen' })
        assert.deepEqual(await axe(page), [])
        await send(await begin(page, paper, '归档'), '归档')
        await stands(page, '已归档')
        await open(page, `${product.url}/outgoing/archive`)
        await page.getByText(/复函/).first().waitFor()
      })
    })
  },
)
