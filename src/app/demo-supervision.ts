import { firstRow } from '#kernel/index.ts'
import { demoId } from '#places/index.ts'
import { proposeAll, remindAll, supervisionCommands } from '#supervision/index.ts'
import type { Done } from '#supervision/words.ts'
import type { Teller } from './demo.ts'

type Seen = { readonly id: string; readonly revision: number }

/** A finding of the demonstration by its title. */
async function finding(t: Teller, title: string): Promise<Seen> {
  const found = await firstRow<Seen>(
    t.runner.db.owner,
    'select id, revision from finding where title = $1',
    [title],
  )
  if (!found) throw new Error(`demonstration: no finding ${title}`)
  return found
}

/** What an act of supervision answers. */
async function done(t: Teller, by: string, command: unknown, input: object): Promise<Done> {
  return (await t.submit(by, command, input)) as unknown as Done
}

const QUARRY = '北侧边坡超设计高度且未分台阶'
const CHLORINE = '液氯储罐液位与压力联锁未投用'
const GAS_ALARM = '煤气发生炉区域未设固定式报警装置'
const PETROL = '卸油口未设静电接地报警装置'

/** What the offices of the demonstration supervise: all of it invented. */
export async function tellSupervision(t: Teller): Promise<void> {
  await tellLetter(t)
  await tellListings(t)
  await tellSuspensions(t)
  await tellTransfers(t)
  t.on(0, 8)
  await proposeAll(t.runner)
  await remindAll(t.runner)
}

/** A 督办函 that was received and waits for its answer. */
async function tellLetter(t: Teller): Promise<void> {
  const acts = supervisionCommands(t.runner.db.app)
  const { id, revision } = await finding(t, GAS_ALARM)
  t.on(4, 10)
  const letter = await done(t, 'qy.anwei.zr', acts.issueDirect, {
    id,
    body: {
      revision,
      rung: 'supervise',
      toOrg: demoId('qy.yingji'),
      text: '该重大隐患整改期限临近，企业已申请延期。请核实停用和防范措施，督促按期整改，并书面答复（演示）。',
      dueOn: null,
      interview: null,
    },
  })
  t.on(3, 10)
  await done(t, 'qy.yingji', acts.acknowledge, {
    id: letter.id,
    body: { revision: letter.revision, note: null },
  })
}

/** One hazard listed by the county and published, one listed by the city that waits for re-check. */
async function tellListings(t: Teller): Promise<void> {
  const acts = supervisionCommands(t.runner.db.app)
  const quarry = await finding(t, QUARRY)
  const day = (ahead: number) => new Date(t.start + ahead * 86_400_000).toISOString().slice(0, 10)
  t.on(12, 9)
  const county = await done(t, 'qy.anwei.zr', acts.list, {
    id: quarry.id,
    body: {
      revision: quarry.revision,
      level: 'county',
      recheckOrg: demoId('qy.yingji'),
      dueOn: day(60),
      note: '边坡隐患突出，挂牌督办，停产治理，专家论证后方可恢复（演示）。',
    },
  })
  t.on(10, 9)
  await done(t, 'qy.leader', acts.publish, {
    id: county.id,
    body: { revision: county.revision, note: '同意公布（演示）。' },
  })
  const tank = await finding(t, CHLORINE)
  t.on(16, 9)
  const city = await done(t, 'anwei.zr', acts.list, {
    id: tank.id,
    body: {
      revision: tank.revision,
      level: 'city',
      recheckOrg: demoId('yc.yingji'),
      dueOn: day(30),
      note: '联锁旁路运行，市级挂牌督办（演示）。',
    },
  })
  t.on(14, 9)
  const shown = await done(t, 'anwei.zr', acts.publish, {
    id: city.id,
    body: { revision: city.revision, note: null },
  })
  t.on(2, 9)
  await done(t, 'qiye2', acts.apply, {
    id: city.id,
    body: {
      revision: shown.revision,
      note: '联锁已恢复投用，经检测机构校验合格，申请摘牌（演示）。',
    },
  })
}

/** A quarry that stands still, and a petrol station that asks to go on. */
async function tellSuspensions(t: Teller): Promise<void> {
  const acts = supervisionCommands(t.runner.db.app)
  const quarry = await finding(t, QUARRY)
  t.on(11, 9)
  await done(t, 'qy.guzhang', acts.order, {
    id: quarry.id,
    body: {
      revision: quarry.revision,
      kind: 'production',
      scope: '北侧采场全部采剥作业（演示）',
      recheckOrg: demoId('qy.yingji'),
    },
  })
  const petrol = await finding(t, PETROL)
  t.on(6, 9)
  const stopped = await done(t, 'qy.guzhang', acts.order, {
    id: petrol.id,
    body: {
      revision: petrol.revision,
      kind: 'use',
      scope: '2号卸油口（演示）',
      recheckOrg: demoId('qy.yingji'),
    },
  })
  t.on(2, 11)
  await done(t, 'qiye3', acts.askResume, {
    id: stopped.id,
    body: { revision: stopped.revision, note: '静电接地报警已安装并调试，申请恢复使用（演示）。' },
  })
}

type Standing = 'handed' | 'received' | 'returned' | 'in_process' | 'fed_back'

/** Kind, receiver, standing, and how many days ago it was handed on. */
const TRANSFERS = [
  ['referral', 'discipline', '市纪委监委（演示）', 'fed_back', 80],
  ['referral', 'discipline', '市纪委监委（演示）', 'in_process', 50],
  ['referral', 'judicial', '市公安局（演示）', 'received', 20],
  ['referral', 'department', '市财政局（演示）', 'handed', 100],
  ['transfer', 'department', '市自然资源局（演示）', 'returned', 15],
  ['transfer', 'department', '市水利局（演示）', 'handed', 3],
] as const satisfies readonly (readonly [string, string, string, Standing, number])[]

/** Transfers and referrals in every standing. */
async function tellTransfers(t: Teller): Promise<void> {
  const acts = supervisionCommands(t.runner.db.app)
  for (const [index, [kind, receiver, toName, standing, daysAgo]] of TRANSFERS.entries()) {
    const by = kind === 'referral' ? 'shenji' : 'anwei'
    const mark = kind === 'referral' ? '云审移' : '云安办移'
    t.on(daysAgo, 9)
    const year = t.clock.today().slice(0, 4)
    const number = `${mark}〔${year}〕${index + 1}号（演示）`
    const handedOn = t.clock.today()
    const made = await done(t, by, acts.hand, {
      body: { kind, receiver, toOrg: null, toName, number, handedOn },
    })
    t.on(Math.max(0, daysAgo - 5), 9)
    await answer(t, by, made, standing)
  }
}

async function answer(t: Teller, by: string, made: Done, standing: Standing): Promise<void> {
  const acts = supervisionCommands(t.runner.db.app)
  const { id, revision } = made
  const on = t.clock.today()
  if (standing === 'received' || standing === 'returned') {
    const accepted = standing === 'received'
    const note = accepted ? null : '不属本单位职责（演示）'
    const body = { revision, accepted, number: null, on, note }
    await done(t, by, acts.receipt, { id, body })
  }
  if (standing === 'in_process') await done(t, by, acts.process, { id, body: { revision, on } })
  if (standing === 'fed_back') {
    const body = { revision, on, punished: 1, circulated: 2, admonished: 3 }
    await done(t, by, acts.feedBack, { id, body })
  }
}
