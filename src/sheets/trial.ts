import { crc32, deflateRawSync } from 'node:zlib'
import { readSheets } from './reader.ts'
import { SheetRefused } from './refused.ts'
import type { Merge, SheetFormat, SheetLimits, SheetRow } from './words.ts'

/** What a file turned out to hold, or the fault it was refused for; for tests. */
export type Held = {
  format: SheetFormat | null
  encoding: string | null
  epoch: number
  sheets: {
    name: string
    hidden: boolean
    merges: readonly Merge[]
    rows: SheetRow[]
    lastRow: number
  }[]
  fault: string | null
}

/** Reads a file to its end. */
export async function hold(bytes: Uint8Array, limits?: SheetLimits): Promise<Held> {
  const held: Held = { format: null, encoding: null, epoch: 0, sheets: [], fault: null }
  try {
    for await (const event of readSheets(bytes, limits)) {
      const sheet = held.sheets.at(-1)
      if (event.kind === 'file') Object.assign(held, { ...event, kind: undefined })
      else if (event.kind === 'sheet') held.sheets.push({ ...event, rows: [], lastRow: 0 })
      else if (event.kind === 'rows') sheet!.rows.push(...event.rows)
      else sheet!.lastRow = event.lastRow
    }
  } catch (error) {
    if (!(error instanceof SheetRefused)) throw error
    held.fault = error.fault
  }
  return held
}

/** A part of an archive; `size` is what the directory is made to say, true or not. */
export type Part = { readonly name: string; readonly data: Buffer | string; readonly size?: number }

/** Packs parts into an archive. */
export function packed(parts: readonly Part[]): Buffer {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const { name, data, size } of parts) {
    const raw = Buffer.from(data as string)
    const body = deflateRawSync(raw)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    describe(head, 4, raw, body, size ?? raw.length)
    head.writeUInt16LE(Buffer.byteLength(name), 26)
    const row = Buffer.alloc(46)
    row.writeUInt32LE(0x02014b50, 0)
    describe(row, 6, raw, body, size ?? raw.length)
    row.writeUInt16LE(Buffer.byteLength(name), 28)
    row.writeUInt32LE(offset, 42)
    locals.push(head, Buffer.from(name), body)
    central.push(row, Buffer.from(name))
    offset += 30 + Buffer.byteLength(name) + body.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

function describe(into: Buffer, at: number, raw: Buffer, body: Buffer, size: number): void {
  into.writeUInt16LE(20, at)
  into.writeUInt16LE(8, at + 4)
  into.writeUInt32LE(crc32(raw), at + 10)
  into.writeUInt32LE(body.length, at + 14)
  into.writeUInt32LE(size, at + 18)
}

const TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
const RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A workbook of one sheet, from the XML of its sheet and of whatever else is given. */
export function workbook(sheet: string, more: readonly Part[] = [], size?: number): Buffer {
  return packed([
    { name: '[Content_Types].xml', data: TYPES },
    {
      name: '_rels/.rels',
      data: `<Relationships ${RELATIONS}><Relationship Id="r" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `<workbook xmlns:r="${OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<Relationships ${RELATIONS}><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    },
    { name: 'xl/worksheets/sheet1.xml', data: sheet, ...(size === undefined ? {} : { size }) },
    ...more,
  ])
}

/** The XML of a sheet around its rows. */
export function sheetXml(rows: string, behind = ''): string {
  return `<worksheet><dimension ref="A1:XFD1048576"/><sheetData>${rows}</sheetData>${behind}</worksheet>`
}
