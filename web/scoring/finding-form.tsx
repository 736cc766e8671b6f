import { GRADE_LABELS, SECTOR_LABELS } from '#findings/texts.ts'
import type { Grade, Sector } from '#findings/words.ts'
import type { Item } from '#scores/words.ts'
import {
  findFromItem,
  type ItemView,
  type KeptDeduction,
  type SheetDetail,
  type SheetSaid,
} from '#scoring/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { legalToday } from '../parts/dates.ts'
import { DayField } from '../parts/day-field.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { SelectField, TextArea, TextField } from '../parts/inputs.tsx'
import { Note } from '../parts/page-state.tsx'
import PlacePicker, { OrgPicker, type PickedOrg, type PickedPlace } from '../parts/pickers.tsx'
import { useSession } from '../parts/session.ts'
import { useSheetForm } from './data.ts'

const labels = {
  title: '问题隐患',
  text: '问题描述',
  place: '所在地',
  subjectName: '整改对象',
  sector: '行业领域',
  grade: '级别',
  majorClause: '重大判定依据',
  office: '交办单位',
  foundOn: '发现日期',
  foundBy: '发现人',
}

type Values = {
  readonly title: string
  readonly text: string
  readonly place: PickedPlace | null
  readonly subjectName: string
  readonly sector: string
  readonly grade: string
  readonly majorClause: string
  readonly office: PickedOrg | null
  readonly foundOn: string
  readonly foundBy: string
}

type Given = {
  readonly sheet: SheetDetail
  readonly item: Item
  readonly said: ItemView
  readonly deduction: KeptDeduction
  readonly onClose: () => void
}

/** What the sheet already knows of it: what failed, whom it concerns, where. */
function useFinding(props: Given) {
  const { sheet, item, said, deduction } = props
  const { person } = useSession()
  const criterion = item.criteria.find(({ key }) => key === deduction.criterion)
  const clause = criterion?.clauses[deduction.clause - 1]
  const whom = deduction.named[0] ?? sheet.subjectName
  const sampled = sheet.sample.find(({ name }) => name === whom)
  return useSheetForm<Values, SheetSaid>({
    draft: {
      key: `scoring.finding.${said.id}.${deduction.criterion}`,
      title: `登记问题：${sheet.subjectName}第${item.id}项`,
      route: `/scoring/${sheet.id}`,
    },
    start: {
      title: (clause?.label ?? item.label).slice(0, 80),
      text: deduction.reason,
      place: { jur: sheet.jur, name: sheet.placeName },
      subjectName: whom,
      sector: sampled?.sector ?? '',
      grade: 'ordinary',
      majorClause: '',
      office: sheet.keeper,
      foundOn: legalToday(),
      foundBy: person.name,
    },
    check: (values) => ({
      ...(values.title.trim() ? {} : { title: '请用一句话说明问题' }),
      ...(values.text.trim() ? {} : { text: '请填写问题描述' }),
      ...(values.place ? {} : { place: '请选择所在地' }),
      ...(values.subjectName.trim() ? {} : { subjectName: '请填写整改对象' }),
      ...(values.sector ? {} : { sector: '请选择行业领域' }),
      ...(values.foundOn ? {} : { foundOn: '请选择发现日期' }),
      ...(values.foundBy.trim() ? {} : { foundBy: '请填写发现人' }),
      ...(values.grade === 'major' && !values.majorClause.trim()
        ? { majorClause: '请填写重大判定依据' }
        : {}),
    }),
    send: (values, key) =>
      call(findFromItem, {
        params: { id: said.id },
        key,
        body: {
          criterion: deduction.criterion,
          finding: {
            place: values.place!.jur,
            subject: sampled?.subject ?? null,
            subjectName: values.subjectName.trim(),
            sector: values.sector as Sector,
            grade: values.grade as Grade,
            majorClause: values.grade === 'major' ? values.majorClause.trim() : null,
            origin: 'government',
            office: values.office?.org ?? null,
            sourceNote: `${sheet.number}第${item.id}项，评分标准（${criterion?.number ?? ''}）`,
            title: values.title.trim(),
            text: values.text.trim(),
            foundOn: values.foundOn,
            foundBy: values.foundBy.trim(),
            evidence: [],
          },
        },
      }),
    onDone: props.onClose,
  })
}

/** The finding in one step: prefilled, with the evidence of the deduction. */
export function FindingForm(props: Given) {
  const { sheet, item, deduction } = props
  const criterion = item.criteria.find(({ key }) => key === deduction.criterion)
  const form = useFinding(props)
  const { values, errors, set } = form
  return (
    <div className="drawer-form">
      <Form
        form={form}
        labels={labels}
        verb="登记问题"
        more={
          <Button weight="quiet" onClick={props.onClose}>
            返回
          </Button>
        }
      >
        <Note tone="blue">
          来自第{item.id}项评分标准（{criterion?.number}）
          {deduction.evidence.length > 0 && `，随附证据${deduction.evidence.length}件`}
          。交办时，整改单位之外，行业监管（条）和属地（块）各一家。
        </Note>
        <TextField form={form} name="title" label={labels.title} most={80} />
        <TextArea form={form} name="text" label={labels.text} most={4000} rows={3} />
        <Field name="place" label={labels.place} error={errors.place}>
          {(wired) => (
            <PlacePicker wired={wired} value={values.place} onChange={(one) => set('place', one)} />
          )}
        </Field>
        <TextField form={form} name="subjectName" label={labels.subjectName} most={100} />
        <div className="pair">
          <SelectField
            form={form}
            name="sector"
            label={labels.sector}
            options={Object.entries(SECTOR_LABELS)}
          />
          <SelectField
            form={form}
            name="grade"
            label={labels.grade}
            options={Object.entries(GRADE_LABELS)}
          />
        </div>
        {values.grade === 'major' && (
          <TextField form={form} name="majorClause" label={labels.majorClause} most={200} />
        )}
        <Field name="office" label={labels.office} error={errors.office}>
          {(wired) => (
            <OrgPicker
              wired={wired}
              place={sheet.jur}
              value={values.office}
              onChange={(one) => set('office', one)}
            />
          )}
        </Field>
        <div className="pair">
          <DayField form={form} name="foundOn" label={labels.foundOn} notAfter={legalToday()} />
          <TextField form={form} name="foundBy" label={labels.foundBy} most={40} />
        </div>
      </Form>
    </div>
  )
}
