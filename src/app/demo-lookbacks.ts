import { rows } from '#kernel/index.ts'
import { concluding, naming, opening, publishing } from '#lookbacks/index.ts'
import type { DemoFinding } from './demo-findings.ts'
import type { Teller } from './demo.ts'
import { holdDraw, settle } from './demo-draws.ts'

type Story = Pick<
  DemoFinding,
  'county' | 'place' | 'subject' | 'rectifier' | 'officer' | 'sector' | 'territory' | 'acceptor'
>

const CASTING: Story = {
  county: 'qy',
  place: '980121001',
  subject: '青杨精工铸造有限公司（演示）',
  rectifier: 'qy.zhuzao',
  officer: 'qiye',
  sector: 'industry_trade',
  territory: 'qy.zhen',
  acceptor: 'qy.zhen',
}
const PETROL: Story = {
  ...CASTING,
  subject: '青杨北街加油站（演示）',
  rectifier: 'qy.jiayou',
  officer: 'qiye3',
  sector: 'chemicals',
}
const QUARRY: Story = {
  ...CASTING,
  place: '980121003',
  subject: '白鹤石料开采有限公司（演示）',
  rectifier: 'qy.kuangye',
  officer: 'qiye6',
  sector: 'mining',
  territory: 'qy.baihe',
  acceptor: 'qy.baihe',
}

/** Ordinary findings of the past weeks that went their whole way, in plain words each. */
const CLOSED: readonly (readonly [Story, string, string, number])[] = [
  [CASTING, '砂处理工段除尘风机皮带轮无防护罩', '皮带轮外露，人员可触及。', 38],
  [PETROL, '配电间未配置绝缘胶垫', '操作面前未铺设绝缘胶垫。', 37],
  [QUARRY, '破碎机操作平台护栏高度不足', '护栏高度不足一米二。', 36],
  [CASTING, '氧气瓶、乙炔瓶混放', '两种气瓶同库存放，未分隔。', 35],
  [QUARRY, '运输道路急弯处未设反光警示标志', '夜间运输存在风险。', 34],
  [PETROL, '消防沙箱内沙量不足', '沙量不足三分之一。', 33],
  [CASTING, '起重机吊钩防脱装置缺失', '二号起重机吊钩无防脱装置。', 32],
  [QUARRY, '柴油储罐未设防静电接地', '储罐接地线断开。', 31],
  [PETROL, '站房应急照明不亮', '切断电源后应急照明未点亮。', 17],
  [CASTING, '车间安全通道被物料占用', '主通道堆放半成品。', 16],
  [QUARRY, '空压机安全阀未校验', '校验有效期已过。', 15],
  [CASTING, '配电箱未上锁', '车间东侧配电箱可随意开启。', 15],
]

/**
 * The second looks of the demonstration: one round is finished and signed, with one false closing
 * that was opened anew; in the other the frame is frozen and the draw waits for clerk and witness.
 */
export async function tellLookbacks(teller: Teller): Promise<void> {
  for (const [story, title, text, daysAgo] of CLOSED) {
    await teller.tell({ ...story, title, text, daysAgo, stage: 'struck_off', skip: SKIPPED })
  }
  const first = await open(teller, 13, { from: 45, to: 14 })
  await holdDraw(teller, first, '04 09 15 21 26 33 + 08（演示）')
  await look(teller, first)
  teller.on(1, 16)
  await teller.submit('anwei.zr', publishing(), {
    id: first,
    body: { revision: await revisionOf(teller, first), note: '同意公布，举一反三。（演示）' },
  })
  await settle(teller)
  await open(teller, 0, { from: 13, to: 0 })
}

/** An ordinary finding needs neither a plan nor an approval. */
const SKIPPED = ['planned', 'pending'] as const

async function open(
  teller: Teller,
  daysAgo: number,
  period: { readonly from: number; readonly to: number },
): Promise<string> {
  const day = (ago: number) => {
    teller.on(ago, 10)
    return teller.clock.today()
  }
  const [fromOn, toOn] = [day(period.from), day(period.to)]
  teller.on(daysAgo, 10)
  return teller.perform('anwei', opening(teller.runner.db.app), {
    body: {
      place: '9801',
      fromOn,
      toOn,
      ceremony: 'everyday',
      publicSource: '抽取当晚福彩双色球开奖号码（演示）',
      reason: null,
    },
  })
}

/** Two officers of the city look; the last of them finds that nothing was put right. */
async function look(teller: Teller, lookback: string): Promise<void> {
  const { app, owner } = teller.runner.db
  const looks = await rows<{ id: string; revision: number }>(
    owner,
    'select id, revision from look where lookback_id = $1 order by finding_number collate "C"',
    [lookback],
  )
  for (const [index, one] of looks.entries()) {
    const by = index % 2 === 0 ? 'zhifa' : 'zhifa2'
    teller.on(12, 11)
    const { person, post } = await teller.actor(by)
    await teller.submit('anwei', naming(app), {
      id: one.id,
      body: { revision: one.revision, person, post },
    })
    teller.on(index === looks.length - 1 ? 1 : 8, 15)
    const genuine = index < looks.length - 1
    await teller.submit(by, concluding(app), {
      id: one.id,
      body: {
        revision: one.revision + 1,
        genuine,
        note: genuine
          ? '现场查看，整改措施仍在，运行正常。'
          : '现场与整改前照片一致，报送的整改并未实施。',
        evidence: [],
      },
    })
  }
  await settle(teller)
}

async function revisionOf(teller: Teller, id: string): Promise<number> {
  const [row] = await rows<{ revision: number }>(
    teller.runner.db.owner,
    'select revision from lookback where id = $1',
    [id],
  )
  return row!.revision
}
