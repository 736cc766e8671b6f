import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { readExif } from './exif.ts'
import { inspectFile, MOST_BYTES, type Accepted } from './inspect.ts'
import { makeDocx, makePhoto, makeZip } from './trial.ts'
import type { FileFault } from './words.ts'

async function accepted(bytes: Buffer, keepPosition = false): Promise<Accepted> {
  const file = await inspectFile(bytes, { keepPosition })
  assert.ok(!('fault' in file), JSON.stringify(file))
  return file
}

for (const format of ['jpeg', 'png', 'webp'] as const) {
  test(`a ${format} photo is kept without camera and place, its time beside it`, async () => {
    const photo = await makePhoto(1, format, { orientation: 6 })
    const file = await accepted(photo)
    assert.ok(photo.includes('SECRETCAM'))
    assert.ok(!file.bytes.includes('SECRETCAM'))
    const head = await sharp(file.bytes).metadata()
    assert.equal(readExif(head.exif).position, null)
    assert.deepEqual([file.takenAt, file.position], ['2026-11-20T01:30:00.000Z', null])
    assert.equal(head.orientation, 6)
    assert.deepEqual([file.width, file.height], [64, 32])
    const small = await sharp(file.previews!.small).metadata()
    assert.deepEqual([small.width, small.height, small.exif], [32, 64, undefined])
  })

  test(`a ${format} photo whose position was chosen is kept as it came`, async () => {
    const photo = await makePhoto(1, format)
    const file = await accepted(photo, true)
    assert.equal(file.position, '34.128000,114.072000')
    assert.ok(file.bytes.equals(photo))
    assert.equal((await sharp(file.previews!.large).metadata()).exif, undefined)
  })

  test(`two copies of a ${format} photo are the same, whatever they say about themselves`, async () => {
    const photo = await makePhoto(7, format)
    const plain = await accepted(photo)
    assert.equal((await accepted(plain.bytes)).hash, plain.hash)
    assert.equal((await accepted(photo, true)).essence, plain.essence)
    assert.notEqual((await accepted(photo, true)).hash, plain.hash)
    assert.notEqual((await accepted(await makePhoto(8, format))).essence, plain.essence)
  })
}

test('what hangs behind a photo is not kept', async () => {
  for (const format of ['jpeg', 'png', 'webp'] as const) {
    const photo = await makePhoto(3, format)
    const file = await accepted(Buffer.concat([photo, Buffer.from('<script>hidden</script>')]))
    assert.ok(!file.bytes.includes('script'), format)
    assert.equal(file.essence, (await accepted(photo)).essence, format)
  }
})

test('a progressive photo keeps its pixels', async () => {
  const noise = { width: 200, height: 120, channels: 3 as const, noise: noiseOf() }
  const photo = await sharp({ create: { ...noise, background: '#000' } })
    .jpeg({ progressive: true })
    .toBuffer()
  const file = await accepted(photo)
  assert.ok((await sharp(file.bytes).raw().toBuffer()).equals(await sharp(photo).raw().toBuffer()))
})

function noiseOf() {
  return { type: 'gaussian' as const, mean: 128, sigma: 60 }
}

test('broken EXIF data says nothing and refuses nothing', () => {
  const nothing = { takenAt: null, position: null, orientation: 1 }
  assert.deepEqual(readExif(undefined), nothing)
  assert.deepEqual(readExif(Buffer.from('Exif\0\0MM\0*\xff\xff\xff\xff', 'latin1')), nothing)
  assert.deepEqual(readExif(Buffer.from('II*\0\x08\0\0\0\xff\xff', 'latin1')), nothing)
})

test('documents are told by their content', async () => {
  const docx = await accepted(makeDocx('整改方案'))
  assert.deepEqual([docx.kind, docx.extension, docx.essence], ['document', 'docx', docx.hash])
  const pdf = await accepted(Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n'))
  assert.equal(pdf.mime, 'application/pdf')
})

const png = await makePhoto(5, 'png')

/** A PNG that says it has 30,000 × 30,000 pixels, in a few hundred bytes. */
function pixelBomb(): Buffer {
  const bomb = Buffer.from(png)
  bomb.writeUInt32BE(30_000, 16)
  bomb.writeUInt32BE(30_000, 20)
  return bomb
}

/** A PNG whose pixels were damaged on the way: its head is sound, its data is not. */
function damagedPixels(): Buffer {
  const damaged = Buffer.from(png)
  damaged.fill(0, damaged.length - 200, damaged.length - 60)
  return damaged
}

async function animation(): Promise<Buffer> {
  const raw = Buffer.concat([0, 90, 200].map((shade) => Buffer.alloc(16 * 16 * 3, shade)))
  return sharp(raw, { raw: { width: 16, height: 48, channels: 3, pageHeight: 16 } })
    .webp({ loop: 0, delay: [100, 100, 100] })
    .toBuffer()
}

const zeros = Buffer.alloc(64 * 1024 * 1024)

const faults: readonly (readonly [string, () => Buffer | Promise<Buffer>, FileFault])[] = [
  ['an empty file', () => Buffer.alloc(0), 'empty'],
  ['a file beyond the limit', () => zeros.subarray(0, MOST_BYTES + 1), 'too_large'],
  ['plain text', () => Buffer.from('名称,数量\n'), 'unknown_type'],
  ['a script called photo.jpg', () => Buffer.from('#!/bin/sh\n'), 'unknown_type'],
  ['SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'unknown_type'],
  ['HEIC', () => Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0mif1heic', 'latin1'), 'heic'],
  ['a plain archive', () => makeZip([{ name: 'a.txt', data: 'a' }]), 'unknown_type'],
  [
    'a photo beyond its limit',
    async () => Buffer.concat([await makePhoto(9), zeros.subarray(0, 21 * 1024 * 1024)]),
    'photo_too_large',
  ],
  ['a pixel bomb', pixelBomb, 'too_many_pixels'],
  ['an animation', animation, 'animated'],
  ['a photo with damaged pixels', damagedPixels, 'damaged_photo'],
  ['a photo cut in half', () => png.subarray(0, png.length / 2), 'damaged_photo'],
  [
    'a JPEG cut in half',
    async () => {
      const photo = await makePhoto(9, 'jpeg', { edge: 600 })
      return photo.subarray(0, photo.length - 200)
    },
    'damaged_photo',
  ],
  ['a PDF cut off', () => Buffer.from('%PDF-1.7\n1 0 obj'), 'damaged_document'],
  ['a document cut off', () => makeDocx('x').subarray(0, 100), 'damaged_document'],
  ['a path outside', () => makeDocx('', [{ name: '../../x.sh', data: 'x' }]), 'unsafe_archive'],
  ['a Windows path', () => makeDocx('', [{ name: '..\\x.exe', data: 'x' }]), 'unsafe_archive'],
  ['a drive', () => makeDocx('', [{ name: 'C:/x', data: 'x' }]), 'unsafe_archive'],
  [
    'a bomb that says so',
    () => makeDocx('', [{ name: 'word/media/a', data: zeros }]),
    'archive_bomb',
  ],
  [
    'a bomb that lies about its size',
    () => makeDocx('', [{ name: 'word/media/a', data: zeros, lie: 1000 }]),
    'archive_bomb',
  ],
  [
    'many parts',
    () =>
      makeDocx(
        '',
        Array.from({ length: 5001 }, (_, i) => ({ name: `word/${i}`, data: '' })),
      ),
    'archive_bomb',
  ],
  ['macros', () => makeDocx('', [{ name: 'word/vbaProject.bin', data: 'x' }]), 'macros'],
  [
    'an external entity',
    () => makeDocx('', [{ name: 'word/a.xml', data: '<!DOCTYPE a SYSTEM "file:///etc/passwd">' }]),
    'entities',
  ],
]

test('what is not taken is refused by name', async () => {
  for (const [name, make, fault] of faults) {
    const file = await inspectFile(await make(), { keepPosition: false })
    assert.deepEqual('fault' in file ? file.fault : file.mime, fault, name)
  }
})

const shared =
  process.env['BIHUAN_SHARED'] ?? fileURLToPath(new URL('../../../shared', import.meta.url))
const hostile = `${shared}/data/hostile/`
const skip = existsSync(hostile) ? false : `no hostile files at ${hostile}`

/** Well-formed workbooks among them: strange content, but nothing that a file store could mind. */
const sound = [
  '1900DateWindowing.xls',
  '1904DateWindowing.xls',
  '57893-many-merges.xlsx',
  'DateFormatNumberTests.xlsx',
  'SharedFormulaTest.xls',
  'poc-shared-strings.xlsx',
]

test(
  'hostile files of others are refused by name, sound ones are kept unread',
  { skip },
  async () => {
    const taken: string[] = []
    for (const name of readdirSync(hostile)) {
      const file = await inspectFile(readFileSync(hostile + name), { keepPosition: false })
      if (!('fault' in file)) taken.push(name)
      else assert.notEqual(file.fault, 'unknown_type', name)
    }
    assert.deepEqual(taken, sound)
    assert.ok(process.memoryUsage().rss < 1.5e9)
  },
)
