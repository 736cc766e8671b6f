import { openCampaign, type DutyPart, type PackProposal } from '#campaigns/words.ts'
import type { Ceremony } from '#draws/rules.ts'
import { call } from '../parts/api.ts'
import { legalToday } from '../parts/dates.ts'
import type { PickedOrg } from '../parts/pickers.tsx'
import { orNull } from '../papers/note-form.tsx'
import { useCampaignForm } from './data.ts'

export type SectorLine = { readonly name: string; readonly lead: PickedOrg | null }
export type MilestoneLine = {
  readonly key: string
  readonly what: string
  readonly fromOn: string
  readonly dueOn: string
  readonly part: DutyPart | ''
  readonly seal: boolean
}

/** The form of a new campaign. */
export type OpeningValues = {
  readonly pack: string
  readonly title: string
  readonly basis: string
  readonly planNumber: string
  readonly planFiledOn: string
  readonly fromOn: string
  readonly toOn: string
  readonly visitFrom: string
  readonly visitTo: string
  readonly methods: string
  readonly leaders: string
  readonly bodies: readonly PickedOrg[]
  readonly sectors: readonly SectorLine[]
  readonly members: readonly PickedOrg[]
  readonly milestones: readonly MilestoneLine[]
  readonly notice: string
  readonly ceremony: Ceremony
  readonly publicSource: string
}

export const labels = {
  pack: '依据的规则包',
  title: '行动名称',
  basis: '依据',
  planNumber: '年度督查检查计划编号',
  planFiledOn: '计划备案日期',
  fromOn: '开始日期',
  toOn: '结束日期',
  visitFrom: '实地检查开始',
  visitTo: '实地检查结束',
  methods: '检查方式',
  leaders: '领导小组',
  bodies: '参加单位',
  members: '其他成员单位',
  milestones: '进度和应报送事项',
  notice: '通知正文',
  ceremony: '抽签方式',
  publicSource: '公共数值来源',
}

const DAY_MS = 86_400_000

function dayAfter(start: string, days: number): string {
  return new Date(Date.parse(`${start}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** What a pack proposes for a campaign that starts on a day. */
function proposed(pack: PackProposal, start: string) {
  return {
    pack: pack.id,
    title: pack.title,
    fromOn: start,
    toOn: dayAfter(start, pack.days),
    visitFrom: dayAfter(start, pack.visitStart),
    visitTo: dayAfter(start, pack.visitEnd),
    methods: pack.methods.join('、'),
    sectors: pack.sectors.map(({ name }) => ({ name, lead: null })),
    milestones: pack.milestones.map((one) => ({
      key: one.key,
      what: one.what,
      fromOn: one.fromDay === null ? '' : dayAfter(start, one.fromDay),
      dueOn: dayAfter(start, one.dueDay),
      part: one.part ?? ('' as const),
      seal: one.seal,
    })),
  }
}

/** The form of a new campaign; `choose` takes over what another pack proposes. */
export function useOpening(of: {
  readonly packs: readonly PackProposal[]
  readonly units: readonly { readonly org: string; readonly name: string }[]
  readonly onDone: (id: string) => void
}) {
  const form = useCampaignForm<OpeningValues>({
    draft: { key: 'campaign.open', title: '组织专项行动', route: '/campaigns/new' },
    start: {
      ...proposed(of.packs[0]!, legalToday()),
      basis: '',
      planNumber: '',
      planFiledOn: '',
      leaders: '',
      bodies: of.units.map(({ org, name }) => ({ org, orgName: name })),
      members: [],
      notice: '',
      ceremony: 'everyday',
      publicSource: '',
    },
    check,
    send: (values, key) => call(openCampaign, { key, body: bodyOf(values) }),
    onDone: ({ id }) => of.onDone(id),
  })
  const choose = (id: string) => {
    const pack = of.packs.find((one) => one.id === id)
    if (!pack) return
    const next = proposed(pack, form.values.fromOn || legalToday())
    for (const name of Object.keys(next) as (keyof typeof next)[]) form.set(name, next[name])
  }
  return { form, choose }
}

function check(values: OpeningValues) {
  const empty = (name: 'title' | 'basis' | 'publicSource') =>
    values[name].trim() ? {} : { [name]: `请填写${labels[name]}` }
  return {
    ...empty('title'),
    ...empty('basis'),
    ...empty('publicSource'),
    ...(values.fromOn ? {} : { fromOn: '请选择开始日期' }),
    ...(values.toOn >= values.fromOn ? {} : { toOn: '结束日期不得早于开始日期' }),
    ...(values.visitFrom >= values.fromOn ? {} : { visitFrom: '不得早于开始日期' }),
    ...(values.visitTo >= values.visitFrom && values.visitTo <= values.toOn
      ? {}
      : { visitTo: '应在实地检查开始之后、行动结束之前' }),
    ...(values.bodies.length >= 3 ? {} : { bodies: '交叉检查至少需要三个单位' }),
    ...(values.milestones.every(({ what, dueOn }) => what.trim() && dueOn)
      ? {}
      : { milestones: '每一项都应写明内容和日期' }),
    ...(values.leaders.split('\n').every((line) => !line.trim() || /\s/u.test(line.trim()))
      ? {}
      : { leaders: '每行写作“职务 姓名”' }),
  }
}

function bodyOf(values: OpeningValues) {
  return {
    pack: values.pack,
    title: values.title.trim(),
    basis: values.basis.trim(),
    planNumber: orNull(values.planNumber),
    planFiledOn: values.planFiledOn || null,
    fromOn: values.fromOn,
    toOn: values.toOn,
    visitFrom: values.visitFrom,
    visitTo: values.visitTo,
    methods: values.methods
      .split(/[、，,]/u)
      .map((one) => one.trim())
      .filter(Boolean),
    leaders: values.leaders
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
      .map((line) => {
        const [role, ...name] = line.split(/\s+/u)
        return { role: role!, name: name.join(' ') }
      }),
    sectors: values.sectors
      .filter(({ name }) => name.trim())
      .map(({ name, lead }) => ({ name, lead: lead?.org ?? null })),
    milestones: values.milestones.map((one) => ({
      ...one,
      what: one.what.trim(),
      fromOn: one.fromOn || null,
      part: one.part || null,
    })),
    bodies: values.bodies.map(({ org }) => org),
    members: values.members.map(({ org }) => org),
    notice: orNull(values.notice),
    forbidden: [],
    ceremony: values.ceremony,
    publicSource: values.publicSource.trim(),
  }
}
