import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Locator, Page } from 'playwright-core'
import { DEMO_COUNTIES, demoId } from '#places/index.ts'
import {
  axe,
  launchBrowser,
  open,
  signIn,
  startProduct,
  type Started,
  type Window,
} from './support.ts'

type Group = { readonly id: string; readonly org: string; readonly host: string }

describe('a cross-county inspection', { timeout: 420_000 }, () => {
  let product: Started
  let browser: Browser
  let office: Window
  let address: string
  let group: Group

  before(async () => {
    product = await startProduct()
    browser = await launchBrowser()
    office = await signIn(browser, product.url, 'anwei')
  })
  after(async () => {
    await browser?.close()
    await product?.stop()
  })

  async function send(form: Locator, verb: string): Promise<void> {
    await form.getByRole('button', { name: verb, exact: true }).click()
    await form.waitFor({ state: 'hidden' })
  }
  async function begin(page: Page, verb: string): Promise<Locator> {
    await page.getByLabel('操作').getByRole('button', { name: verb, exact: true }).first().click()
    return page.getByRole('dialog', { name: verb })
  }
  const county = (org: string) => {
    const found = DEMO_COUNTIES.find(({ mark }) => demoId(`${mark}.anweiban`) === org)
    return signIn(browser, product.url, `${found!.mark}.anwei`)
  }

  it('is organized after the pack: dates, sectors, milestones and counties are proposed', async () => {
    const { page } = office
    await open(page, `${product.url}/campaigns/new`)
    await page.getByLabel('依据的规则包').selectOption('xinyang-cross-inspection-2023')
    assert.match(await page.getByLabel('行动名称').inputValue(), /交叉检查/)
    assert.equal(await page.getByRole('button', { name: /^移出.*安委办$/ }).count(), 11)
    await page.getByLabel('行动名称').fill('冬季交叉检查（演示）')
    await page.getByLabel('依据', { exact: true }).fill('市安委会部署（演示）')
    await page.getByLabel('其他成员单位').fill('云川市应急管理局')
    await page.locator('.ant-select-item-option:visible').first().click()
    await page.getByLabel('公共数值来源').fill('公共数值（演示）')
    await page.getByRole('button', { name: '组织并封存抽签范围' }).click()
    await page.waitForURL(/\/campaigns\/[0-9a-f-]{36}$/)
    await page.getByRole('heading', { level: 1, name: '冬季交叉检查（演示）' }).waitFor()
    address = page.url()
    assert.deepEqual(await axe(page), [])
  })

  it('is drawn by a clerk and a witness; the groups stand at once and are published', async () => {
    const { page } = office
    const witness = await signIn(browser, product.url, 'chayue')
    await page.getByRole('button', { name: '提交承诺（经办人）' }).click()
    const draw = page.getByLabel('抽取', { exact: true })
    await draw.getByText(/经办人：.*程若溪/).waitFor()
    await open(witness.page, `${product.url}/draws/${await drawOf(page)}`)
    await witness.page.getByRole('button', { name: '提交承诺（见证人）' }).click()
    await witness.page.getByText('各方承诺已齐，请揭示。').waitFor()
    await page
      .getByLabel(/公共数值（/)
      .first()
      .fill('03 08 12（演示）')
    await page.getByRole('button', { name: '揭示数值' }).first().click()
    await page.getByText('已揭示，等待其他各方揭示。').waitFor()
    await witness.page
      .getByLabel(/公共数值（/)
      .first()
      .fill('03 08 12（演示）')
    await witness.page.getByRole('button', { name: '揭示数值' }).first().click()
    await witness.page.getByText('各方数值已揭示，可以抽取。').waitFor()
    assert.deepEqual([...(await axe(witness.page)), ...witness.complaints], [])
    await page.getByRole('button', { name: '抽取', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: '抽取', exact: true }).click()
    await page.getByText('11 个组').waitFor()
    await page.getByText(/环：11/).waitFor()
    const read = await page.request.get(`${product.url}/api/campaigns/${address.split('/').at(-1)}`)
    group = ((await read.json()) as { groups: Group[] }).groups[0]!
    assert.deepEqual(await axe(page), [])
  })

  async function drawOf(page: Page): Promise<string> {
    const read = await page.request.get(`${product.url}/api/campaigns/${address.split('/').at(-1)}`)
    return ((await read.json()) as { draw: { id: string } }).draw.id
  }

  it('names its people, who sign; the other county agrees to the itinerary', async () => {
    const { page } = await county(group.org)
    await open(page, `${product.url}/campaigns/groups/${group.id}`)
    const staff = await begin(page, '组建专项行动组')
    for (const [nth, name] of ['甲', '乙', '丙', '丁', '戊'].entries()) {
      const one = staff.getByRole('group', { name: `第${nth + 1}人` })
      await one.getByLabel('姓名').fill(`${name}某（演示）`)
      await one.getByLabel('单位和职务').fill('县直部门')
    }
    await send(staff, '组建')
    const oath = await begin(page, '签署纪律承诺')
    await oath.getByRole('checkbox').first().waitFor()
    for (const box of await oath.getByRole('checkbox').all()) await box.check()
    await send(oath, '签署')
    const trip = await begin(page, '提出行程')
    await trip.getByLabel('去处和内容').fill('县安委办座谈')
    await send(trip, '提出行程')
    const host = await county(group.host)
    await open(host.page, `${product.url}/campaigns`)
    await host.page
      .getByRole('link', { name: /接受第1组/ })
      .first()
      .click()
    await send(await begin(host.page, '确认行程'), '确认行程')
    await host.page.getByText('行程已定').first().waitFor()
    assert.deepEqual(await axe(host.page), [])
    assert.deepEqual(host.complaints, [])
  })

  it('gives the problems found to the county, which signs; each becomes a finding', async () => {
    const { page } = await county(group.org)
    await open(page, `${product.url}/campaigns/groups/${group.id}`)
    const form = await begin(page, '填写反馈交办清单')
    await form.getByLabel('问题隐患').fill('动火审批人未到现场（演示）')
    await form.getByLabel('所在企业或单位').fill('某铸造公司（演示）')
    await form.getByLabel('责任单位').fill('某铸造公司（演示）')
    await form.getByLabel('复查单位').fill('县应急管理局')
    await form.getByLabel('整改期限').fill('2099-01-04')
    await form.getByLabel('整改期限').blur()
    await send(form, '保存清单')
    await page
      .getByRole('link', { name: /反馈清单.*1个问题/ })
      .first()
      .click()
    await page.getByRole('button', { name: '签字并反馈' }).click()
    const signing = page.getByRole('dialog', { name: '签字并反馈' })
    await signing.getByLabel('签字人').fill('甲某（演示）')
    await send(signing, '签字并反馈')
    const host = await county(group.host)
    await open(host.page, product.url)
    await host.page.getByText('签字接收反馈清单').first().waitFor()
    await open(host.page, `${product.url}/campaigns`)
    await host.page
      .getByRole('link', { name: /接受第1组/ })
      .first()
      .click()
    await host.page.getByRole('link', { name: /反馈清单.*1个问题/ }).click()
    await host.page.getByRole('button', { name: '签字接收', exact: true }).click()
    const receipt = host.page.getByRole('dialog', { name: '签字接收' })
    await receipt.getByLabel('签字人').fill('庚某（演示）')
    await send(receipt, '签字接收')
    await host.page.getByText('双方已签').first().waitFor()
    await open(host.page, host.page.url())
    await host.page
      .getByRole('link', { name: /安委办〔\d{4}〕\d{4}号/ })
      .first()
      .waitFor()
    assert.deepEqual([...(await axe(host.page)), ...host.complaints], [])
  })
})
