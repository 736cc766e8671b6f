import {
  closeCampaign,
  redrawCampaign,
  switchRanking,
  voidCampaign,
  type CampaignDetail,
} from '#campaigns/words.ts'
import { RedrawForm } from '../draws/redraw-form.tsx'
import { call } from '../parts/api.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Form } from '../parts/form.tsx'
import { TextArea } from '../parts/inputs.tsx'
import { Note } from '../parts/page-state.tsx'
import { orNull } from '../papers/note-form.tsx'
import { useCampaignForm } from './data.ts'

export const CAMPAIGN_VERBS = [
  { verb: 'close', label: '结束专项行动' },
  { verb: 'redraw', label: '重新抽签' },
  { verb: 'rank', label: '内部排序' },
  { verb: 'void', label: '作废' },
] as const
export type CampaignVerb = (typeof CAMPAIGN_VERBS)[number]['verb']

type Props = { readonly campaign: CampaignDetail; readonly onClose: () => void }

/** The layer of one act of the office. */
export function CampaignActDialog({ verb, ...props }: Props & { readonly verb: CampaignVerb }) {
  const { campaign } = props
  const titles = { close: '结束专项行动', redraw: '重新抽签', rank: '内部排序', void: '作废' }
  return (
    <Dialog title={titles[verb]} onClose={props.onClose}>
      <div className="drawer-form">
        {verb === 'redraw' ? (
          <RedrawForm
            told={`第${campaign.round}次抽签将作废并保留在记录中，另行准备第${campaign.round + 1}次抽签。`}
            send={(values, key) =>
              call(redrawCampaign, {
                params: { id: campaign.id },
                key,
                body: { revision: campaign.revision, forbidden: null, ...values },
              })
            }
            onDone={props.onClose}
          />
        ) : (
          <WordsForm verb={verb} {...props} />
        )}
      </div>
    </Dialog>
  )
}

const TOLD = {
  close: '结束后不再收存报送件。',
  rank: '排序只供本单位内部查看，不通报、不公开。',
  void: '各组和应报送事项一并终止，编号和记录保留。',
} as const

function WordsForm({
  verb,
  campaign,
  onClose,
}: Props & { readonly verb: 'close' | 'rank' | 'void' }) {
  const { id, revision } = campaign
  const needed = verb === 'void'
  const label = verb === 'void' ? '作废理由' : '说明'
  const form = useCampaignForm({
    start: { note: '' },
    check: ({ note }) => (needed && !note.trim() ? { note: `请填写${label}` } : {}),
    send({ note }, key) {
      const on = { params: { id }, key }
      if (verb === 'void') return call(voidCampaign, { ...on, body: { revision, reason: note } })
      return verb === 'close'
        ? call(closeCampaign, { ...on, body: { revision, note: orNull(note) } })
        : call(switchRanking, { ...on, body: { revision, ranking: !campaign.ranking } })
    },
    onDone: onClose,
  })
  return (
    <Form form={form} labels={{ note: label }} verb={verb === 'void' ? '作废' : '办理'}>
      <Note tone="amber">{TOLD[verb]}</Note>
      {verb !== 'rank' && (
        <TextArea form={form} name="note" label={label} most={1000} rows={3} optional={!needed} />
      )}
    </Form>
  )
}
