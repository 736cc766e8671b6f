import { Link, useNavigate } from '@tanstack/react-router'
import { REGIME_LABELS } from '#campaigns/texts.ts'
import type { Ceremony } from '#draws/rules.ts'
import { CEREMONY_LABELS } from '#draws/texts.ts'
import { asPicked, BodiesField } from '../parts/bodies-field.tsx'
import { DayField } from '../parts/day-field.tsx'
import { Choices } from '../parts/field.tsx'
import { Form, type FormState } from '../parts/form.tsx'
import { SelectField, TextArea, TextField } from '../parts/inputs.tsx'
import { Empty, Note } from '../parts/page-state.tsx'
import { usePost } from '../parts/session.ts'
import { useTitle } from '../parts/title.ts'
import { UnitsField } from '../meetings/units-field.tsx'
import { useCampaignPacks } from './data.ts'
import { MilestonesField, SectorsField } from './plan-fields.tsx'
import { labels, useOpening, type OpeningValues } from './opening.ts'

/** 组织专项行动: the pack proposes dates, milestones, sectors; the office settles them. */
export function OpenCampaignPage() {
  useTitle('组织专项行动')
  const { rows: packs, units } = useCampaignPacks()
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/campaigns">专项行动</Link> / 组织专项行动
      </nav>
      <div className="ttl">
        <h1>组织专项行动</h1>
      </div>
      {packs.length === 0 ? (
        <section className="card">
          <Empty>没有可据以组织的规则包，请先在规则中导入并发布。</Empty>
        </section>
      ) : (
        <OpenForm packs={packs} units={units} />
      )}
    </>
  )
}

type Packs = ReturnType<typeof useCampaignPacks>

function OpenForm({
  packs,
  units,
}: {
  readonly packs: Packs['rows']
  readonly units: Packs['units']
}) {
  const post = usePost()
  const navigate = useNavigate()
  const { form, choose } = useOpening({
    packs,
    units,
    onDone: (id) => void navigate({ to: '/campaigns/$id', params: { id } }),
  })
  const pack = packs.find(({ id }) => id === form.values.pack)!
  const place = post?.place ?? ''
  return (
    <Form form={form} labels={labels} verb="组织并封存抽签范围" card>
      <SelectField
        form={{
          ...form,
          set: (name, value) => (name === 'pack' ? choose(value as string) : form.set(name, value)),
        }}
        name="pack"
        label={labels.pack}
        options={packs.map(({ id, short }) => [id, short])}
        hint="日期、事项、行业和分组要求由规则包提出，均可调整；改选后重新提出。"
      />
      <Note tone={pack.current ? 'blue' : 'amber'}>
        {REGIME_LABELS[pack.regime]}。
        {!pack.current && '这与现行规定不同，新组织的行动请核对后再用。'}{' '}
        <Link to="/law/$pack" params={{ pack: pack.id }}>
          查看两种做法的差别和条款
        </Link>
      </Note>
      <Terms form={form} />
      <BodiesField
        name="bodies"
        label={labels.bodies}
        hint="各派出一个组、接受一个组检查。"
        place={place}
        value={form.values.bodies}
        error={form.errors.bodies}
        make={asPicked}
        onChange={(bodies) => form.set('bodies', bodies)}
        group={{
          label: '全部下级安委办',
          bodies: units.map(({ org, name }) => ({ org, orgName: name })),
        }}
      />
      <SectorsField
        place={place}
        value={form.values.sectors}
        onChange={(sectors) => form.set('sectors', sectors)}
      />
      <UnitsField
        name="members"
        label={labels.members}
        optional
        place={place}
        value={form.values.members}
        error={form.errors.members}
        make={asPicked}
        onChange={(members) => form.set('members', members)}
      />
      <MilestonesField
        value={form.values.milestones}
        error={form.errors.milestones}
        onChange={(milestones) => form.set('milestones', milestones)}
      />
      <Draw form={form} />
    </Form>
  )
}

type Props = { readonly form: FormState<OpeningValues> }

/** What the campaign is called, rests on, and when it is. */
function Terms({ form }: Props) {
  return (
    <>
      <TextField form={form} name="title" label={labels.title} most={200} />
      <TextArea form={form} name="basis" label={labels.basis} most={1000} rows={2} />
      <div className="pair">
        <TextField form={form} name="planNumber" label={labels.planNumber} most={100} optional />
        <DayField form={form} name="planFiledOn" label={labels.planFiledOn} optional />
      </div>
      <div className="pair">
        <DayField form={form} name="fromOn" label={labels.fromOn} />
        <DayField form={form} name="toOn" label={labels.toOn} />
      </div>
      <div className="pair">
        <DayField form={form} name="visitFrom" label={labels.visitFrom} />
        <DayField form={form} name="visitTo" label={labels.visitTo} />
      </div>
      <TextField
        form={form}
        name="methods"
        label={labels.methods}
        most={200}
        hint="多种方式用、隔开。"
      />
      <TextArea
        form={form}
        name="leaders"
        label={labels.leaders}
        most={600}
        rows={2}
        optional
        hint="每行一人，写作“职务 姓名”。"
      />
    </>
  )
}

/** The notice's own text, and how the lots are drawn. */
function Draw({ form }: Props) {
  return (
    <>
      <TextArea
        form={form}
        name="notice"
        label={labels.notice}
        most={20_000}
        rows={4}
        optional
        hint="粘贴通知正文后，下级方案与通知雷同的句子会列出占比，供审阅。"
      />
      <Choices
        name="ceremony"
        label={labels.ceremony}
        value={form.values.ceremony}
        options={Object.entries(CEREMONY_LABELS).map(([value, label]) => ({
          value: value as Ceremony,
          label,
        }))}
        onChange={(ceremony) => form.set('ceremony', ceremony)}
      />
      <TextField
        form={form}
        name="publicSource"
        label={labels.publicSource}
        most={200}
        placeholder="如：福彩双色球下一期开奖号码"
        hint="事先指定、任何人都能查到、各方承诺之前无人知道的数值。"
      />
    </>
  )
}
