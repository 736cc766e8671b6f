import { addWorkdays, calendarOf } from '#deadlines/index.ts'
import { meetingCommands, startRhythms, tellAll } from '#meetings/index.ts'
import type { PaperMoved } from '#papers/words.ts'
import { demoId } from '#places/index.ts'
import type { Teller } from './demo.ts'

/**
 * The committee's meetings of the demonstration: one that was held, with signed minutes of one
 * decision, one to which bodies are asked, and a thematic month.
 */
export async function tellMeetings(teller: Teller): Promise<void> {
  const { db } = teller.runner
  const calendar = await calendarOf(db.app)
  const today = teller.clock.today()
  const later = addWorkdays(calendar, today, 6)
  const commands = meetingCommands(db.app)
  const submit = (by: string, command: unknown, input: object) =>
    teller.submit(by, command, input) as Promise<unknown> as Promise<PaperMoved>
  const act = (by: string, command: unknown, at: PaperMoved, body: object = {}) =>
    submit(by, command, { id: at.id, body: { revision: at.revision, note: null, ...body } })
  const call = async (title: string, kind: string, startsOn: string) => {
    const planned = await submit('anwei', commands.planMeeting, {
      body: { ...PLAN, kind, title: `${title}（演示）`, startsOn },
    })
    const called = await act('anwei', commands.callMeeting, planned)
    await tellAll(teller.runner, {
      meeting: called.id,
      actor: await teller.actor('anwei'),
      key: `demo:${called.id}`,
    })
    return called
  }
  const held = await act(
    'anwei',
    commands.holdMeeting,
    await call('燃气安全专题会议', 'special', today),
    { chairOrg: PLAN.chairOrg, chairName: PLAN.chairName, absence: null },
  )
  const minutes = await act('anwei', commands.draftMinutes, held, {
    text: '会议听取燃气安全排查情况，研究下一步工作。',
    items: [
      {
        text: '对老旧小区燃气管线开展一次联合检查',
        orgs: [demoId('yc.yingji'), demoId('yc.zhujian')],
        dueOn: later,
      },
    ],
    corrects: null,
  })
  await act('leader', commands.signMinutes, minutes)
  await call('安委会全体会议', 'plenary', later)
  await submit('anwei', commands.openMonth, {
    body: {
      title: '冬季消防宣传月（演示）',
      fromOn: today,
      toOn: addWorkdays(calendar, today, 20),
      authority: '年度工作要点（演示）',
      items: [{ text: '组织消防宣传咨询日', orgs: [demoId('yc.xiaofang')], dueOn: later }],
    },
  })
  await startRhythms(teller.runner)
}

const PLAN = {
  startsAt: '09:30',
  venue: '第一会议室',
  chairOrg: demoId('yc.gov'),
  chairName: '陆承远',
  agenda: [{ title: '听取有关单位情况汇报', org: demoId('yc.yingji') }],
  invited: [demoId('yc.yingji'), demoId('yc.zhujian'), demoId('qy.anweiban')],
}
