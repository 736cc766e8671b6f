import Pdf from 'pdfkit'
import { readFont, type FontFile } from './fonts.ts'
import type { Line } from './lines.ts'
import { FACES, TooMuch, type Face, type Look, type Paper, type Rule } from './shapes.ts'

/** More pages than a paper of an office has; more is a fault or an attack. */
export const MOST_PAGES = 400

/** What draws on pages: the only place that knows the package that writes PDF files. */
export class Ink {
  readonly pdf: PDFKit.PDFDocument
  pages = 0
  private readonly pieces: Buffer[] = []
  private readonly size: [number, number]
  private readonly widths = new Map<string, number>()

  constructor(paper: Paper, fonts: Readonly<Record<Face, FontFile>>, made: Date) {
    this.size = [paper.width, paper.height]
    this.pdf = new Pdf({
      autoFirstPage: false,
      bufferPages: true,
      margin: 0,
      lang: 'zh-CN',
      displayTitle: true,
      info: { Title: paper.title, Creator: '闭环', Producer: '闭环', CreationDate: made },
    })
    this.pdf.on('data', (piece: Buffer) => this.pieces.push(piece))
    const buffers = new Map<string, Buffer>()
    for (const face of FACES) {
      const file = fonts[face]
      const buffer = buffers.get(file.path) ?? readFont(file)
      buffers.set(file.path, buffer)
      this.pdf.registerFont(face, buffer, file.name ?? undefined)
    }
  }

  newPage(): void {
    if (this.pages >= MOST_PAGES) throw new TooMuch(`超过${MOST_PAGES}页`)
    this.pdf.addPage({ size: this.size, margin: 0 })
    this.pages += 1
  }

  /** How wide a character is; the faces of Chinese type are as wide as high. */
  measure = (character: string, { face, size }: Look): number => {
    if (/[\u3400-\u9FFF]/.test(character)) return size
    const key = `${face}${character}`
    const known = this.widths.get(key)
    if (known !== undefined) return known * size
    const width = this.pdf.font(face).fontSize(100).widthOfString(character) / 100
    this.widths.set(key, width)
    return width * size
  }

  line({ segments, images, height, size }: Line, x: number, y: number): void {
    const baseline = y + height / 2 + size * 0.38
    for (const { text, look, x: at, more } of segments) {
      if (text.trim() === '') continue
      this.pdf
        .font(look.face)
        .fontSize(look.size)
        .fillColor(look.color)
        .text(text, x + at, baseline, {
          lineBreak: false,
          baseline: 'alphabetic',
          characterSpacing: more,
          underline: look.underline,
        })
    }
    for (const image of images) {
      const { width, height: high } = image
      this.pdf.image(image.bytes, x + image.x, y, { width, height: high })
    }
  }

  rule({ width, color }: Rule, from: readonly [number, number], to: readonly [number, number]) {
    this.pdf
      .lineWidth(width)
      .strokeColor(color)
      .moveTo(...from)
      .lineTo(...to)
      .stroke()
  }

  turnTo(page: number): void {
    this.pdf.switchToPage(page)
  }

  async finish(): Promise<Buffer> {
    const ended = new Promise<void>((resolve) => this.pdf.on('end', resolve))
    this.pdf.end()
    await ended
    return Buffer.concat(this.pieces)
  }
}
