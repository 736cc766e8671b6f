import type { FileFault, FileKind, Phase, Use } from './words.ts'

export const kindLabels = { photo: '照片', document: '文件' } as const satisfies Record<
  FileKind,
  string
>

export const phaseLabels = {
  before: '整改前',
  after: '整改后',
  other: '其他',
} as const satisfies Record<Phase, string>

/** What the person is told about a file that is not taken: what is wrong, and what helps. */
export const faultTexts = {
  empty: '文件是空的，请重新选择。',
  too_large: '文件超过 50 MB，请压缩或分开后上传。',
  unknown_type:
    '只接收 JPEG、PNG、WebP 照片和 PDF、Word、Excel、PowerPoint 文件；按内容判断，与扩展名无关。',
  heic: '暂不接收 HEIC 照片，请在手机相机设置中选择“兼容性最佳”，或者另存为 JPEG 后上传。',
  photo_too_large: '照片超过 20 MB，请压缩后上传。',
  too_many_pixels: '照片像素过多，请缩小到 1.2 亿像素（PNG、WebP 为 4000 万）以内后上传。',
  animated: '动态图片不能作为证据，请上传静态照片。',
  damaged_photo: '照片已经损坏，无法打开，请重新拍摄或者重新导出。',
  damaged_document: '文件已经损坏，无法打开，请用办公软件重新保存后上传。',
  unsafe_archive: '文件内部含有越界的路径，存在安全风险，不能接收。',
  archive_bomb: '文件解压后过大，存在安全风险，不能接收。',
  encrypted: '文件设有密码，无法核查，请取消密码后上传。',
  macros: '文件含有宏，请另存为不含宏的格式后上传。',
  entities: '文件内部含有外部引用声明，存在安全风险，请用办公软件重新保存后上传。',
} as const satisfies Record<FileFault, string>

/** 首次使用, or 曾用于〔2023〕0388号. */
export function useText(uses: readonly Use[]): string {
  if (uses.length === 0) return '首次使用'
  const numbers = uses.flatMap(({ number }) => number ?? [])
  const hidden = uses.length - numbers.length
  const told = numbers.length > 0 ? `曾用于${numbers.join('、')}` : '曾用于其他事项'
  return hidden > 0 && numbers.length > 0 ? `${told}等${uses.length}处` : told
}

/** The banner over every upload, and the question before it. */
export const classifiedBanner = '禁止处理涉密信息'
export const classifiedQuestion = '我确认所上传的内容不涉及国家秘密。'
export const positionChoice = '附上拍摄位置（默认不附）'
