import { randomBytes } from 'node:crypto'
import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { open } from './support.ts'

/** Types into the picker of a place and takes the one whose path ends so. */
export async function pickPlace(page: Page, label: string, name: string): Promise<void> {
  await page.getByLabel(label).fill(name)
  await page
    .locator('.ant-select-tree-title')
    .getByText(new RegExp(`${name}$`, 'u'))
    .first()
    .click()
}

/** The four answerable parties of a hand-over: body and person by the name of the field. */
export type Parties = Readonly<Record<string, readonly [org: string, person: string]>>

/** Fills the parties of the form of 交办 or 改派. */
export async function nameParties(within: Locator, parties: Parties): Promise<void> {
  for (const [field, [org, person]] of Object.entries(parties)) {
    const party = within.locator(`fieldset[data-field="${field}"]`)
    await party.locator(`[data-field="${field}.org"] input`).fill(org)
    const options = within.page().locator('.ant-select-item-option:visible')
    await options.filter({ hasText: org }).first().click()
    await options.first().waitFor({ state: 'hidden' })
    await party.getByLabel('责任人').fill(person)
  }
}

/** A photo that nobody took, of a colour of its own, so that no two are the same file. */
export function photo(name: string) {
  const [r = 0, g = 0, b = 0] = randomBytes(3)
  const background = { r, g, b }
  return sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .jpeg()
    .toBuffer()
    .then((buffer) => ({ name, mimeType: 'image/jpeg', buffer }))
}

/** Uploads through the page, answering the question about classified matter. */
export async function upload(
  page: Page,
  button: string,
  file: Awaited<ReturnType<typeof photo>>,
): Promise<void> {
  await page.getByRole('button', { name: button }).click()
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '不含涉密信息，选择文件' }).click()
  await (await choosing).setFiles(file)
  await page.locator('.ups').getByText('首次使用').waitFor()
}

/** Opens the form of a verb on the finding's page and gives the form to fill. */
export async function begin(page: Page, address: string, verb: string): Promise<Locator> {
  await open(page, address)
  await page.getByLabel('操作').getByRole('button', { name: verb, exact: true }).first().click()
  const dialog = page.getByRole('dialog', { name: verb })
  await dialog.locator('form').waitFor()
  return dialog
}

/** Sends the form and answers what the page tells of it. */
export async function send(dialog: Locator, verb: string): Promise<string> {
  await dialog.getByRole('button', { name: verb, exact: true }).click()
  return told(dialog.page())
}

/** The sentence that the page tells after an act. */
export async function told(page: Page): Promise<string> {
  const toast = page.locator('.toast .note')
  await toast.waitFor()
  return (await toast.innerText()).trim()
}

/** Asserts that the state of the finding on the page is this word. */
export async function stands(page: Page, word: string): Promise<void> {
  await page.locator('.tags').getByText(word, { exact: true }).waitFor({ timeout: 15_000 })
  assert.equal(await page.locator('.tags').getByText(word, { exact: true }).count(), 1)
}
