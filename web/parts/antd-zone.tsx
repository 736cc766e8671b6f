import { ConfigProvider } from 'antd'
import zhCN from 'antd/es/locale/zh_CN.js'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn.js'
import type { ReactNode } from 'react'
import { theme } from './theme.ts'

dayjs.locale('zh-cn')

/**
 * Around every control of the component library: theme, language, the nonce of this load, and
 * layers drawn inside the open dialog, which the browser keeps above all else.
 */
export function AntdZone({ children }: { readonly children: ReactNode }) {
  return (
    <ConfigProvider
      csp={{ nonce: nonceOfThisLoad() }}
      theme={theme}
      locale={zhCN}
      wave={{ disabled: true }}
      getPopupContainer={(trigger) => trigger?.closest('dialog') ?? document.body}
    >
      {children}
    </ConfigProvider>
  )
}

function nonceOfThisLoad(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
}
