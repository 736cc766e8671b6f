import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { FACTS } from '#rounds/texts.ts'
import { FACT_KEYS, listRoundBodies, openRound, type Fact, type RoundMoved } from '#rounds/words.ts'
import { call } from '../parts/api.ts'
import { DateInput } from '../parts/date-field.tsx'
import { legalToday } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { Form, useForm } from '../parts/form.tsx'
import { TextArea, TextField } from '../parts/inputs.tsx'
import { say } from '../parts/say.tsx'

type Values = {
  readonly title: string
  readonly fromOn: string | null
  readonly toOn: string | null
  readonly dueOn: string | null
  readonly bodies: readonly string[]
  readonly facts: readonly Fact[]
  readonly questions: string
}

const labels = {
  title: '调度事项',
  fromOn: '本期开始',
  toOn: '本期截止',
  dueOn: '答复期限',
  bodies: '被调度单位',
  facts: '数据（系统取数，单位核对）',
  questions: '问题（每行一个）',
}

/** 发起调度: figures that are held are chosen, only what is not held is asked in words. */
export function OpenDialog({ onClose }: { readonly onClose: () => void }) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const bodies = useQuery({
    queryKey: ['round-bodies'],
    queryFn: () => call(listRoundBodies, {}),
  })
  const form = useForm<Values, RoundMoved>({
    draft: { key: 'round.open', title: '发起调度', route: '/rounds' },
    start: {
      title: '',
      fromOn: null,
      toOn: legalToday(),
      dueOn: null,
      bodies: [],
      facts: ['found', 'struckOff', 'overdue'],
      questions: '',
    },
    check: (values) => ({
      ...(values.title.trim() ? {} : { title: '请填写调度事项' }),
      ...(values.fromOn ? {} : { fromOn: '请选择开始日期' }),
      ...(values.toOn ? {} : { toOn: '请选择截止日期' }),
      ...(values.dueOn ? {} : { dueOn: '请选择答复期限' }),
      ...(values.bodies.length > 0 ? {} : { bodies: '请选择被调度单位' }),
    }),
    send: ({ facts, questions, ...rest }, key) =>
      call(openRound, {
        key,
        body: {
          ...rest,
          fromOn: rest.fromOn!,
          toOn: rest.toOn!,
          dueOn: rest.dueOn!,
          bodies: [...rest.bodies],
          items: {
            facts: [...facts],
            questions: questions.split('\n').filter((line) => line.trim() !== ''),
          },
        },
      }),
    onDone(moved) {
      say(moved.say)
      onClose()
      void client.invalidateQueries({ queryKey: ['rounds'] })
      void navigate({ to: '/rounds/$id', params: { id: moved.id } })
    },
  })
  const { values, errors, set } = form
  const options = (bodies.data?.rows ?? []).map(({ id, name }) => [id, name] as const)
  return (
    <Dialog title="发起调度" onClose={onClose}>
      <Form form={form} labels={labels} verb="发起调度">
        <TextField form={form} name="title" label={labels.title} most={200} />
        {(['fromOn', 'toOn', 'dueOn'] as const).map((name) => (
          <Field key={name} name={name} label={labels[name]} error={errors[name]}>
            {(wired) => (
              <DateInput wired={wired} value={values[name]} onChange={(date) => set(name, date)} />
            )}
          </Field>
        ))}
        <Ticks
          label={labels.facts}
          options={FACT_KEYS.map((fact) => [fact, FACTS[fact].label] as const)}
          chosen={values.facts}
          onChange={(facts) => set('facts', facts)}
        />
        <TextArea form={form} name="questions" label={labels.questions} most={2000} optional />
        <Ticks
          label={labels.bodies}
          options={options}
          chosen={values.bodies}
          error={errors.bodies}
          onChange={(chosen) => set('bodies', chosen)}
        />
      </Form>
    </Dialog>
  )
}

function Ticks<T extends string>(props: {
  readonly label: string
  readonly options: readonly (readonly [T, string])[]
  readonly chosen: readonly T[]
  readonly error?: string | undefined
  readonly onChange: (chosen: readonly T[]) => void
}) {
  const { label, options, chosen, error, onChange } = props
  const turn = (value: T) =>
    chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]
  return (
    <fieldset>
      <legend>{label}</legend>
      {error && <p role="alert">{error}</p>}
      {options.map(([value, text]) => (
        <label key={value} className="nw">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={() => onChange(turn(value))}
          />{' '}
          {text}{' '}
        </label>
      ))}
    </fieldset>
  )
}
