import assert from 'node:assert/strict'
import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { FORM_TAGS } from './forms.ts'
import { findFonts } from './pdf/index.ts'
import { render } from './render.ts'
import { builtIn, sample } from './templates.ts'
import { FORM_LABELS } from './texts.ts'
import { DOCUMENT_FORMS, type DocumentForm } from './words.ts'

/** Pages of each form filled with a word a value. */
const PAGES = {
  notice: 1,
  hand_over: 1,
  rectify: 2,
  recheck: 2,
  strike_off: 2,
  extension: 1,
  dispatch: 1,
  reply: 1,
  meeting_sign_in: 1,
  meeting_minutes: 2,
  feedback: 1,
  remind: 1,
  supervise: 1,
  interview: 1,
  interview_minutes: 1,
  circulate: 1,
  listing: 1,
  delisting: 1,
  transfer: 1,
  transfer_receipt: 1,
  warning: 1,
} as const satisfies Record<DocumentForm, number>

/** Why nothing can be converted here, or false. */
function missing(): string | false {
  for (const [tool, flag] of [
    ['soffice', '--version'],
    ['pdfinfo', '-v'],
    ['pdftotext', '-v'],
  ] as const) {
    try {
      execFileSync(tool, [flag], { stdio: 'ignore' })
    } catch {
      return `${tool} is not installed`
    }
  }
  return findFonts() ? false : 'no Chinese font is installed'
}

const run = promisify(execFile)

test('LibreOffice lays every form out on A4, whole and readable', { skip: missing() }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bihuan-soffice-'))
  try {
    for (const form of DOCUMENT_FORMS) {
      const filled = await render(await builtIn(form), sample(FORM_TAGS[form]))
      writeFileSync(join(folder, `${form}.docx`), filled)
    }
    await run('soffice', [
      '--headless',
      `-env:UserInstallation=file://${folder}/profile`,
      '--convert-to',
      'pdf',
      '--outdir',
      folder,
      ...DOCUMENT_FORMS.map((form) => join(folder, `${form}.docx`)),
    ])
    for (const form of DOCUMENT_FORMS) {
      const pdf = join(folder, `${form}.pdf`)
      const { stdout: about } = await run('pdfinfo', [pdf])
      assert.match(about, /Page size: +595\.\d+ x 84[12]\.?\d* pts \(A4\)/, form)
      assert.equal(Number(/Pages: +(\d+)/.exec(about)?.[1]), PAGES[form], FORM_LABELS[form])
      const { stdout: text } = await run('pdftotext', ['-raw', pdf, '-'])
      const words = text.replaceAll(/\s/g, '')
      assert.ok(!/[{}]/.test(words), form)
      for (const tag of FORM_TAGS[form].filter((one) => 'needed' in one && !('list' in one))) {
        assert.ok(words.includes(tag.label), `${form}: ${tag.label}`)
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
