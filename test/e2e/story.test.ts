import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { begin, nameParties, photo, pickPlace, send, stands, told, upload } from './steps.ts'
import { launchBrowser, open, screenshot, signIn, startProduct } from './support.ts'
import type { Started, Window } from './support.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const FOUNDRY = '青杨精工铸造有限公司（演示）'
const STATION = '青杨北街加油站（演示）'
const BUREAU = ['青杨县应急管理局（演示）', '许嘉木（演示）'] as const
const OTHERS = {
  territory: ['青杨镇人民政府（演示）', '何禾丰（演示）'],
  sectorParty: BUREAU,
  rechecker: BUREAU,
} as const

describe('a major hazard from finding to strike-off', { timeout: 240_000 }, () => {
  let product: Started
  let browser: Browser
  let finding = ''
  const windows = new Map<string, Window>()

  before(async () => {
    product = await startProduct()
    browser = await launchBrowser()
  })
  after(async () => {
    await browser?.close()
    await product?.stop()
  })

  async function as(login: string): Promise<Window> {
    const known = windows.get(login) ?? (await signIn(browser, product.url, login))
    known.context.setDefaultTimeout(12_000)
    windows.set(login, known)
    return known
  }

  it('is registered by the committee office with a photo', async () => {
    const { page } = await as('qy.anwei')
    await open(page, `${product.url}/findings/new`)
    await upload(page, '选择文件', await photo('现场.jpg'))
    await page.getByLabel('问题隐患', { exact: true }).fill('熔炼炉倾动油缸漏油')
    await page.getByLabel('问题描述').fill('1号熔炼炉倾动油缸密封失效，油液滴落在炉前平台。')
    await pickPlace(page, '所在地', '青杨镇')
    await page.getByLabel('整改对象').fill(FOUNDRY)
    await page.getByLabel('行业领域').selectOption('industry_trade')
    await page.getByLabel('重大', { exact: true }).check()
    await page.getByLabel('重大判定依据').fill('工贸行业重大隐患判定标准（演示条款）')
    await page.getByRole('button', { name: '登记', exact: true }).click()
    assert.match(await told(page), /已登记/)
    await page.waitForURL(/\/findings\/[0-9a-f-]{36}/)
    finding = page.url()
    await stands(page, '重大')
    await stands(page, '已登记')
    await page.locator('.evs img').first().waitFor()
    await screenshot(page, 'story-1-registered')
  })

  it('is handed over to an enterprise, which returns it as not its own', async () => {
    const { page } = await as('qy.anwei')
    const form = await begin(page, finding, '交办')
    await nameParties(form, { rectifier: [STATION, '钱常明（演示）'], ...OTHERS })
    await form.getByLabel('需要时间').check()
    assert.match(await send(form, '交办'), /北街加油站/)

    const station = await as('qiye3')
    const back = await begin(station.page, finding, '退办')
    await back.getByLabel('退办理由').fill('该熔炼炉不属本单位所有，本单位不从事铸造。')
    await send(back, '退办')

    await open(page, finding)
    await page.getByText('本单位不从事铸造', { exact: false }).first().waitFor()
  })

  it('is re-assigned and received, and the five implementations are filled in', async () => {
    const office = await as('qy.anwei')
    const again = await begin(office.page, finding, '改派')
    await nameParties(again, { rectifier: [FOUNDRY, '钱铁安（演示）'], ...OTHERS })
    await again.getByLabel('需要时间').check()
    assert.match(await send(again, '改派'), /精工铸造/)

    const { page } = await as('qiye')
    await page.goto(product.url)
    await page.getByRole('link', { name: '熔炼炉倾动油缸漏油', exact: true }).first().waitFor()
    await send(await begin(page, finding, '签收'), '签收')
    await stands(page, '整改中')
    const plan = await begin(page, finding, '填报五落实')
    await plan.getByLabel('措施').fill('停炉更换油缸密封，加设接油盘和防护挡板。')
    await plan.getByLabel('责任').fill('设备部，钱铁安（演示）')
    await plan.getByLabel('资金（选填）').fill('3.60')
    await plan.getByLabel('预案').fill('整改期间停炉，炉前平台设警戒区，专人值守。')
    await send(plan, '填报五落实')
    await page.getByText('3.60万元').first().waitFor()
  })

  it('is reported done with a photo; the same unit may not re-check it', async () => {
    const { page } = await as('qiye')
    const report = await begin(page, finding, '提交整改')
    await report.getByLabel('整改情况').fill('密封已更换，试运行48小时无渗漏。')
    await upload(page, '选择文件', await photo('整改后.jpg'))
    await send(report, '提交整改')
    await stands(page, '待复查')
    const recheck = page.getByRole('button', { name: '复查', exact: true })
    assert.equal(await recheck.getAttribute('aria-disabled'), 'true')
    const sentence = page.locator(`#${await recheck.getAttribute('aria-describedby')}`)
    assert.match(await sentence.innerText(), /整改单位不得复查本单位的整改/)
    assert.equal(await sentence.locator('a').count(), 1, 'the clause can be opened')
    assert.ok(await sentence.isVisible())
    await screenshot(page, 'story-2-same-unit-refused')
  })

  it('refuses the same unit on the server too, naming the clause', async () => {
    const { page } = await as('qiye')
    const id = finding.split('/').at(-1)
    const read = await page.request.get(`${product.url}/api/findings/${id}`)
    const { revision } = (await read.json()) as { revision: number }
    const answer = await page.request.post(`${product.url}/api/findings/${id}/recheck`, {
      headers: { 'idempotency-key': crypto.randomUUID(), origin: product.url },
      data: { revision, passed: true, note: '复查通过。', evidence: [] },
    })
    assert.equal(answer.status(), 409)
    const told = (await answer.json()) as { refused?: string; clause?: string }
    assert.match(told.refused ?? '', /整改单位不得复查/)
    assert.match(told.clause ?? '', /.+#.+/)
  })

  it('is accepted by the territory and re-checked by the regulator', async () => {
    const town = (await as('qy.zhen')).page
    const first = await begin(town, finding, '属地初验')
    await first.getByLabel('初验通过').check()
    await first.getByLabel('初验意见').fill('现场核实，油缸已更换，平台清洁。')
    await send(first, '初验通过')

    const bureau = (await as('qy.yingji')).page
    const second = await begin(bureau, finding, '复查')
    await second.getByLabel('复查通过').check()
    await second.getByLabel('复查意见').fill('现场复查，倾动系统运行正常，无渗漏。')
    await send(second, '复查通过')
  })

  it('is struck off when the head has approved it', async () => {
    const office = (await as('qy.anwei')).page
    await send(await begin(office, finding, '报请销号'), '报请销号')
    const head = (await as('qy.anwei.zr')).page
    const approval = await begin(head, finding, '审批销号')
    await approval.getByLabel('批准销号').check()
    await approval.getByLabel('审批意见').fill('同意销号。')
    await send(approval, '批准销号')
    await stands(head, '已销号')
  })

  it('stands in the timeline act by act, each with a receipt that downloads', async () => {
    const { page } = await as('qy.anwei')
    await open(page, finding)
    const steps = page.locator('.tl > li')
    const names = await steps.locator('.tt b').allInnerTexts()
    for (const act of [
      '登记',
      '交办',
      '退办',
      '改派',
      '签收',
      '五落实',
      '提交整改',
      '初验',
      '复查',
      '报请',
      '批准',
    ])
      assert.ok(
        names.some((name) => name.includes(act)),
        `${act} is missing in ${names.join()}`,
      )
    const receipts = steps.getByRole('button', { name: '回执' })
    for (let tries = 0; tries < 20 && (await receipts.count()) < names.length; tries += 1) {
      await page.waitForTimeout(500)
      await open(page, finding)
    }
    assert.equal(await receipts.count(), names.length)
    for (let at = 0; at < names.length; at += 1) {
      // Chromium asks before it hands over many files in a row from one visit of a page.
      if (at % 5 === 4) await open(page, finding)
      const arriving = page.waitForEvent('download')
      await receipts.nth(at).click()
      const file = await (await arriving).path()
      const receipt: unknown = JSON.parse(await readFile(file, 'utf8'))
      assert.ok(typeof receipt === 'object' && receipt !== null)
    }
    await screenshot(page, 'story-3-struck-off')
  })

  it('is whole when the journal is verified beside the running server', async () => {
    const run = await promisify(execFile)(
      process.execPath,
      ['src/app/main.ts', 'journal', 'verify', '--json'],
      { cwd: root, env: { ...process.env, BIHUAN_DATA: product.folder }, maxBuffer: 1 << 26 },
    )
    const report = JSON.parse(run.stdout) as { ok: boolean; problemCount: number }
    assert.deepEqual([report.ok, report.problemCount], [true, 0])
  })

  it('left no complaint in any browser window', () => {
    const all = [...windows.values()].flatMap(({ complaints }) => complaints)
    assert.deepEqual(all, [])
  })
})
