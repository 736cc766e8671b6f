/** Labels of the journal. On clerks' screens no word of its mathematics. */
export const journalTexts = {
  title: '存证',
  size: '已存证',
  pending: '待存证',
  checkpointAt: '最近存证时间',
  origin: '存证编号',
  recent: '最近的操作',
  waiting: '稍候即可取得回执',
  receipt: '回执',
  downloadReceipt: '下载回执',
  verify: '核验',
  verifying: '正在核验，可离开本页',
  intact: '核验无误：台账与存证一致',
  broken: '核验发现问题，请通知审计管理员',
  notSequenced: '该操作刚刚办理，尚在存证，请稍后再取回执。',
} as const
