import type { ThemeConfig } from 'antd'

const accent = '#1D4B80'
const deep = '#163A64'
const tint = '#EAF1F9'
const rim = '#B7CCE4'
const quiet = '#5F6B7A'

/** Every token is set, none derived: the library's derivation turns this accent muddy. */
export const theme: ThemeConfig = {
  hashed: false,
  cssVar: { prefix: 'ant', key: 'bihuan' },
  token: {
    colorPrimary: accent,
    colorPrimaryHover: deep,
    colorPrimaryActive: deep,
    colorPrimaryBg: tint,
    colorPrimaryBgHover: tint,
    colorPrimaryBorder: rim,
    colorPrimaryText: accent,
    colorLink: accent,
    colorLinkHover: deep,
    colorText: '#1F2937',
    colorTextSecondary: '#4B5563',
    colorTextTertiary: quiet,
    colorTextPlaceholder: quiet,
    colorTextDisabled: quiet,
    colorBorder: '#8A94A3',
    colorBorderSecondary: '#E3E7EC',
    colorBgLayout: '#F4F6F8',
    colorBgContainerDisabled: '#F3F4F6',
    colorError: '#A8201A',
    colorErrorBg: '#FDEDEB',
    colorErrorBorder: '#EDB6B1',
    colorErrorText: '#A8201A',
    colorWarning: '#7A4A00',
    colorWarningBg: '#FFF4DB',
    colorWarningBorder: '#E9C877',
    colorWarningText: '#7A4A00',
    colorSuccess: '#1B6139',
    colorSuccessBg: '#E7F4EB',
    colorSuccessBorder: '#AED4BC',
    colorSuccessText: '#1B6139',
    colorInfo: accent,
    colorInfoBg: tint,
    colorInfoBorder: rim,
    borderRadius: 4,
    borderRadiusLG: 4,
    borderRadiusSM: 4,
    fontSize: 14,
    controlHeight: 32,
    motionDurationFast: '0.1s',
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.12s',
    fontFamily:
      '"PingFang SC","HarmonyOS Sans SC","Microsoft YaHei UI","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",system-ui,sans-serif',
  },
  components: {
    Select: { optionSelectedBg: tint, optionSelectedColor: accent },
    DatePicker: { cellActiveWithRangeBg: tint },
  },
}
