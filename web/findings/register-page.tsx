import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { getSubject } from '#enterprises/words.ts'
import { GRADE_LABELS, ORIGIN_LABELS, SECTOR_LABELS } from '#findings/texts.ts'
import {
  registerFinding,
  type Grade,
  type Moved,
  type Origin,
  type Sector,
} from '#findings/words.ts'
import { attached, EvidenceField, type Picked } from '../files/evidence-field.tsx'
import { Candidates } from '../oversight/candidates.tsx'
import { call } from '../parts/api.ts'
import { AskedOnce, useFormTime, type Asked } from '../parts/asked-once.tsx'
import { DateInput } from '../parts/date-field.tsx'
import { legalToday } from '../parts/dates.ts'
import { Choices, Field } from '../parts/field.tsx'
import { Form, useForm, type FormState } from '../parts/form.tsx'
import { SelectField, TextArea, TextField } from '../parts/inputs.tsx'
import PlacePicker, { OrgPicker, type PickedOrg, type PickedPlace } from '../parts/pickers.tsx'
import { queries } from '../parts/queries.ts'
import { useRole, useSession } from '../parts/session.ts'
import { useTitle } from '../parts/title.ts'
import { useMoved } from './finding-data.ts'
import { needed, orNull } from './forms/act-form.tsx'
import { SubjectField, type PickedSubject } from './forms/subject-field.tsx'

const labels = {
  title: '问题隐患',
  text: '问题描述',
  place: '所在地',
  subject: '整改对象',
  sector: '行业领域',
  grade: '级别',
  majorClause: '重大判定依据',
  origin: '来源',
  sourceNote: '来源说明',
  office: '交办单位',
  foundOn: '发现日期',
  foundBy: '发现人',
  evidence: '证据',
}

/** 登记隐患: one column, known facts filled in, the camera first on a phone. */
export function RegisterPage() {
  useTitle('登记隐患')
  const { camera } = useSearch({ from: '/inside/findings/new' })
  const role = useRole()
  const [gave, setGave] = useState(0)
  const asked = askedBy(role === 'safety_officer', gave)
  const form = useRegistering(asked)
  const { values } = form
  const subject = useSubject(form, setGave)
  return (
    <>
      <div className="ttl">
        <h1>登记隐患</h1>
      </div>
      <Form form={form} labels={labels} verb="登记" card>
        <AskedOnce form="register" {...asked} />
        <EvidenceField
          label="现场照片、材料"
          phase="before"
          place={values.place?.jur ?? ''}
          camera={camera ?? false}
          value={values.evidence}
          error={form.errors.evidence}
          onChange={(evidence) => form.set('evidence', evidence)}
        />
        <TextField
          form={form}
          name="title"
          label={labels.title}
          most={80}
          placeholder="一句话说明问题"
        />
        <TextArea form={form} name="text" label={labels.text} most={4000} rows={5} />
        <Field name="place" label={labels.place} error={form.errors.place}>
          {(wired) => (
            <PlacePicker
              wired={wired}
              value={values.place}
              onChange={(place) => form.set('place', place)}
              onBlur={() => form.left('place')}
            />
          )}
        </Field>
        <SubjectField
          label={labels.subject}
          place={subject.searchedIn}
          value={values.subject}
          error={form.errors.subject}
          onChange={subject.choose}
          onBlur={() => form.left('subject')}
        />
        <Candidates
          place={values.place?.jur ?? ''}
          subject={values.subject?.id ?? null}
          subjectName={values.subject?.name ?? ''}
          title={values.title}
          text={values.text}
          foundOn={values.foundOn}
        />
        <SectorAndGrade form={form} />
        <div className="pair">
          <SelectField
            form={form}
            name="origin"
            label={labels.origin}
            options={Object.entries(ORIGIN_LABELS).filter(([key]) => key !== 'external')}
          />
          <TextField form={form} name="sourceNote" label={labels.sourceNote} optional most={200} />
        </div>
        <FoundFields form={form} />
        {role !== 'village_contact' && <OfficeField form={form} />}
      </Form>
    </>
  )
}

/** 编号, 登记单位, 登记人, 登记时间: what the platform says itself. */
const SAID = 4
/** 问题隐患 to 发现人, nine that must be there; 级别, 来源, 发现日期 and 发现人 have their usual answer. */
const MUST = 9
const USUAL = 4

/** How much the form asks; a subject of the register brings its name, place and sector. */
function askedBy(own: boolean, gave: number): Asked {
  const known = Math.min(MUST, USUAL + (own ? 2 : 0) + gave)
  return { fields: SAID + MUST, known: SAID + known }
}

/** 行业领域 and 级别; a major hazard names what makes it one. */
function SectorAndGrade({ form }: { readonly form: FormState<Values> }) {
  const { values } = form
  return (
    <>
      <div className="pair">
        <SelectField
          form={form}
          name="sector"
          label={labels.sector}
          options={Object.entries(SECTOR_LABELS)}
        />
        <Choices
          name="grade"
          label={labels.grade}
          value={values.grade}
          options={[
            { value: 'ordinary', label: GRADE_LABELS.ordinary },
            { value: 'major', label: GRADE_LABELS.major },
          ]}
          error={form.errors.grade}
          onChange={(grade) => form.set('grade', grade)}
        />
      </div>
      {values.grade === 'major' && (
        <TextField
          form={form}
          name="majorClause"
          label={labels.majorClause}
          most={200}
          hint="写明判定标准的名称和条款。"
        />
      )}
    </>
  )
}

/**
 * Choosing a subject of the register fills in 所在地 and 行业领域 while they are empty. A place that
 * came with a subject does not narrow the search for another one.
 */
function useSubject(form: FormState<Values>, onGiven: (fields: number) => void) {
  const [filled, setFilled] = useState<string | null>(null)
  const latest = useRef(form)
  useEffect(() => {
    latest.current = form
  })
  const fill = async (id: string) => {
    const queryFn = () => call(getSubject, { params: { id } })
    const known = await queries.fetchQuery({ queryKey: ['subject', id], queryFn })
    const { values, set } = latest.current
    if (values.subject?.id !== id) return
    onGiven(1 + Number(!values.place) + Number(!values.sector && known.sector in SECTOR_LABELS))
    if (!values.place) {
      set('place', { jur: known.jur, name: known.placeName })
      setFilled(known.jur)
    }
    if (!values.sector && known.sector in SECTOR_LABELS) set('sector', known.sector)
  }
  const jur = form.values.place?.jur ?? null
  return {
    searchedIn: jur === filled ? null : jur,
    choose: (picked: PickedSubject | null) => {
      form.set('subject', picked)
      if (picked?.id) void fill(picked.id).catch(() => undefined)
    },
  }
}

/** 发现日期 and 发现人. */
function FoundFields({ form }: { readonly form: FormState<Values> }) {
  const { values } = form
  return (
    <div className="pair">
      <Field name="foundOn" label={labels.foundOn} error={form.errors.foundOn}>
        {(wired) => (
          <DateInput
            wired={wired}
            value={values.foundOn || null}
            notAfter={legalToday()}
            onChange={(date) => form.set('foundOn', date ?? '')}
            onBlur={() => form.left('foundOn')}
          />
        )}
      </Field>
      <TextField form={form} name="foundBy" label={labels.foundBy} most={40} />
    </div>
  )
}

/** 交办单位; a village contact is not asked, the county's office hands over. */
function OfficeField({ form }: { readonly form: FormState<Values> }) {
  const { values } = form
  return (
    <Field
      name="office"
      label={labels.office}
      optional
      hint="不填的，由登记单位自行交办。"
      error={form.errors.office}
    >
      {(wired) => (
        <OrgPicker
          wired={wired}
          {...(values.place ? { place: values.place.jur } : {})}
          value={values.office}
          onChange={(office) => form.set('office', office)}
        />
      )}
    </Field>
  )
}

type Values = {
  readonly title: string
  readonly text: string
  readonly place: PickedPlace | null
  readonly subject: PickedSubject | null
  readonly office: PickedOrg | null
  readonly sector: string
  readonly grade: Grade
  readonly majorClause: string
  readonly origin: string
  readonly sourceNote: string
  readonly foundOn: string
  readonly foundBy: string
  readonly evidence: readonly Picked[]
}

function useRegistering(asked: Asked) {
  const timed = useFormTime('register')
  const { person, post } = useSession()
  const navigate = useNavigate()
  const moved = useMoved()
  const own = post?.role === 'safety_officer'
  return useForm<Values, Moved>({
    draft: { key: 'register', title: '登记隐患', route: '/findings/new' },
    start: {
      title: '',
      text: '',
      place: own ? { jur: post.place, name: post.placeName } : null,
      subject: own ? { id: null, name: post.orgName } : null,
      office: null,
      sector: '',
      grade: 'ordinary',
      majorClause: '',
      origin: own ? 'enterprise_self' : post?.role === 'auditor' ? 'audit' : 'government',
      sourceNote: '',
      foundOn: legalToday(),
      foundBy: person.name,
      evidence: [],
    },
    check: (values) =>
      needed(values, {
        title: '请用一句话说明问题',
        text: '请填写问题描述',
        place: '请选择所在地',
        subject: '请填写整改对象',
        sector: '请选择行业领域',
        foundOn: '请选择发现日期',
        foundBy: '请填写发现人',
        ...(values.grade === 'major' ? { majorClause: '请填写重大判定依据' } : {}),
      }),
    send: (values, key) =>
      call(registerFinding, {
        key,
        body: {
          title: values.title,
          text: values.text,
          place: values.place?.jur ?? '',
          subject: values.subject?.id ?? null,
          subjectName: values.subject?.name ?? '',
          office: values.office?.org ?? null,
          sector: values.sector as Sector,
          grade: values.grade,
          majorClause: values.grade === 'major' ? orNull(values.majorClause) : null,
          origin: values.origin as Origin,
          sourceNote: orNull(values.sourceNote),
          foundOn: values.foundOn,
          foundBy: values.foundBy,
          evidence: values.evidence.map(attached),
        },
      }),
    onDone: (answer) => {
      timed(asked)
      moved(answer)
      void navigate({ to: '/findings/$id', params: { id: answer.id } })
    },
  })
}
