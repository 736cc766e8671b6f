import { useState } from 'react'
import { createPerson } from '#places/words.ts'
import { call } from '../parts/api.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Form, useForm } from '../parts/form.tsx'
import { TextField } from '../parts/inputs.tsx'
import { FirstPassword } from './first-password.tsx'

const labels = { name: '姓名', phone: '联系电话', login: '账号' }

/** 登记人员; the first password is shown once and never again. */
export function PersonForm({ onClose }: { readonly onClose: () => void }) {
  const [first, setFirst] = useState<string | null>(null)
  const form = useForm({
    draft: null,
    start: { name: '', phone: '', login: '' },
    check: (values) => (values.name.trim() ? {} : { name: '请填写姓名' }),
    send: (values, key) =>
      call(createPerson, {
        key,
        body: {
          name: values.name,
          phone: values.phone.trim() || null,
          login: values.login.trim() || null,
        },
      }),
    onDone: (answer) => (answer.firstPassword ? setFirst(answer.firstPassword) : onClose()),
  })
  return (
    <Dialog title="登记人员" onClose={onClose}>
      {first ? (
        <FirstPassword login={form.values.login} password={first} onClose={onClose}>
          首次密码只显示这一次，请当面交给本人；首次登录须修改。账号经安全管理员审核后启用。
        </FirstPassword>
      ) : (
        <Form form={form} labels={labels} verb="登记人员">
          <TextField form={form} name="name" label={labels.name} most={40} />
          <TextField form={form} name="phone" label={labels.phone} optional most={30} />
          <TextField
            form={form}
            name="login"
            label={labels.login}
            optional
            most={40}
            hint="小写字母、数字、点或短横线；不填的，不开通账号。"
          />
        </Form>
      )}
    </Dialog>
  )
}
