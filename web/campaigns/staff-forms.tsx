import { MEMBER_PART_LABELS } from '#campaigns/texts.ts'
import {
  MEMBER_PARTS,
  replaceMember,
  staffGroup,
  swearGroup,
  type GroupDetail,
  type MemberPart,
} from '#campaigns/words.ts'
import { attached, EvidenceField, type Picked } from '../files/evidence-field.tsx'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { Form } from '../parts/form.tsx'
import { SelectField, TextArea, TextField } from '../parts/inputs.tsx'
import { LinesField, type LineActs } from '../parts/lines-field.tsx'
import { usePost } from '../parts/session.ts'
import { orNull } from '../papers/note-form.tsx'
import { useCampaignForm } from './data.ts'
import type { GroupProps } from './group-acts.tsx'

type Line = {
  readonly part: MemberPart
  readonly name: string
  readonly duty: string
  readonly tie: string
}

/** As many lines as the pack wants of each part. */
function linesOf({ staff, composition }: GroupDetail): Line[] {
  if (staff.length > 0) return staff.map((one) => ({ ...one, tie: one.tie ?? '' }))
  const needed = composition.length > 0 ? composition : [{ part: 'leader' as const, least: 1 }]
  return needed.flatMap(({ part, least }) =>
    Array.from({ length: least }, () => ({ part, name: '', duty: '', tie: '' })),
  )
}

/** 组建专项行动组: each member with what binds them to the inspected county, if anything. */
export function StaffForm({ group, onClose }: GroupProps) {
  const form = useCampaignForm<{ readonly members: readonly Line[] }>({
    draft: {
      key: `campaign.staff.${group.id}`,
      title: `组建：${group.number}`,
      route: `/campaigns/groups/${group.id}`,
    },
    start: { members: linesOf(group) },
    check: ({ members }) =>
      members.every(({ name, duty }) => name.trim() && duty.trim())
        ? {}
        : { members: '每人都应填写姓名和职务' },
    send: ({ members }, key) =>
      call(staffGroup, {
        params: { id: group.id },
        key,
        body: {
          revision: group.revision,
          members: members.map(({ part, name, duty, tie }) => ({
            part,
            name: name.trim(),
            duty: duty.trim(),
            tie: orNull(tie),
          })),
        },
      }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={{ members: '组成人员' }} verb="组建">
      <p className="sm muted">
        从本县区抽调；与{group.hostName}有亲属、任职、经济往来等关系的，应当申报并回避。
      </p>
      <LinesField<Line>
        name="members"
        value={form.values.members}
        error={form.errors.members}
        onChange={(members) => form.set('members', members)}
        add="增加一人"
        fresh={() => ({ part: 'member', name: '', duty: '', tie: '' })}
      >
        {(line, acts) => <MemberFields key={acts.nth} line={line} acts={acts} />}
      </LinesField>
    </Form>
  )
}

function MemberFields(props: { readonly line: Line; readonly acts: LineActs<Line> }) {
  const { line } = props
  const { nth, put, out } = props.acts
  const input = (field: 'name' | 'duty' | 'tie', label: string) => (
    <label className="field">
      <span>{label}</span>
      <input
        className="inp"
        maxLength={field === 'name' ? 60 : field === 'duty' ? 100 : 300}
        value={line[field]}
        onChange={(event) => put({ [field]: event.target.value })}
      />
    </label>
  )
  return (
    <fieldset className="card bd">
      <legend>第{nth + 1}人</legend>
      <div className="pair">
        <label className="field">
          <span>职责</span>
          <select
            className="inp"
            value={line.part}
            onChange={(event) => put({ part: event.target.value as MemberPart })}
          >
            {MEMBER_PARTS.map((part) => (
              <option key={part} value={part}>
                {MEMBER_PART_LABELS[part]}
              </option>
            ))}
          </select>
        </label>
        {input('name', '姓名')}
      </div>
      <div className="pair">
        {input('duty', '单位和职务')}
        {input('tie', '与被检查县区的关系（没有的不填）')}
      </div>
      <Button small weight="quiet" onClick={out}>
        移出<span className="vh">第{nth + 1}人</span>
      </Button>
    </fieldset>
  )
}

/** 更换组员, with the reason; everybody signs again. */
export function ReplaceForm({ group, onClose }: GroupProps) {
  const labels = {
    name: '被更换人',
    newName: '接替人',
    duty: '单位和职务',
    tie: '与被检查县区的关系',
    reason: '更换理由',
  }
  const form = useCampaignForm({
    start: { name: group.staff[0]?.name ?? '', newName: '', duty: '', tie: '', reason: '' },
    check: (values) => ({
      ...(values.newName.trim() ? {} : { newName: '请填写接替人姓名' }),
      ...(values.duty.trim() ? {} : { duty: '请填写单位和职务' }),
      ...(values.reason.trim() ? {} : { reason: '请填写更换理由' }),
    }),
    send: ({ name, newName, duty, tie, reason }, key) =>
      call(replaceMember, {
        params: { id: group.id },
        key,
        body: {
          revision: group.revision,
          name,
          by: { name: newName.trim(), duty: duty.trim(), tie: orNull(tie) },
          reason: reason.trim(),
        },
      }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={labels} verb="更换">
      <SelectField
        form={form}
        name="name"
        label={labels.name}
        options={group.staff.map(({ name, part }) => [name, `${MEMBER_PART_LABELS[part]} ${name}`])}
      />
      <TextField form={form} name="newName" label={labels.newName} most={60} />
      <TextField form={form} name="duty" label={labels.duty} most={100} />
      <TextField form={form} name="tie" label={labels.tie} most={300} optional />
      <TextArea form={form} name="reason" label={labels.reason} most={1000} rows={3} />
    </Form>
  )
}

/** 签署纪律承诺: every member, on the screen; the signed paper may come along. */
export function SwearForm({ group, onClose }: GroupProps) {
  const post = usePost()
  const form = useCampaignForm<{
    readonly names: readonly string[]
    readonly evidence: readonly Picked[]
  }>({
    start: { names: [], evidence: [] },
    check: ({ names }) =>
      names.length === group.staff.length ? {} : { names: '全组逐一确认后提交' },
    send: ({ names, evidence }, key) =>
      call(swearGroup, {
        params: { id: group.id },
        key,
        body: { revision: group.revision, names: [...names], evidence: evidence.map(attached) },
      }),
    onDone: onClose,
  })
  const { names } = form.values
  return (
    <Form form={form} labels={{ names: '签字' }} verb="签署">
      <p className="sm">
        本组承诺：遵守中央八项规定精神和廉政纪律，不擅离职守，不徇私，不抬高也不放宽标准，扣分写明理由，对检查结果负责。
      </p>
      <fieldset className="field" data-field="names">
        <legend>签字</legend>
        {group.staff.map(({ name, part }) => (
          <label key={name} className="check">
            <input
              type="checkbox"
              checked={names.includes(name)}
              onChange={(event) =>
                form.set(
                  'names',
                  event.target.checked ? [...names, name] : names.filter((one) => one !== name),
                )
              }
            />{' '}
            {MEMBER_PART_LABELS[part]} {name}
          </label>
        ))}
        {form.errors.names && <p className="err">{form.errors.names}</p>}
      </fieldset>
      <EvidenceField
        label="签字的承诺书"
        phase="other"
        place={post?.place ?? ''}
        value={form.values.evidence}
        onChange={(evidence) => form.set('evidence', evidence)}
      />
    </Form>
  )
}
