import { createHash, randomBytes } from 'node:crypto'
import { addWorkdays, calendarOf } from '#deadlines/index.ts'
import { making } from '#invitations/index.ts'
import { paperCommands } from '#papers/index.ts'
import type { PaperMoved } from '#papers/words.ts'
import { DEMO_SHOP, demoId } from '#places/index.ts'
import type { Teller } from './demo.ts'

/** Working days until the bodies of the story must answer. */
const ANSWER_DAYS = 8

/**
 * The papers of the demonstration: a notice of the province that became tasks (one answered, one
 * received, one not yet received, one still a draft), and an instruction that waits for a leader.
 */
export async function tellPapers(teller: Teller): Promise<void> {
  const { db } = teller.runner
  const dueOn = addWorkdays(await calendarOf(db.app), teller.clock.today(), ANSWER_DAYS)
  const desk = deskOf(teller, dueOn)
  const { act, commands, draft } = desk
  const notice = await desk.register('关于做好岁末年初安全防范工作的通知', 'notice', {
    documentNumber: '云岭安办〔2026〕31号',
    urgency: 'urgent',
  })
  const instructed = await act('leader', commands.instructIncoming, await desk.propose(notice), {
    instruction: '同意拟办意见。突出重点行业，排查、整改、复查一并抓实。',
  })
  const bureau = await act('anwei', commands.sendTask, await draft(instructed, 'qy.yingji'))
  const received = await act('qy.yingji', commands.receiveTask, bureau)
  await act('qy.yingji', commands.answerTask, received, {
    answer: '已排查重点企业，发现的问题均已登记台账并交办整改。',
  })
  const county = await act('anwei', commands.sendTask, await draft(instructed, 'qy.anweiban'))
  await divide(teller, await act('qy.anwei', commands.receiveTask, county), dueOn)
  await act('anwei', commands.sendTask, await draft(instructed, 'yc.zhujian'))
  await draft(instructed, 'pg.anweiban')
  await tellShop(teller, dueOn)
  await desk.propose(
    await desk.register('关于群众反映老旧小区燃气管线锈蚀的批示件', 'instruction', {}),
  )
}

/** The county's office divides its task: one town has received its part, another has not yet. */
async function divide(teller: Teller, county: PaperMoved, dueOn: string): Promise<void> {
  const { act, commands } = deskOf(teller, dueOn)
  const part = async (org: string) => {
    const drafted = await (teller.submit('qy.anwei', commands.draftTask, {
      body: {
        title: '报送本镇岁末年初安全防范情况（演示）',
        content: '逐村逐店排查，报送发现和整改的数量。',
        dueOn,
        incoming: null,
        parent: county.id,
        to: { org: demoId(org), person: null, part: 'lead' },
      },
    }) as Promise<unknown> as Promise<PaperMoved>)
    return act('qy.anwei', commands.sendTask, drafted)
  }
  await act('qy.zhen', commands.receiveTask, await part('qy.zhen'))
  await part('qy.baihe')
}

/** A task of a shop without an account, and the link by which it is asked. */
async function tellShop(teller: Teller, dueOn: string): Promise<void> {
  const commands = paperCommands(teller.runner.db.app)
  const by = (command: unknown, input: object) =>
    teller.submit('qy.anwei', command, input) as Promise<unknown> as Promise<PaperMoved>
  const drafted = await by(commands.draftTask, {
    body: {
      title: '检查店内用火用电（演示）',
      content: '检查插座、灶具和灭火器，报送情况，附照片。',
      dueOn,
      incoming: null,
      to: { org: demoId(DEMO_SHOP), person: '钱小满（演示）', part: 'lead' },
    },
  })
  const body = { revision: drafted.revision, note: null }
  const { id } = await by(commands.sendTask, { id: drafted.id, body })
  await by(making(teller.runner.db.app), {
    body: { kind: 'office_task', matter: id, name: '钱小满（演示）', phone: '13800000001' },
    // Nobody holds this link: the office renews it to hand it on.
    hash: () => createHash('sha256').update(randomBytes(24)).digest('hex'),
  })
}

/** What the city's office does with papers, each act as whoever does it. */
function deskOf(teller: Teller, dueOn: string) {
  const commands = paperCommands(teller.runner.db.app)
  const submit = (by: string, command: unknown, input: object) =>
    teller.submit(by, command, input) as Promise<unknown> as Promise<PaperMoved>
  const act = (by: string, command: unknown, at: PaperMoved, body: object = {}) =>
    submit(by, command, {
      id: at.id,
      body: { revision: at.revision, note: null, evidence: [], ...body },
    })
  return {
    commands,
    act,
    register: (title: string, kind: string, more: object) =>
      submit('anwei', commands.registerIncoming, {
        body: {
          title: `${title}（演示）`,
          kind,
          urgency: 'ordinary',
          fromName: '云岭省安全生产委员会办公室（演示）',
          documentNumber: null,
          receivedOn: teller.clock.today(),
          dueOn,
          summary: null,
          declaredUnclassified: true,
          evidence: [],
          ...more,
        },
      }),
    propose: (at: PaperMoved) =>
      act('anwei', commands.proposeIncoming, at, {
        proposal: '拟请有关部门和各县安委办按要求排查，按期报送情况。',
        leaderOrg: demoId('yc.gov'),
      }),
    draft: (incoming: PaperMoved, org: string) =>
      submit('anwei', commands.draftTask, {
        body: {
          title: '报送岁末年初安全防范情况（演示）',
          content: '排查重点行业，报送发现、整改和复查的数量。',
          dueOn,
          incoming: incoming.id,
          to: { org: demoId(org), person: null, part: 'lead' },
        },
      }),
  }
}
