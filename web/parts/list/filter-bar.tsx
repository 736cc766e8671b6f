import { lazy, Suspense, useEffect, useState, type FormEvent, type ReactNode } from 'react'
import { Button } from '../button.tsx'
import { Icon } from '../icon.tsx'
import { Dialog } from '../dialog.tsx'
import { Popover } from '../popover.tsx'
import { rememberPlace, useBodyNames, usePlaceNames } from './place-names.ts'
import { chipText, conditions, type Filter, type ListSpec, type Query } from './list-words.ts'

const PlacePicker = lazy(() => import('../pickers.tsx'))
const BodyPicker = lazy(() => import('../pickers.tsx').then((m) => ({ default: m.OrgPicker })))
const DateInput = lazy(() => import('../date-field.tsx').then((m) => ({ default: m.DateInput })))

type Props = {
  readonly query: Query
  readonly onQuery: (query: Query) => void
}

/** The filters: six at most in line, the rest under 更多条件; what is set stands as chips. */
export function FilterBar<R>(
  props: Props & { readonly spec: ListSpec<R>; readonly children: ReactNode },
) {
  const { spec, query } = props
  const [more, setMore] = useState(false)
  const placeName = usePlaceNames(placesOf(spec.filters, query))
  const bodyName = useBodyNames(bodiesOf(spec.filters, query))
  const nameOf = (value: string) => (value.includes('-') ? bodyName(value) : placeName(value))
  const inLine = spec.filters.filter((filter) => !filter.more)
  const hidden = spec.filters.filter((filter) => filter.more)
  const set = Object.keys(conditions(query)).length
  const setHidden = hidden.filter((filter) => query[filter.name]).length
  const change = (name: string, value: string | null) => {
    const { after: _, before: __, [name]: ___, ...rest } = query
    props.onQuery(value ? { ...rest, [name]: value } : rest)
  }
  const words = spec.filters.find((filter) => filter.kind === 'words')
  return (
    <>
      <div className="flt only-d noprint">
        {inLine.map((filter) => (
          <One
            key={filter.name}
            filter={filter}
            value={query[filter.name]}
            onChange={change}
            nameOf={nameOf}
          />
        ))}
        {hidden.length > 0 && (
          <Button icon="funnel" aria-expanded={more} onClick={() => setMore(!more)}>
            更多条件{setHidden > 0 && ` ${setHidden}`}
          </Button>
        )}
        {set > 0 && (
          <Button weight="quiet" onClick={() => props.onQuery({})}>
            清空
          </Button>
        )}
      </div>
      {more && (
        <div className="flt only-d noprint">
          {hidden.map((filter) => (
            <One
              key={filter.name}
              filter={filter}
              value={query[filter.name]}
              onChange={change}
              nameOf={nameOf}
            />
          ))}
        </div>
      )}
      <div className="flt only-m flex noprint">
        {words && (
          <One filter={words} value={query[words.name]} onChange={change} nameOf={nameOf} />
        )}
        <Button icon="funnel" onClick={() => setMore(true)}>
          筛选{set > 0 && ` ${set}`}
        </Button>
      </div>
      {more && (
        <PhoneFilters {...props} change={change} nameOf={nameOf} onClose={() => setMore(false)} />
      )}
      <div className="chips">
        {set > 0 && <span className="muted sm only-d">已选条件</span>}
        {spec.filters.map((filter) => {
          const value = query[filter.name]
          if (!value) return null
          const text = chipText(filter, value, nameOf(value))
          return (
            <button
              key={filter.name}
              type="button"
              className="chip"
              aria-label={`去掉条件 ${text}`}
              onClick={() => change(filter.name, null)}
            >
              {text}
              <Icon name="cross" />
            </button>
          )
        })}
        {props.children}
      </div>
    </>
  )
}

/** The places that the conditions name. */
function placesOf(filters: readonly Filter[], query: Query): string[] {
  return filters
    .map((filter) => (filter.kind === 'place' ? query[filter.name] : undefined))
    .filter((jur) => jur !== undefined)
}

/** The bodies that the conditions name. */
function bodiesOf(filters: readonly Filter[], query: Query): string[] {
  return filters
    .map((filter) => (filter.kind === 'body' ? query[filter.name] : undefined))
    .filter((id) => id !== undefined && id !== 'none')
    .map(String)
}

type Change = (name: string, value: string | null) => void

/** On a phone all conditions stand in a layer of their own. */
function PhoneFilters<R>(
  props: Props & {
    readonly spec: ListSpec<R>
    readonly change: Change
    readonly nameOf: (jur: string) => string
    readonly onClose: () => void
  },
) {
  const phone = window.matchMedia('(max-width: 767px)').matches
  if (!phone) return null
  return (
    <Dialog title="筛选" onClose={props.onClose}>
      <div className="form">
        {props.spec.filters.map((filter) => (
          <One
            key={filter.name}
            filter={filter}
            value={props.query[filter.name]}
            onChange={props.change}
            nameOf={props.nameOf}
          />
        ))}
        <div className="sends">
          <Button weight="solid" onClick={props.onClose}>
            查看结果
          </Button>
          <Button onClick={() => props.onQuery({})}>清空</Button>
        </div>
      </div>
    </Dialog>
  )
}

function One(props: {
  readonly filter: Filter
  readonly value: string | undefined
  readonly onChange: Change
  readonly nameOf: (jur: string) => string
}) {
  const { filter, value, onChange } = props
  const id = `flt-${filter.name}`
  const width = filter.width ? { width: filter.width } : undefined
  if (filter.kind === 'many') return <Many filter={filter} value={value} onChange={onChange} />
  return (
    <div className={filter.kind === 'words' ? 'fl grow' : 'fl'} style={width}>
      <label htmlFor={id}>{filter.label}</label>
      {filter.kind === 'words' && (
        <Words
          id={id}
          placeholder={filter.placeholder}
          value={value ?? ''}
          onSet={(next) => onChange(filter.name, next)}
        />
      )}
      {filter.kind === 'one' && (
        <select
          id={id}
          className="inp"
          value={value ?? ''}
          onChange={(event) => onChange(filter.name, event.target.value)}
        >
          <option value="">{filter.all}</option>
          {filter.options.map(([key, label]) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      )}
      {filter.kind === 'place' && (
        <Suspense fallback={<input id={id} className="inp" readOnly placeholder="全部地区" />}>
          <PlacePicker
            wired={wiredAs(id, filter.name)}
            allowClear
            placeholder="全部地区"
            value={value ? { jur: value, name: props.nameOf(value) } : null}
            onChange={(picked) => {
              if (picked) rememberPlace(picked.jur, picked.name)
              onChange(filter.name, picked?.jur ?? null)
            }}
          />
        </Suspense>
      )}
      {filter.kind === 'body' && (
        <Suspense fallback={<input id={id} className="inp" readOnly placeholder="全部单位" />}>
          <BodyPicker
            wired={wiredAs(id, filter.name)}
            placeholder="输入单位名称查找"
            value={value ? { org: value, orgName: bodyText(value, props.nameOf) } : null}
            onChange={(picked) => onChange(filter.name, picked?.org ?? null)}
          />
        </Suspense>
      )}
      {filter.kind === 'date' && (
        <Suspense fallback={<input id={id} className="inp" readOnly />}>
          <DateInput
            wired={wiredAs(id, filter.name)}
            value={value ?? null}
            onChange={(date) => onChange(filter.name, date)}
          />
        </Suspense>
      )}
    </div>
  )
}

function bodyText(value: string, nameOf: (value: string) => string): string {
  return value === 'none' ? '未确定' : nameOf(value)
}

function wiredAs(id: string, name: string) {
  const none = { 'aria-describedby': undefined, 'aria-invalid': undefined } as const
  return { id, name, 'aria-required': undefined, ...none }
}

/** Several words of one list, each with its tick. */
function Many(props: {
  readonly filter: Filter & { readonly kind: 'one' | 'many' }
  readonly value: string | undefined
  readonly onChange: Change
}) {
  const { filter, value, onChange } = props
  const chosen = new Set(value?.split(',').filter(Boolean) ?? [])
  const labels = new Map(filter.options)
  const first = labels.get([...chosen][0] ?? '') ?? filter.all
  const face = chosen.size > 1 ? `${first}等${chosen.size}项` : first
  return (
    <div className="fl" style={filter.width ? { width: filter.width } : undefined}>
      <span className="lb" id={`flt-${filter.name}`}>
        {filter.label}
      </span>
      <Popover
        className={chosen.size > 0 ? 'inp sel' : 'inp sel all'}
        label={`${filter.label}：${face}`}
        face={
          <>
            <span>{face}</span>
            <Icon name="down" />
          </>
        }
      >
        {() =>
          filter.options.map(([key, label]) => (
            <li key={key} className="tick">
              <label>
                <input
                  type="checkbox"
                  checked={chosen.has(key)}
                  onChange={() => {
                    const next = new Set(chosen)
                    if (!next.delete(key)) next.add(key)
                    onChange(filter.name, [...next].join(',') || null)
                  }}
                />
                {label}
              </label>
            </li>
          ))
        }
      </Popover>
    </div>
  )
}

/** Words are looked for on Enter or on leaving the field. */
function Words(props: {
  readonly id: string
  readonly placeholder: string
  readonly value: string
  readonly onSet: (value: string | null) => void
}) {
  const [text, setText] = useState(props.value)
  useEffect(() => setText(props.value), [props.value])
  const send = (event?: FormEvent) => {
    event?.preventDefault()
    if (text.trim() !== props.value) props.onSet(text.trim() || null)
  }
  return (
    <form role="search" className="inwrap" onSubmit={send}>
      <Icon name="search" />
      <input
        id={props.id}
        type="search"
        className="inp"
        maxLength={60}
        placeholder={props.placeholder}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => send()}
      />
    </form>
  )
}
