declare module '*.css'

declare module 'antd/es/locale/zh_CN.js' {
  const locale: NonNullable<import('antd').ConfigProviderProps['locale']>
  export default locale
}

declare module 'dayjs/locale/zh-cn.js'
