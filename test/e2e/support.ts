import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const axeSource = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8')

/** The password of every demonstration account. */
export const PASSWORD = 'Yanshi-2026'

/** A phone and a desk, in CSS pixels. */
export const WIDTHS = { phone: 390, tablet: 1024, desk: 1440 } as const

/** The product running on a data folder of its own. */
export type Started = {
  readonly url: string
  /** Its data folder, for a command line beside it. */
  readonly folder: string
  readonly stop: () => Promise<void>
}

/** Starts the product with the demonstration on a fresh folder and a free port. */
export async function startProduct(more: Record<string, string> = {}): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'bihuan-e2e-'))
  const port = await freePort()
  const child = spawn(process.execPath, ['src/app/main.ts', 'serve'], {
    cwd: root,
    env: { ...process.env, ...more, BIHUAN_DATA: folder, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const url = `http://127.0.0.1:${port}`
  await ready(child, `${url}/api/health`)
  return {
    url,
    folder,
    async stop() {
      await ended(child)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function ready(child: ChildProcess, health: string): Promise<void> {
  const said: string[] = []
  child.stdout?.on('data', (text: Buffer) => said.push(String(text)))
  child.stderr?.on('data', (text: Buffer) => said.push(String(text)))
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error(`the product did not start:\n${said.join('')}`)
    const answer = await fetch(health).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  child.kill('SIGKILL')
  throw new Error(`the product was not ready in a minute:\n${said.join('')}`)
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

/** Launches Debian's Chromium, or the one that `CHROMIUM` names. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
}

/** A window of one person, who has signed in; what the browser complains of is collected. */
export type Window = {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors and breaches of the content policy that the browser reported. */
  readonly complaints: string[]
}

/** Opens a window of the given width and signs in with a demonstration account. */
export async function signIn(
  browser: Browser,
  url: string,
  login: string,
  width: number = WIDTHS.desk,
): Promise<Window> {
  const context = await browser.newContext({
    viewport: { width, height: width < 768 ? 844 : 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  await page.goto(`${url}/sign-in`)
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码').fill(PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL((address) => !address.pathname.startsWith('/sign-in'))
  page.on('console', (message) => {
    if (message.type() !== 'error') return
    complaints.push(`${page.url()} ${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => complaints.push(`${page.url()} ${String(error)}`))
  return { page, context, complaints }
}

/** Opens a page and waits until it has read what it shows. */
export async function open(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.waitForLoadState('networkidle')
  await page.locator('main').waitFor()
}

/** What axe finds wrong on the page, one line each; WCAG 2.2 A and AA and good practice. */
export async function axe(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const found = await (window as unknown as AxeWindow).axe.run(document)
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    )
  })
}

type AxeWindow = {
  readonly axe: {
    run(root: Document): Promise<{
      readonly violations: readonly {
        readonly id: string
        readonly nodes: readonly { readonly html: string }[]
      }[]
    }>
  }
}

/** By how many pixels the page can be moved sideways; 0 on every page at every width. */
export function sideways(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
}

/** Keeps a picture of the page in the folder that `SCREENSHOTS` names; without it nothing. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
