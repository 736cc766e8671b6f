import type { SheetFault } from './words.ts'

/** Why a file is not read, as the user is told; what to do stands in the second half. */
export const FAULT_TEXTS = {
  empty: '文件是空的，请确认选对了文件。',
  encrypted: '文件设有打开密码，请取消密码后重新上传。',
  macro: '文件含有宏，请另存为不含宏的工作簿（.xlsx）后重新上传。',
  html: '文件内容是网页而不是表格，请用表格软件打开后另存为 .xlsx 再上传。',
  pdf: '文件内容是 PDF，请上传原始表格。',
  word: '文件内容是 Word 文档，请将其中的表格另存为 .xlsx 后上传。',
  slides: '文件内容是演示文稿，请上传表格文件。',
  binary_workbook: '文件为二进制工作簿（.xlsb），请另存为 .xlsx 后重新上传。',
  archive: '文件是压缩包，请解压后上传其中的表格。',
  unknown: '无法识别文件内容，请上传 .xlsx、.xls 或者 CSV 表格。',
  damaged: '文件已损坏，无法完整读取，请用表格软件打开并另存后重新上传。',
  bomb: '文件解压后的体积异常，已停止读取。',
  doctype: '文件内含有不允许的实体声明，已停止读取。',
  encoding: '文字编码前后不一致，请另存为 UTF-8 编码后重新上传。',
  too_many_bytes: '文件或者其内容超出体积上限，请拆分后分次上传。',
  too_many_cells: '单元格数量超出上限，请删去多余内容或者拆分后上传。',
  too_many_merges: '合并单元格数量超出上限，请取消不必要的合并后上传。',
  too_many_columns: '有内容的列数超出上限，请删去多余的列后上传。',
  too_many_sheets: '工作表数量超出上限，请拆分后分次上传。',
  too_slow: '读取用时超出上限，已停止，请拆分或者另存后上传。',
  too_much_memory: '读取占用的内存超出上限，已停止，请拆分后分次上传。',
} as const satisfies Record<SheetFault, string>
