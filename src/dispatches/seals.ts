import { madeHere } from '#documents/index.ts'
import { refuse, type Refusal } from '#kernel/refusal.ts'

/** A file that came in as the sealed version. */
export type SealFile = {
  readonly mime: string
  readonly bytes: Buffer
  /** Of a picture. */
  readonly width: number | null
  readonly height: number | null
}

/**
 * The slot for electronic seals. The product seals nothing itself: an office prints, seals and
 * scans, or a sealing system of its own answers with a signed file. A system that is connected
 * later implements this and joins `SEAL_ADAPTERS`; the rest of the product does not change.
 */
export type SealAdapter = {
  /** Why a file may not stand as the sealed version of a paper, or null. */
  readonly judge: (file: SealFile) => Refusal | null
  /** What makes a file look unsealed, so that the clerk says where it comes from; or null. */
  readonly doubt: (file: SealFile) => string | null
}

const CLAUSE = 'cn-official-documents-2012#25'

/** The shorter edge of a page of which the seal can still be made out: A4 at some 58 dpi. */
const LEAST_EDGE = 480

/** 打印盖章后扫描: a PDF or a picture of the sealed paper. */
const scan: SealAdapter = {
  judge: ({ mime, bytes }) => {
    if (mime !== 'application/pdf' && !mime.startsWith('image/')) {
      return refuse('盖章扫描件应为PDF或者图片，请重新上传。', CLAUSE)
    }
    return mime === 'application/pdf' && madeHere(bytes) && !signed(bytes)
      ? refuse('该PDF是系统生成的未盖章文件，请打印、盖章后上传扫描件。', CLAUSE)
      : null
  },
  doubt: ({ mime, bytes, width, height }) => {
    if (mime === 'application/pdf') {
      return holdsPicture(bytes) ? null : '该PDF中没有扫描图像，不像盖章后的扫描件'
    }
    return Math.min(width ?? 0, height ?? 0) < LEAST_EDGE ? '该图片过小，印章难以辨认' : null
  },
}

/**
 * 电子印章: the signed file of a system outside. That it carries a signature is looked for here;
 * whether the signature is valid is that system's to say.
 */
const signedFile: SealAdapter = {
  judge: ({ mime, bytes }) => {
    if (mime !== 'application/pdf') {
      return refuse('电子印章签章文件应为PDF，请重新上传。', CLAUSE)
    }
    return signed(bytes)
      ? null
      : refuse('该PDF中没有签章，请上传签章系统生成的文件，或者改选“打印盖章后扫描”。', CLAUSE)
  },
  doubt: () => null,
}

export const SEAL_ADAPTERS = { scan, e_seal: signedFile } as const satisfies Record<
  string,
  SealAdapter
>

/** Why a file may not stand as sealed by `way`; one that looks unsealed needs a word about it. */
export function sealRefusal(
  way: keyof typeof SEAL_ADAPTERS,
  file: SealFile,
  origin: string | null,
): Refusal | null {
  const adapter = SEAL_ADAPTERS[way]
  const no = adapter.judge(file)
  if (no) return no
  const doubt = origin === null ? adapter.doubt(file) : null
  return doubt === null ? null : refuse(`${doubt}；确为盖章件的，填写来源说明后登记。`, CLAUSE)
}

function signed(bytes: Buffer): boolean {
  return bytes.includes('/ByteRange') && bytes.includes('/Sig')
}

/** A picture is a stream of its own, so its kind stands in the file in plain words. */
function holdsPicture(bytes: Buffer): boolean {
  return /\/Subtype\s*\/Image\b/.test(bytes.toString('latin1'))
}
