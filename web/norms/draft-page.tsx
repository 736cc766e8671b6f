import { useNavigate } from '@tanstack/react-router'
import { registerNorm } from '#norms/words.ts'
import { call } from '../parts/api.ts'
import { useTitle } from '../parts/title.ts'
import { DraftForm } from './draft-form.tsx'

/** 登记草案 of this body. */
export function DraftNormPage() {
  useTitle('登记规范性文件草案')
  const navigate = useNavigate()
  return (
    <>
      <div className="ttl">
        <h1>登记规范性文件草案</h1>
      </div>
      <DraftForm
        verb="登记草案"
        draft={{ key: 'norm', title: '登记规范性文件草案', route: '/norms/new' }}
        start={null}
        card
        send={(body, key) => call(registerNorm, { key, body })}
        onDone={({ id }) => void navigate({ to: '/norms/$id', params: { id } })}
      />
    </>
  )
}
