import { SECTOR_LABELS } from '#findings/texts.ts'
import type { Sector } from '#findings/words.ts'
import { endOf, sampleMissing } from '#scoring/rules.ts'
import {
  confirmSheet,
  fillSheet,
  sendBackSheet,
  shareItems,
  submitSheet,
  voidSheet,
  type SheetDetail,
  type SheetSaid,
} from '#scoring/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Form } from '../parts/form.tsx'
import { SelectField, TextArea } from '../parts/inputs.tsx'
import { Note } from '../parts/page-state.tsx'
import { scoringOf, useSheetForm, useSheetViewer } from './data.ts'

type Props = { readonly sheet: SheetDetail; readonly onClose: () => void }

/** The form of one act on a sheet. */
export function SheetActs({ act, ...props }: Props & { readonly act: string }) {
  if (act === 'frame') return <FrameDialog {...props} />
  if (act === 'share') return <ShareDialog {...props} />
  const one = NOTED[act as keyof typeof NOTED]
  return one ? <NoteDialog {...props} {...one} /> : null
}

type Noted = {
  readonly title: string
  readonly label: string
  readonly needed: boolean
  readonly send: (sheet: SheetDetail, note: string | null, key: string) => Promise<SheetSaid>
}

const on = ({ id }: SheetDetail, key: string) => ({ params: { id }, key })

const NOTED = {
  submit: {
    title: '提交打分表',
    label: '说明',
    needed: false,
    send: (sheet, note, key) =>
      call(submitSheet, { ...on(sheet, key), body: { revision: sheet.revision, note } }),
  },
  confirm: {
    title: '确认打分表',
    label: '意见',
    needed: false,
    send: (sheet, note, key) =>
      call(confirmSheet, { ...on(sheet, key), body: { revision: sheet.revision, note } }),
  },
  send_back: {
    title: '退回打分表',
    label: '退回理由',
    needed: true,
    send: (sheet, note, key) =>
      call(sendBackSheet, {
        ...on(sheet, key),
        body: { revision: sheet.revision, note: note ?? '' },
      }),
  },
  void: {
    title: '作废打分表',
    label: '作废理由',
    needed: true,
    send: (sheet, note, key) =>
      call(voidSheet, { ...on(sheet, key), body: { revision: sheet.revision, note: note ?? '' } }),
  },
} as const satisfies Record<string, Noted>

function NoteDialog({ sheet, onClose, title, label, needed, send }: Props & Noted) {
  const form = useSheetForm<{ note: string }, SheetSaid>({
    start: { note: '' },
    check: ({ note }) => (needed && !note.trim() ? { note: `请填写${label}` } : {}),
    send: ({ note }, key) => send(sheet, note.trim() === '' ? null : note.trim(), key),
    onDone: onClose,
  })
  const { figures } = sheet
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="drawer-form">
        <p>
          {sheet.subjectName}：{endOf(figures)} 分，已评 {figures.scored}/{figures.items} 项。
        </p>
        <Form form={form} labels={{ note: label }} verb={title}>
          <TextArea form={form} name="note" label={label} optional={!needed} most={1000} rows={3} />
        </Form>
      </div>
    </Dialog>
  )
}

type Row = { readonly sector: string; readonly name: string; readonly subject: string | null }
type Frame = {
  readonly sample: readonly Row[]
  readonly coefficient: string
}

/** 登记抽查企业: each with the key sector for which it was chosen; a coefficient where there is one. */
function FrameDialog({ sheet, onClose }: Props) {
  const { sheet: head } = scoringOf(sheet)
  const form = useSheetForm<Frame, SheetSaid>({
    draft: {
      key: `scoring.frame.${sheet.id}`,
      title: `抽查企业：${sheet.subjectName}`,
      route: `/scoring/${sheet.id}`,
    },
    start: { sample: sheet.sample, coefficient: sheet.beside.coefficient ?? '' },
    check: ({ sample }) =>
      sample.every(({ sector, name }) => sector && name.trim())
        ? {}
        : { sample: '每家企业应写明名称和重点行业' },
    send: ({ sample, coefficient }, key) =>
      call(fillSheet, {
        params: { id: sheet.id },
        key,
        body: {
          revision: sheet.revision,
          sample: sample.map((one) => ({
            ...one,
            name: one.name.trim(),
            sector: one.sector as Sector,
          })),
          beside: { ...sheet.beside, coefficient: coefficient === '' ? null : coefficient },
        },
      }),
    onDone: onClose,
  })
  const { sample } = form.values
  const put = (at: number, more: Partial<Row>) =>
    form.set(
      'sample',
      sample.map((one, index) => (index === at ? { ...one, ...more } : one)),
    )
  const known = sample.filter((one): one is Row & { sector: Sector } => one.sector !== '')
  const lacking = sampleMissing(head.sampling, known)
  const choices = head.coefficients ?? []
  return (
    <Dialog title="登记抽查企业" onClose={onClose}>
      <div className="drawer-form">
        <Form form={form} labels={{ sample: '抽查企业' }} verb="保存抽查企业">
          {lacking !== null && <Note tone="amber">{lacking}</Note>}
          {sample.map((one, at) => (
            // eslint-disable-next-line react/no-array-index-key -- rows have no other name yet
            <SampleRow
              key={at}
              at={at}
              row={one}
              onChange={(more) => put(at, more)}
              onDrop={() =>
                form.set(
                  'sample',
                  sample.filter((_, index) => index !== at),
                )
              }
            />
          ))}
          <Button
            small
            icon="plus"
            onClick={() => form.set('sample', [...sample, { sector: '', name: '', subject: null }])}
          >
            增加企业
          </Button>
          {choices.length > 0 && (
            <SelectField
              form={form}
              name="coefficient"
              label="系数"
              options={choices.map(({ key, label, value }) => [key, `${label}（${value}）`])}
            />
          )}
        </Form>
      </div>
    </Dialog>
  )
}

function SampleRow(props: {
  readonly at: number
  readonly row: Row
  readonly onChange: (more: Partial<Row>) => void
  readonly onDrop: () => void
}) {
  const { at, row, onChange, onDrop } = props
  return (
    <fieldset className="taken">
      <legend className="vh">第{at + 1}家企业</legend>
      <label className="field">
        企业名称
        <input
          className="inp"
          maxLength={100}
          value={row.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </label>
      <label className="field">
        重点行业
        <select
          className="inp"
          value={row.sector}
          onChange={(event) => onChange({ sector: event.target.value })}
        >
          <option value="">请选择</option>
          {Object.entries(SECTOR_LABELS).map(([key, label]) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <Button small weight="quiet" onClick={onDrop}>
        移出<span className="vh">第{at + 1}家</span>
      </Button>
    </fieldset>
  )
}

/** 评分分工: one takes whole categories; it keeps nobody else from scoring them. */
function ShareDialog({ sheet, onClose }: Props) {
  const viewer = useSheetViewer()
  const { categories } = scoringOf(sheet)
  const people = new Map([
    [viewer.person, '本人'],
    ...sheet.members.map((one) => [one.id, one.name] as const),
  ])
  const form = useSheetForm<{ person: string; category: string }, SheetSaid>({
    start: { person: viewer.person, category: '' },
    check: ({ category }) => (category ? {} : { category: '请选择考评项目' }),
    send: ({ person, category }, key) =>
      call(shareItems, {
        params: { id: sheet.id },
        key,
        body: {
          person: person === '' ? null : person,
          items: categories
            .filter(({ id, level }) => String(id) === category || level === category)
            .flatMap(({ items }) => items.map(({ id }) => id)),
        },
      }),
    onDone: onClose,
  })
  const { levels } = scoringOf(sheet).sheet
  return (
    <Dialog title="评分分工" onClose={onClose}>
      <div className="drawer-form">
        <Form form={form} labels={{ person: '评分人员', category: '考评项目' }} verb="保存分工">
          <SelectField
            form={form}
            name="category"
            label="考评项目"
            options={[
              ...levels.map(({ level, heading }) => [level, `${heading}（全部）`] as const),
              ...categories.map(({ id, label }) => [String(id), `${id}. ${label}`] as const),
            ]}
          />
          <SelectField
            form={form}
            name="person"
            label="评分人员"
            options={[...people]}
            hint="分工只作提示，其他评分人员仍可评分。"
          />
        </Form>
      </div>
    </Dialog>
  )
}
