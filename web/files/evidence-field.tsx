import { useId, useRef, useState } from 'react'
import { classifiedBanner, positionChoice, useText as usesTold } from '#files/texts.ts'
import type { Phase, UploadView } from '#files/words.ts'
import { sendFiles } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Note, sentenceOf } from '../parts/page-state.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { sizeText } from './evidence-grid.tsx'
import '../styles/evidence.css'

/** A file that was uploaded and waits to be handed in with the act. */
export type Picked = {
  readonly file: string
  readonly name: string
  readonly size: number
  readonly kind: UploadView['kind']
  readonly phase: Phase
  readonly firstUse: boolean
  readonly usedFor: string | null
  readonly reuseReason: string | null
}

/** An uploaded file as an act attaches it. */
export function attached(one: Picked) {
  return { upload: one.file, phase: one.phase, reuseReason: one.reuseReason }
}

type Props = {
  readonly label: string
  readonly phase: Phase
  readonly place: string
  readonly value: readonly Picked[]
  readonly onChange: (value: readonly Picked[]) => void
  readonly required?: boolean
  readonly hint?: string
  readonly error?: string | undefined
  readonly choosePhase?: boolean
  readonly camera?: boolean
  /** Where files go; whoever acts by a link has an address of their own. */
  readonly to?: string
  /** One PDF or picture of a paper: of those the kinds and the position are not asked. */
  readonly scan?: boolean
  /** What the button says, where it is not 选择文件. */
  readonly pick?: string
}

const SCAN = {
  accept: 'image/jpeg,image/png,image/webp,application/pdf',
  hint: 'PDF或者图片，一份。',
}
const ANY = {
  accept: `${SCAN.accept},.docx,.xlsx,.pptx`,
  hint: '照片、PDF、Word、Excel、PowerPoint；一次最多20件。',
}

type Upload = { readonly id: string; readonly file: File; readonly fault: string | null }

/**
 * 证据 of a form. Before the first file the person answers the question about classified matter;
 * the position stays out unless it is chosen for this form.
 */
export function EvidenceField(props: Props) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [asked, setAsked] = useState(false)
  const [declared, setDeclared] = useState(false)
  const [position, setPosition] = useState(false)
  const [running, setRunning] = useState<readonly Upload[]>([])
  const latest = useRef(props.value)
  latest.current = props.value

  const pick = () => (declared ? input.current?.click() : setAsked(true))
  const upload = async (file: File) => {
    const one: Upload = { id: crypto.randomUUID(), file, fault: null }
    setRunning((before) => [...before, one])
    try {
      const done = await sendFiles<UploadView>(props.to ?? '/api/evidence', formOf(file, position))
      latest.current = [...latest.current, pickedOf(done, file, props.phase)]
      props.onChange(latest.current)
      setRunning((before) => before.filter((other) => other.id !== one.id))
    } catch (error) {
      const fault = sentenceOf(error)
      setRunning((before) => before.map((o) => (o.id === one.id ? { ...o, fault } : o)))
    }
  }
  return (
    <fieldset className="field" data-field="evidence" aria-describedby={`${id}-h`}>
      <legend>
        {props.label}
        {!props.required && <span className="muted sm">（选填）</span>}
      </legend>
      <div className="group tight">
        <Note tone="amber">{classifiedBanner}。照片、文件不得含国家秘密、工作秘密。</Note>
        <div className="picks">
          <Button icon={props.camera ? 'camera' : 'upload'} onClick={pick}>
            {props.pick ?? (props.camera ? '拍照取证' : '选择文件')}
          </Button>
          {!props.scan && (
            <label className="sm">
              <input
                type="checkbox"
                checked={position}
                onChange={(event) => setPosition(event.target.checked)}
              />{' '}
              {positionChoice}
            </label>
          )}
        </div>
        <p className="hint" id={`${id}-h`}>
          {props.hint} {props.scan ? SCAN.hint : ANY.hint}
        </p>
        <Files
          {...props}
          running={running}
          onDrop={(gone) => setRunning((b) => b.filter((o) => o.id !== gone))}
          onRetry={(o) => {
            setRunning((b) => b.filter((x) => x.id !== o.id))
            void upload(o.file)
          }}
        />
        {props.error && <p className="err">{props.error}</p>}
      </div>
      <input
        ref={input}
        type="file"
        hidden
        multiple={!props.scan}
        aria-label={props.label}
        {...(props.camera ? { capture: 'environment' as const } : {})}
        accept={props.scan ? SCAN.accept : ANY.accept}
        onChange={(event) => {
          for (const file of event.target.files ?? []) void upload(file)
          event.target.value = ''
        }}
      />
      {asked && (
        <Declaration
          onNo={() => setAsked(false)}
          onYes={() => {
            setDeclared(true)
            setAsked(false)
            setTimeout(() => input.current?.click())
          }}
        />
      )}
    </fieldset>
  )
}

function Declaration(props: { readonly onYes: () => void; readonly onNo: () => void }) {
  return (
    <Dialog title="上传前确认" kind="middle" onClose={props.onNo}>
      <p>要上传的照片、文件是否含有国家秘密、工作秘密？</p>
      <p className="sm muted">涉密信息须按保密规定另行处理，不得进入本系统。</p>
      <div className="sends plain">
        <Button weight="solid" onClick={props.onYes}>
          不含涉密信息，选择文件
        </Button>
        <Button onClick={props.onNo}>含涉密信息，不上传</Button>
      </div>
    </Dialog>
  )
}

function Files(
  props: Props & {
    readonly running: readonly Upload[]
    readonly onDrop: (id: string) => void
    readonly onRetry: (upload: Upload) => void
  },
) {
  const change = (file: string, set: Partial<Picked>) =>
    props.onChange(props.value.map((one) => (one.file === file ? { ...one, ...set } : one)))
  if (props.value.length + props.running.length === 0) return null
  return (
    <ul className="ups">
      {props.value.map((one) => (
        <li key={one.file}>
          <span>
            {one.name} <span className="muted sm">{sizeText(one.size)}</span>
          </span>
          <span className="picks">
            <StateTag word={one.firstUse ? '首次使用' : '已上传'} />
            <Button
              small
              weight="quiet"
              aria-label={`移除${one.name}`}
              onClick={() => props.onChange(props.value.filter((o) => o.file !== one.file))}
            >
              移除
            </Button>
          </span>
          {props.choosePhase && (
            <span className="w">
              <select
                className="inp"
                aria-label={`${one.name}的类别`}
                value={one.phase}
                onChange={(event) => change(one.file, { phase: event.target.value as Phase })}
              >
                <option value="before">整改前</option>
                <option value="after">整改后</option>
                <option value="other">其他</option>
              </select>
            </span>
          )}
          {!one.firstUse && (
            <span className="w sm">
              <Note tone="amber">该文件{one.usedFor}，再次使用须说明理由。</Note>
              <input
                className="inp"
                aria-label={`${one.name}再次使用的理由`}
                placeholder="再次使用的理由"
                maxLength={200}
                value={one.reuseReason ?? ''}
                onChange={(event) => change(one.file, { reuseReason: event.target.value || null })}
              />
            </span>
          )}
        </li>
      ))}
      {props.running.map((one) => (
        <li key={one.id}>
          <span>{one.file.name}</span>
          <span className="picks">
            <StateTag word={one.fault ? '被拒' : '上传中'} />
            {one.fault && (
              <Button small onClick={() => props.onRetry(one)}>
                重试
              </Button>
            )}
            {one.fault && (
              <Button small weight="quiet" onClick={() => props.onDrop(one.id)}>
                移除
              </Button>
            )}
          </span>
          {one.fault && (
            <span className="w err" role="alert">
              {one.fault}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

function formOf(file: File, position: boolean): FormData {
  const form = new FormData()
  form.append('declaredUnclassified', 'true')
  form.append('position', position ? 'photo' : 'none')
  form.append('file', file)
  return form
}

function pickedOf(done: UploadView, file: File, phase: Phase): Picked {
  return {
    file: done.id,
    name: done.name || file.name,
    size: done.size,
    kind: done.kind,
    phase,
    firstUse: done.firstUse,
    usedFor: done.firstUse ? null : usesTold(done.uses),
    reuseReason: null,
  }
}
