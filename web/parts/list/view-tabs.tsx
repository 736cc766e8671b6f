import { useState } from 'react'
import { Button } from '../button.tsx'
import { Dialog } from '../dialog.tsx'
import { Field } from '../field.tsx'
import { sentenceOf } from '../page-state.tsx'
import { say } from '../say.tsx'
import { Icon } from '../icon.tsx'
import { conditions, sameFilter, type ListSpec, type Query } from './list-words.ts'
import '../../styles/form.css'

/** The views of a list: given ones, kept ones, and keeping the present filter. */
export function ViewTabs<R>(props: {
  readonly spec: ListSpec<R>
  readonly query: Query
  readonly onQuery: (query: Query) => void
}) {
  const { spec, query } = props
  const [saving, setSaving] = useState(false)
  const known = spec.views.some((view) => sameFilter(view.query, query))
  if (spec.views.length === 0) return null
  return (
    <nav className="tabs vw noprint" aria-label="视图">
      {spec.views.map((view) => (
        <button
          key={view.id}
          type="button"
          aria-current={sameFilter(view.query, query) ? 'page' : undefined}
          onClick={() => props.onQuery(view.query)}
        >
          {view.late ? <span className="late">{view.label}</span> : view.label}
        </button>
      ))}
      {spec.onSaveView && !known && (
        <button type="button" className="only-d keep" onClick={() => setSaving(true)}>
          <Icon name="bookmark" /> 保存当前视图
        </button>
      )}
      {saving && <SaveView {...props} onClose={() => setSaving(false)} />}
    </nav>
  )
}

function SaveView<R>(props: {
  readonly spec: ListSpec<R>
  readonly query: Query
  readonly onClose: () => void
}) {
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const [error, setError] = useState('')
  const save = async () => {
    if (!name.trim()) return setError('请填写视图名称')
    try {
      await props.spec.onSaveView?.(name.trim(), conditions(props.query), shared)
      say(`已保存视图“${name.trim()}”。`)
      props.onClose()
    } catch (fault) {
      setError(sentenceOf(fault))
    }
  }
  return (
    <Dialog title="保存当前视图" kind="middle" onClose={props.onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Field name="view" label="视图名称" error={error || undefined}>
          {(wired) => (
            <input
              {...wired}
              className="inp"
              maxLength={20}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <label>
          <input
            type="checkbox"
            checked={shared}
            onChange={(event) => setShared(event.target.checked)}
          />{' '}
          本单位共用
        </label>
        <div className="sends plain">
          <Button type="submit" weight="solid">
            保存视图
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
