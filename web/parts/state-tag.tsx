import { Icon, type IconName } from './icon.tsx'

export type Tone = 'grey' | 'blue' | 'violet' | 'amber' | 'red' | 'green' | 'plain' | 'void'

const shapeOf = {
  grey: 'circle',
  blue: 'half',
  violet: 'eye',
  amber: 'bang',
  red: 'cross',
  green: 'check',
  plain: null,
  void: null,
} as const satisfies Record<Tone, IconName | null>

/** INTERFACE §5: every word that may stand in a tag. A state without a row here does not ship. */
const wordsOf = {
  grey: '已登记 草稿 待审批 未开始 未评 未到期 已受理 逾期完成 未打开',
  blue: '待签收 待发出 生效中 待召开 已召开 待回执 待发 待接收 待整改 整改中 办理中 进行中 评分中 检查中 已核稿 待用印 待分发 已立案 调查取证 执行中 公示中 上传中 已打开 抽签中 组建中 已组建 待定行程 行程已定 待报送 待收存',
  violet:
    '待验收 待复查 待批销号 延期待批 法制审核 陈述申辩期 待听证 待签字 移交待回执 制度已建待验证 待答复 待摘牌 待二次核查 待核稿 会签中 待签发 待审议 待发布 待确认 待对方签字',
  amber:
    '建议督办 临期 部分整改 已过有效期 封顶（推定） 暂定期限 待上传 免责待核 退办待处理 建议催办 建议约谈 建议通报 已退回 不同意 有保留同意 待报盖章件 已签，有异议',
  red: '复查未通过 未回执 未送达 未整改 挂牌督办 逾期未反馈 未反馈 缺项 冲突 被拒 虚假整改 一票否决 未完成 停产停业 停止使用 责令关闭 不予通过',
  green:
    '已销号 已整改 已完成 已反馈 已送达 已履行 结案 已上传 已存证 首次使用 已落实 已签发 已签到 已回执 整改属实 已摘牌 已恢复 已办结 同意 已分发 已签收 已接收 已办理 已发 现行有效 已发布 已确认 已评 检查结束 已收存 双方已签',
  plain:
    '已解除 已销假 已请假 已取消 已归档 已撤下 免除 不涉及 已暂停 已停止 已撤回 已采纳 未采纳 已失效 已撤销 不再发送 已废止 已提出 已结束',
  void: '已作废 会签失效',
} as const satisfies Record<Tone, string>

const toneOfWord = new Map<string, Tone>(
  (Object.entries(wordsOf) as [Tone, string][]).flatMap(([tone, words]) =>
    words.split(' ').map((word): [string, Tone] => [word, tone]),
  ),
)
const shapeOfWord: Partial<Record<string, IconName>> = { 待整改: 'arrow', 挂牌督办: 'flag' }

/** A state as word, shape and colour together; side facts are dashed. */
export function StateTag(props: { readonly word: string; readonly side?: boolean }) {
  const tone = toneOfWord.get(props.word) ?? 'plain'
  return <Tag tone={tone} word={props.word} side={props.side ?? false} />
}

/** A tag whose tone is given, for words that are not states. */
export function Tag(props: {
  readonly tone: Tone
  readonly word: string
  readonly icon?: IconName
  readonly side?: boolean
}) {
  const shape = props.icon ?? shapeOfWord[props.word] ?? shapeOf[props.tone]
  return (
    <span className={props.side ? `tag side ${props.tone}` : `tag ${props.tone}`}>
      {shape && !props.side && <Icon name={shape} />}
      {props.word}
    </span>
  )
}

/** 重大 is solid red, 一般 an outline. */
export function GradeTag({ grade }: { readonly grade: '重大' | '一般' }) {
  return <span className={grade === '重大' ? 'tag major' : 'tag plain'}>{grade}</span>
}
