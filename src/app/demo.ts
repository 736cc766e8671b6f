import { Readable } from 'node:stream'
import sharp from 'sharp'
import {
  firstRow,
  fixedClock,
  isRefusal,
  newId,
  perform,
  type Actor,
  type Command,
  type Json,
  type Runner,
} from '#kernel/index.ts'
import { DEMO_PASSWORD, demoId, loadDemoDirectory, postsOf } from '#places/index.ts'
import { openFileStore, receiveUpload, type FileStore } from '#files/index.ts'
import { registerSubject } from '#enterprises/index.ts'
import { findingCommands, type FindingCommands } from '#findings/index.ts'
import type { Moved } from '#findings/words.ts'
import { tellCampaigns } from './demo-campaigns.ts'
import { tellHandovers } from './demo-handovers.ts'
import { tellLookbacks } from './demo-lookbacks.ts'
import { tellNotices } from './demo-notices.ts'
import { tellDispatches } from './demo-dispatches.ts'
import { tellProgress } from './demo-progress.ts'
import { tellWarnings } from './demo-warnings.ts'
import { tellMeetings } from './demo-meetings.ts'
import { tellNorms } from './demo-norms.ts'
import { tellPapers } from './demo-papers.ts'
import { tellScoring } from './demo-scoring.ts'
import { DEMO_FINDINGS, type DemoFinding, type Stage } from './demo-findings.ts'
import type { Product } from './product.ts'
import { assignDemo } from './demo-grids.ts'
import { DEMO_SUBJECTS, type DemoSubject } from './demo-subjects.ts'
import { react } from './reactions.ts'
import { plantSvg, sealedSvg } from './demo-pictures.ts'
import { tellSupervision } from './demo-supervision.ts'
import { foldCounts } from './work.ts'

/** What the start prints about signing in to the demonstration. */
export const DEMO_SIGN_IN: readonly string[] = [
  '演示环境，人员、企业和地名均为虚构。登录账号（密码都是 ' + DEMO_PASSWORD + '）：',
  '  anwei 市安委办经办    anwei.zr 市安委办主任   leader 分管副市长',
  '  qy.anwei 青杨县安委办  qy.anwei.zr 县安委办主任  qy.yingji 县应急局   qy.zhen 青杨镇',
  '  qiye 青杨精工铸造      qiye6 白鹤石料          zhifa 执法人员        cun 村联络员',
  '  pg.anwei 平岗县安委办  qiye12 平岗果蔬冷库    fazhi 法制审核',
  '  shenji 审计  dangan 档案  chayue 只读  waibu 外部数据  sysadmin / secadmin / audadmin 三员',
]

/** Loads directory, findings and their story into an empty deployment and marks it for ever. */
export async function loadDemo(product: Product, origin: string): Promise<void> {
  const { db } = product
  await loadDemoDirectory(db, product.runner.clock.now())
  await db.owner.query(`insert into deployment (key, value) values ('kind', 'demo')`)
  const teller = new Teller(product, await openFileStore(product.dataDir))
  for (const subject of DEMO_SUBJECTS) await teller.enter(subject)
  await assignDemo(teller)
  for (const finding of DEMO_FINDINGS) await teller.tell(finding)
  await tellSupervision(teller)
  await tellLookbacks(teller)
  await tellNotices(teller, origin)
  await tellPapers(teller)
  await tellDispatches(teller)
  await tellProgress(teller)
  await tellWarnings(teller)
  await tellHandovers(teller)
  await tellMeetings(teller)
  await tellNorms(teller)
  await tellScoring(teller)
  await tellCampaigns(teller)
  await react(product.runner)
  await foldCounts(product)
  while ((await product.journal.sequencer.run()) > 0);
}

const DAY_MS = 86_400_000

/** Lets invented people act on invented findings, on the days on which they did. */
class Teller {
  readonly runner: Runner
  readonly clock: ReturnType<typeof fixedClock>
  readonly commands: FindingCommands
  readonly files: FileStore
  readonly start: number
  readonly actors = new Map<string, Actor>()
  readonly subjects = new Map<string, string>()
  at: Moved = { id: '', number: '', state: 'registered', revision: 0, say: '' }

  constructor(product: Product, files: FileStore) {
    this.start = Date.parse(product.runner.clock.now())
    this.clock = fixedClock(product.runner.clock.now())
    this.runner = { ...product.runner, clock: this.clock }
    this.commands = findingCommands(product.db.app)
    this.files = files
  }

  /** Enters what findings can be about. */
  async enter(subject: DemoSubject): Promise<void> {
    const { by, owner, ...rest } = subject
    const org = owner === null ? null : demoId(owner)
    const outcome = await perform(
      this.runner,
      registerSubject,
      { ...rest, org },
      { actor: await this.actor(by), key: newId() },
    )
    if (!('done' in outcome)) throw new Error(`demonstration: ${JSON.stringify(outcome)}`)
    this.subjects.set(subject.name, (outcome.done as { id: string }).id)
  }

  async tell(finding: DemoFinding): Promise<void> {
    const stages = Object.keys(STORY).slice(0, Object.keys(STORY).indexOf(finding.stage) + 1)
    let day = finding.daysAgo
    await this.register(finding, day)
    for (const stage of stages as Stage[]) {
      const tell = STORY[stage]
      if (!tell || (finding.skip ?? []).includes(stage)) continue
      day = Math.max(0, day - 1)
      this.on(day, 9 + (stages.indexOf(stage) % 8))
      await tell(this, finding)
    }
    for (const tell of finding.further ?? []) {
      this.on(Math.max(0, day - 1), 15)
      await tell(this, finding)
    }
  }

  /** Sets the clock of the story to the present. */
  today(): void {
    this.clock.set(new Date(this.start).toISOString())
  }

  /** Sets the clock to an hour of a day in the past. */
  on(daysAgo: number, hour: number): void {
    const day = new Date(this.start - daysAgo * DAY_MS).toISOString().slice(0, 10)
    const instant = Date.parse(`${day}T${String(hour).padStart(2, '0')}:20:00+08:00`)
    this.clock.set(new Date(Math.min(instant, this.start)).toISOString())
  }

  private async register(finding: DemoFinding, daysAgo: number): Promise<void> {
    this.on(daysAgo, 9)
    const by = finding.by ?? keeper(finding)
    const evidence = finding.photos ? [await this.photo(by, finding.photos[0], 'before')] : []
    await this.act(by, this.commands.register, {
      body: {
        place: finding.place,
        subject: this.subjects.get(finding.subject) ?? null,
        subjectName: finding.subject,
        sector: finding.sector,
        grade: finding.major ? 'major' : 'ordinary',
        majorClause: finding.major ?? null,
        origin: finding.origin ?? 'government',
        office: null,
        sourceNote: finding.source ?? null,
        title: finding.title,
        text: finding.text,
        foundOn: this.clock.today(),
        foundBy: finding.foundBy ?? '县安委办检查组（演示）',
        evidence,
      },
    })
  }

  /** Performs an act on the finding being told, as the person with that login. */
  async next(by: string, command: unknown, body: object): Promise<void> {
    await this.act(by, command, { id: this.at.id, body: { revision: this.at.revision, ...body } })
  }

  private async act(by: string, command: unknown, input: object): Promise<void> {
    this.at = (await this.submit(by, command, input)) as Moved
  }

  /** Performs any act, as the person with that login; a refusal is a fault of the story. */
  async submit(by: string, command: unknown, input: object): Promise<Json> {
    const actor = await this.actor(by)
    const outcome = await perform(this.runner, command as Command<never, never>, input as never, {
      actor,
      key: newId(),
    })
    if (!('done' in outcome)) throw new Error(`demonstration: ${by}: ${JSON.stringify(outcome)}`)
    return outcome.done
  }

  /** Performs a command that is about no finding, as the person with that login. Answers its id. */
  async perform(by: string, command: unknown, input: object): Promise<string> {
    return ((await this.submit(by, command, input)) as { id: string }).id
  }

  async actor(login: string): Promise<Actor> {
    const known = this.actors.get(login)
    if (known) return known
    const account = await firstRow<{ id: string; person_id: string; demo: boolean }>(
      this.runner.db.app,
      'select a.id, a.person_id, a.demo from account a join login_name l on l.account_id = a.id where l.login = $1',
      [login],
    )
    if (!account) throw new Error(`demonstration: no account ${login}`)
    const [post] = await postsOf(this.runner.db.app, account.person_id, this.clock.today())
    if (!post) throw new Error(`demonstration: ${login} holds no post`)
    const actor: Actor = {
      account: account.id,
      person: account.person_id,
      post: post.id,
      org: post.org,
      role: post.role,
      scope: post.scope,
      onBehalfOf: null,
      demo: true,
    }
    this.actors.set(login, actor)
    return actor
  }

  /** A drawn picture instead of a photo: nothing in it is anybody's. */
  async photo(by: string, colour: string, phase: 'before' | 'after'): Promise<object> {
    const filename = phase === 'before' ? '整改前（演示）.jpg' : '整改后（演示）.jpg'
    return this.uploaded(by, { svg: plantSvg(colour, phase), filename, phase })
  }

  /** A drawn page with a drawn seal instead of a scan; it says that it is none. */
  async scan(by: string): Promise<object> {
    return this.uploaded(by, {
      svg: sealedSvg(),
      filename: '盖章扫描件（演示）.jpg',
      phase: 'other',
    })
  }

  private async uploaded(
    by: string,
    drawn: { readonly svg: string; readonly filename: string; readonly phase: string },
  ): Promise<object> {
    const bytes = await sharp(Buffer.from(drawn.svg)).jpeg({ quality: 82 }).toBuffer()
    const upload = await receiveUpload(
      { db: this.runner.db.app, store: this.files, now: this.clock.now() },
      await this.actor(by),
      {
        filename: drawn.filename,
        stream: Readable.from([bytes]),
      },
      { declaredUnclassified: true, position: 'none' },
    )
    if (isRefusal(upload)) throw new Error(`demonstration: ${upload.refused}`)
    return { upload: upload.id, phase: drawn.phase, note: null, reuseReason: null }
  }
}

export type { Teller }

/** The clerk of the office that keeps the finding; the city's logins carry no mark. */
const keeper = (finding: DemoFinding) =>
  finding.county === 'yc' ? 'anwei' : `${finding.county}.anwei`

const party = (key: string, name: string) => ({ org: demoId(key), name: `${name}（演示）` })

/** The stages of a finding in their order, each told by whoever would do it. */
const STORY: Readonly<Record<Stage, ((teller: Teller, f: DemoFinding) => Promise<void>) | null>> = {
  registered: null,
  handed_over: (t, f) =>
    t.next(keeper(f), t.commands.handOver, {
      rectifier: party(f.rectifier, '安全管理人员'),
      sectorParty: party(f.sectorBody ?? `${f.county}.yingji`, '监管经办'),
      territory: party(f.territory ?? `${f.county}.anweiban`, '属地经办'),
      rechecker: party(f.rechecker ?? `${f.county}.yingji`, '复查人'),
      sponsor: f.sponsor ?? null,
      needsTime: f.major !== undefined,
      dueOn: null,
      note: null,
    }),
  rectifying: (t, f) => t.next(f.officer!, t.commands.receive, { note: null }),
  planned: (t, f) =>
    t.next(f.officer!, t.commands.plan, {
      measures: '停用有关设备，委托有资质单位加装并检测，完成后恢复使用。',
      responsibility: '企业主要负责人（演示），安全管理人员具体落实',
      fundsAmount: '3.60',
      fundsUnit: '万元',
      timeLimit: t.clock.today(),
      contingency: '整改期间停止作业，安排专人值守，准备应急处置器材。',
    }),
  reported: async (t, f) => {
    const evidence = f.photos ? [await t.photo(f.officer!, f.photos[1], 'after')] : []
    await t.next(f.officer!, t.commands.report, {
      note: '已按要求整改完毕，设备检测合格，作业人员已重新培训。',
      evidence,
    })
  },
  accepted: (t, f) =>
    t.next(f.acceptor ?? keeper(f), t.commands.accept, {
      passed: true,
      note: '现场查看，整改内容属实。',
      evidence: [],
    }),
  passed: (t, f) =>
    t.next(f.checker ?? `${f.county}.yingji`, t.commands.recheck, {
      passed: true,
      note: '逐项复查，已整改到位，同意提请销号。',
      evidence: [],
    }),
  pending: (t, f) => t.next(keeper(f), t.commands.requestClosure, { note: null }),
  struck_off: (t, f) =>
    f.major
      ? t.next(`${keeper(f)}.zr`, t.commands.decideClosure, {
          granted: true,
          note: '同意销号。',
        })
      : t.next(keeper(f), t.commands.strikeOff, { note: null }),
}
