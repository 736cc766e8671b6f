import { comparable } from '#sheets/index.ts'
import { loginSchema, ROLES, type Role } from '#places/words.ts'
import { ROLE_LABELS } from '#places/texts.ts'
import type { KindRow, SheetKind } from './kind.ts'
import { digestOf, PlainRow, titles } from './plain-row.ts'

export type PersonField =
  | 'serial'
  | 'name'
  | 'org'
  | 'title'
  | 'role'
  | 'phone'
  | 'login'
  | 'from'
  | 'note'

/** One person with their post as a row of a list says it. */
export type PersonRow = KindRow & {
  readonly name: string
  readonly org: string
  readonly title: string
  readonly role: Role
  readonly phone: string | null
  readonly login: string | null
  readonly from: string | null
}

const NAMES = {
  serial: '序号',
  name: '姓名',
  org: '单位',
  title: '职务',
  role: '岗位角色',
  phone: '电话',
  login: '账号',
  from: '任职日期',
  note: '备注',
} as const satisfies Record<PersonField, string>

/** 人员名录 as a kind of spreadsheet: a person, the body, and the post held there. */
export const PEOPLE: SheetKind<PersonField, PersonRow> = {
  kind: 'people',
  names: NAMES,
  main: 'name',
  titles: {
    serial: titles('序号 顺序号 No No.'),
    name: titles('姓名 人员 人员姓名 名字'),
    org: titles('单位 单位名称 机构 机构名称 所在单位 工作单位 所属单位 部门'),
    title: titles('职务 岗位 岗位名称 职务名称 任职岗位'),
    role: titles('岗位角色 角色 系统角色 权限 用户角色'),
    phone: titles('电话 手机 手机号 手机号码 联系电话 联系方式 电话号码'),
    login: titles('账号 登录名 用户名 登录账号 账号名称'),
    from: titles('任职日期 任职时间 到任日期 起始日期'),
    note: titles('备注 说明 其他'),
  },
  rules: { numbering: ['serial'], grouping: ['org'] },
  read(from, context) {
    const row = new PlainRow(from, context)
    row.need('name', NAMES.name)
    row.need('org', NAMES.org)
    row.atMost('name', NAMES.name, 40)
    row.atMost('title', NAMES.title, 60)
    row.atMost('phone', NAMES.phone, 30)
    const role = roleIn(row)
    const login = loginIn(row)
    const day = row.day('from')
    const { sheet, cells, texts, problems } = row
    if (row.isRefused || role === null) return { row: null, problems }
    return {
      problems,
      row: {
        sheet,
        row: row.row,
        cells,
        name: texts.name!,
        org: texts.org!,
        title: texts.title ?? ROLE_LABELS[role],
        role,
        phone: texts.phone ?? null,
        login,
        from: day,
      },
    }
  },
  content: ({ name, org, title, role, phone, login, from }) =>
    digestOf([comparable(name), comparable(org), title, role, phone, login, from]),
  identity: ({ name, org, role }) => `${comparable(name)}|${comparable(org)}|${role}`,
}

function roleIn(row: PlainRow<PersonField>): Role | null {
  const said = comparable(row.texts.role ?? '')
  const known = ROLES.find((role) => comparable(ROLE_LABELS[role]) === said)
  if (known) return known
  const labels = ROLES.map((role) => ROLE_LABELS[role]).join('、')
  const what = said === '' ? '没有岗位角色' : `“${row.texts.role}”不是岗位角色`
  row.say('error', 'role', `${what}，应为：${labels}。`)
  return null
}

/** A login name that cannot be one leaves the person without an account, and is said. */
function loginIn(row: PlainRow<PersonField>): string | null {
  const text = row.texts.login
  if (text === undefined) return null
  const read = loginSchema.safeParse(text)
  if (read.success) return read.data
  const why = read.error.issues[0]?.message ?? '格式不正确'
  row.say('warning', 'login', `账号“${text}”未采用：${why}。`)
  return null
}
