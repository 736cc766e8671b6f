import { QRCode } from 'antd'
import { createPortal } from 'react-dom'
import { MATTER_LABELS } from '#invitations/texts.ts'
import type { LinkList } from '#invitations/words.ts'
import { AntdZone } from '../parts/antd-zone.tsx'
import { longDate } from '../parts/dates.ts'
import { useSession } from '../parts/session.ts'

export type SlipOf = LinkList['matter'] & { readonly name: string }

type Props = { readonly address: string; readonly endsOn: string; readonly of: SlipOf }

/** 办理单: shown beside the link, and printed alone on its own sheet. */
export function Slip(props: Props) {
  return (
    <>
      <Code address={props.address} />
      {createPortal(
        <section className="slip" aria-hidden="true">
          <Sheet {...props} />
        </section>,
        document.body,
      )}
    </>
  )
}

function Code({ address }: { readonly address: string }) {
  return (
    <div className="link-qr">
      <AntdZone>
        <QRCode
          type="svg"
          value={address}
          size={220}
          errorLevel="M"
          bordered={false}
          aria-label="链接的二维码"
        />
      </AntdZone>
    </div>
  )
}

function Sheet({ address, endsOn, of }: Props) {
  const { post } = useSession()
  return (
    <>
      <h1>办理单</h1>
      <p>
        {of.orgName}　{of.name}：
      </p>
      <p>
        现有一件{MATTER_LABELS[of.kind]}由你单位办理。
        {of.dueOn && <>请于{longDate(of.dueOn)}前办完。</>}
      </p>
      <dl>
        <dt>事项</dt>
        <dd>{of.title}</dd>
        <dt>编号</dt>
        <dd>{of.number}</dd>
        <dt>发出单位</dt>
        <dd>{post?.orgName}</dd>
      </dl>
      <Code address={address} />
      <h2>怎样办理</h2>
      <ol>
        <li>用手机扫上面的二维码，或在浏览器里输入：{address}</li>
        <li>按“索取验证码”。发出单位会打登记的电话，告诉6位验证码。</li>
        <li>填写验证码，先按“签收”，再写明办理情况，拍照上传，按“提交”。</li>
        <li>不归你单位办的，按“退回”，写明理由。</li>
      </ol>
      <p>
        本单限本人使用，{longDate(endsOn)}前有效。验证码不要告诉别人。不会要求转账，也不问银行卡。
      </p>
    </>
  )
}
