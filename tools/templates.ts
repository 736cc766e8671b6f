// Writes the Word templates that come with the product: `node tools/templates.ts`.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Packer } from 'docx'
import { FORM_LABELS } from '../src/documents/texts.ts'
import { DOCUMENT_FORMS } from '../src/documents/words.ts'
import { paper } from './templates/papers.ts'

const FOLDER = join(import.meta.dirname, '../templates')

mkdirSync(FOLDER, { recursive: true })
for (const form of DOCUMENT_FORMS) {
  const bytes = await Packer.toBuffer(paper(form, FORM_LABELS[form]))
  writeFileSync(join(FOLDER, `${form}.docx`), bytes)
}
