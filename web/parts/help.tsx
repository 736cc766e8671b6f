import { Dialog } from './dialog.tsx'
import { useLargePrint } from './large-print.ts'

const keys = [
  ['Ctrl K', '查询编号、单位'],
  ['Ctrl Enter', '提交表单'],
  ['Tab', '移到下一项'],
  ['Esc', '收起表单，已填内容保留'],
] as const

/** 帮助与快捷键. */
export default function Help({ onClose }: { readonly onClose: () => void }) {
  const [large, setLarge] = useLargePrint()
  return (
    <Dialog title="帮助与快捷键" kind="middle" onClose={onClose}>
      <dl className="pairs">
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p>
        <label>
          <input type="checkbox" checked={large} onChange={() => setLarge(!large)} /> 大字显示
        </label>
      </p>
      <p className="sm muted">
        灰色虚线按钮表示暂不能办理，旁边写明原因和依据。每次办理都自动存证，可在“存证”页核验。
      </p>
    </Dialog>
  )
}
