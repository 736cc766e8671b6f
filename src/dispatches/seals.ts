import { refuse, type Refusal } from '#kernel/refusal.ts'

/**
 * The slot for electronic seals. The product seals nothing itself: an office prints, seals and
 * scans, or a sealing system of its own answers with a signed file. A system that is connected
 * later implements this and joins `SEAL_ADAPTERS`; the rest of the product does not change.
 */
export type SealAdapter = {
  /** Why a file may not stand as the sealed version of a paper, or null. */
  readonly judge: (file: { readonly mime: string; readonly bytes: Buffer }) => Refusal | null
}

const CLAUSE = 'cn-official-documents-2012#25'

/** 打印盖章后扫描: a PDF or a picture of the sealed paper. */
const scan: SealAdapter = {
  judge: ({ mime }) =>
    mime === 'application/pdf' || mime.startsWith('image/')
      ? null
      : refuse('盖章扫描件应为PDF或者图片，请重新上传。', CLAUSE),
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
    return bytes.includes('/ByteRange') && bytes.includes('/Sig')
      ? null
      : refuse('该PDF中没有签章，请上传签章系统生成的文件，或者改选“打印盖章后扫描”。', CLAUSE)
  },
}

export const SEAL_ADAPTERS = { scan, e_seal: signedFile } as const satisfies Record<
  string,
  SealAdapter
>
