import { useId, useRef, useState } from 'react'
import { agreeRefusal } from '#imports/rules.ts'
import { KIND_TEXTS, KIND_UNITS } from '#imports/texts.ts'
import { agreeDraft, type DraftView } from '#imports/words.ts'
import { call } from '../parts/api.ts'
import { Button, ButtonLink } from '../parts/button.tsx'
import { ClauseLink } from '../parts/clause.tsx'
import { fullTime } from '../parts/dates.ts'
import { Note } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'
import { CountsPanel } from './counts-panel.tsx'
import { useDraftAct } from './draft-data.ts'

/** 确认: what will be written and what stays out; nothing is written before this. */
export function AgreeStep({ draft }: { readonly draft: DraftView }) {
  const key = useRef(crypto.randomUUID())
  const why = useId()
  const [reason, setReason] = useState('')
  const keepCodesBecause = draft.doubtfulCodes > 0 && reason.trim() !== '' ? reason.trim() : null
  const no = agreeRefusal({ ...draft, keepCodesBecause })
  const agree = useDraftAct(
    draft.id,
    () =>
      call(agreeDraft, {
        params: { id: draft.id },
        body: { revision: draft.revision, keepCodesBecause },
        key: key.current,
      }),
    (answer) => say(answer.say),
  )
  const unit = KIND_UNITS[draft.kind]
  const { counts } = draft
  return (
    <section className="card" aria-labelledby="import-agree">
      <div className="h">
        <h2 id="import-agree">确认导入</h2>
      </div>
      <div className="bd group">
        <p>
          将 <b>{counts.data.toLocaleString('en-US')}</b> {unit}写入{draft.office}的
          {KIND_TEXTS[draft.kind]}
          {counts.brought > 0 && `；${counts.brought} 行以前导入过，不重复写入`}
          {counts.refused > 0 && `；${counts.refused} 行有错误，不接收`}
          {counts.leftOut > 0 && `；${counts.leftOut} 行按理由不导入`}。
        </p>
        {draft.sameFile && (
          <Note tone="amber">
            同一文件已于 {fullTime(draft.sameFile.at)} 导入过，当时接收 {draft.sameFile.taken}{' '}
            {unit}。
          </Note>
        )}
        <CountsPanel counts={counts} />
        {draft.kind === 'findings' && (
          <ul className="plainlist sm">
            <li>接收的问题注明“接收的历史问题”，不计入整改率；未销号的按所填期限进入待办。</li>
            <li>期限早于发现日期、复查晚于期限、未经复查即销号等前后不一的行照录，并作标记。</li>
          </ul>
        )}
        {draft.kind === 'people' && (
          <p className="sm">
            人员、岗位、任职和账号均待安全管理员审核启用；首次口令在启用时另行发放，不在文件中出现。
          </p>
        )}
        {draft.doubtfulCodes > 0 && (
          <div className="field">
            <label htmlFor={why}>{draft.doubtfulCodes} 行登记代码校验未通过，保留的理由</label>
            <input
              id={why}
              className="inp"
              maxLength={200}
              value={reason}
              placeholder="如：按营业执照照录，待核对"
              onChange={(event) => setReason(event.target.value)}
            />
            <p className="hint">理由写入每条档案的标记，不会因此丢行。</p>
          </div>
        )}
        {no && (
          <Note tone="amber">
            <span id={`${why}-no`}>{no.refused}</span> <ClauseLink clause={no.clause} />
          </Note>
        )}
        <div className="sends plain">
          <Button
            weight="solid"
            busy={agree.isPending}
            aria-disabled={no !== null}
            {...(no ? { 'aria-describedby': `${why}-no` } : {})}
            onClick={() => agree.mutate(undefined)}
          >
            确认导入
          </Button>
          <ButtonLink to="/imports/$id" params={{ id: draft.id }} search={{ step: 'rows' }}>
            上一步
          </ButtonLink>
        </div>
      </div>
    </section>
  )
}
