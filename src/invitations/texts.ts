import type { ByLinkAct, LinkAct, LinkState, MatterKind } from './words.ts'

export const LINK_STATE_LABELS = {
  unopened: '未打开',
  opened: '已打开',
  done: '已办理',
  expired: '已失效',
  revoked: '已撤销',
} as const satisfies Record<LinkState, string>

export const LINK_ACT_LABELS = {
  make: '生成链接',
  ask: '打开链接，索取验证码',
  code: '出示验证码',
  sms: '短信发送验证码',
  verify: '验证通过',
  other_device: '在另一台设备上打开',
  renew: '换发链接',
  revoke: '撤销链接',
} as const satisfies Record<LinkAct, string>

export const BY_LINK_LABELS = {
  office_task: { receive: '签收', return: '退回', plan: '五落实', answer: '提交反馈' },
  finding: { receive: '签收', return: '退回', plan: '填报五落实', answer: '提交整改' },
} as const satisfies Record<MatterKind, Record<ByLinkAct, string>>

export const MATTER_LABELS = {
  office_task: '任务',
  finding: '整改事项',
} as const satisfies Record<MatterKind, string>

/** The last four figures of a telephone number. */
export function tailOf(phone: string): string {
  return phone.slice(-4)
}

/** How somebody who acts by a link is named in the record of handling. */
export function receiverLabel(name: string, phone: string): string {
  return `凭链接办理（${name}，尾号 ${tailOf(phone)}）`
}
