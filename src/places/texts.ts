import type {
  AccountState,
  AdminAct,
  CommitteePart,
  HoldingKind,
  OrganizationKind,
  Role,
  SignInEvent,
  SuccessionKind,
} from './vocabulary.ts'

/** Names of the roles as they stand on the screen. */
export const ROLE_LABELS = {
  committee_clerk: '安委办经办',
  committee_head: '安委办主任',
  leader: '分管领导',
  regulator_clerk: '监管部门经办',
  section_head: '科室负责人',
  inspector: '执法人员',
  safety_officer: '企业安全管理人员',
  village_contact: '村（社区）联络员',
  legal_reviewer: '法制审核人员',
  auditor: '审计人员',
  archivist: '档案人员',
  reader: '只读人员',
  system_admin: '系统管理员',
  security_admin: '安全管理员',
  audit_admin: '审计管理员',
} as const satisfies Record<Role, string>

export const ORGANIZATION_KIND_LABELS = {
  party: '党委机关',
  government: '人民政府',
  committee: '安全生产委员会',
  committee_office: '安委会办公室',
  department: '政府部门',
  township: '乡镇（街道）',
  village: '村（居）民委员会',
  institution: '事业单位',
  enterprise: '企业',
  soe_group: '国有企业集团',
  audit: '审计机关',
  discipline: '纪检监察机关',
  procuratorate: '检察机关',
  court: '审判机关',
  congress: '人大机关',
  rescue: '消防救援机构',
} as const satisfies Record<OrganizationKind, string>

export const HOLDING_KIND_LABELS = {
  regular: '现任',
  acting: '代理',
  stand_in: 'AB角代行',
} as const satisfies Record<HoldingKind, string>

export const COMMITTEE_PART_LABELS = {
  first_director: '第一主任',
  director: '主任',
  deputy: '副主任',
  member_unit: '成员单位',
  office: '办公室',
} as const satisfies Record<CommitteePart, string>

export const SUCCESSION_LABELS = {
  renamed: '更名',
  merged: '合并',
  split: '分设',
  transferred: '职责划转',
} as const satisfies Record<SuccessionKind, string>

export const ACCOUNT_STATE_LABELS = {
  pending: '待审核',
  active: '已启用',
  locked: '已锁定',
  disabled: '已停用',
} as const satisfies Record<AccountState, string>

export const SIGN_IN_LABELS = {
  signed_in: '登录',
  refused: '登录被拒',
  locked_out: '锁定账号',
  signed_out: '退出',
  unlocked: '解锁屏幕',
  password_changed: '修改密码',
} as const satisfies Record<SignInEvent, string>

/** Names of the acts as they stand in the journal page. */
export const ACT_LABELS = {
  'organization.create': '登记机构',
  'organization.succeed': '登记机构承接关系',
  'committee.join': '登记委员会组成',
  'person.create': '登记人员',
  'post.create': '设置岗位',
  'post.release': '审核启用岗位',
  'holding.create': '登记任职',
  'holding.release': '审核启用任职',
  'holding.end': '结束任职并列出移交清单',
  'account.release': '审核启用账号',
  'account.unlock': '解锁账号',
  'account.disable': '停用账号',
  'account.reset': '重置账号密码',
} as const satisfies Record<AdminAct, string>
