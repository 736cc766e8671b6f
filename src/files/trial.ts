import { crc32, deflateRawSync } from 'node:zlib'
import sharp from 'sharp'

/** One part of an archive made for a test; `lie` declares another size than it has. */
export type Part = { readonly name: string; readonly data: Buffer | string; readonly lie?: number }

/** Makes an archive by hand, so that tests can make broken and malicious ones. */
export function makeZip(parts: readonly Part[]): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const { name, data, lie } of parts) {
    const bytes = Buffer.from(data as string)
    const packed = deflateRawSync(bytes)
    const title = Buffer.from(name)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(0x800, 2)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(bytes), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(lie ?? bytes.length, 18)
    fields.writeUInt16LE(title.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    const entry = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), fields, title, packed])
    const version = Buffer.from([20, 0])
    central.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002', 'latin1'), version, fields, tail, title]),
    )
    local.push(entry)
    offset += entry.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 0, 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, directory, end])
}

/** A small Word document, with more parts where a test wants them. */
export function makeDocx(text: string, more: readonly Part[] = []): Buffer {
  return makeZip([
    { name: '[Content_Types].xml', data: '<Types/>' },
    { name: 'word/document.xml', data: `<document>${text}</document>` },
    ...more,
  ])
}

const place = {
  GPSLatitudeRef: 'N',
  GPSLatitude: '34/1 7/1 4080/100',
  GPSLongitudeRef: 'E',
  GPSLongitude: '114/1 4/1 1920/100',
}

/** A photo whose pattern follows from `seed`, with a camera, a time and a place in it. */
export async function makePhoto(
  seed: number,
  format: 'jpeg' | 'png' | 'webp' = 'jpeg',
  { orientation = 1, edge = 64 } = {},
): Promise<Buffer> {
  const size = { width: edge, height: edge / 2, channels: 3 as const }
  const pixels = Buffer.alloc(size.width * size.height * 3)
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = ((at >> 5) * seed) % 251
  return sharp(pixels, { raw: size })
    .withExif({
      IFD0: { Make: 'SECRETCAM' },
      IFD2: { DateTimeOriginal: '2026:11:20 09:30:00' },
      IFD3: place,
    })
    .withMetadata({ orientation })
    .toFormat(format)
    .toBuffer()
}
