import { assign, declareSupervisor, listKey, settleSupervisor } from '#grids/index.ts'
import type { AssignPart, Duty, Tier } from '#grids/words.ts'
import { demoId } from '#places/index.ts'
import type { Teller } from './demo.ts'

const OFFICE = 'qy.anwei'
const BASIS = '县安委会会议纪要（演示）'

/** Which enterprises of 青杨县 are key, high-risk or both. */
const TIERS = [
  ['青杨清源化工有限公司', 'key_high_risk'],
  ['白鹤石料开采有限公司', 'key_high_risk'],
  ['青杨北街加油站', 'high_risk'],
  ['青杨精工铸造有限公司', 'key'],
] as const satisfies readonly (readonly [string, Tier])[]

/** Part, the enterprise or place, whose post. The quarry lacks the city's head, the inn a contact. */
const SPONSORS = [
  ['city_head', '青杨清源化工有限公司', 'yc.yingji.ju'],
  ['county_leader', '青杨清源化工有限公司', 'qy.leader'],
  ['county_leader', '白鹤石料开采有限公司', 'qy.zhuguan'],
  ['sponsor', '青杨精工铸造有限公司', 'qy.zhen.zhang'],
  ['contact', '青杨清源化工有限公司', 'qy.yingji'],
  ['contact', '青杨精工铸造有限公司', 'qy.yingji'],
  ['contact', '青杨宏基建筑工程有限公司', 'qy.zhujian'],
  ['place_leader', '980121001', 'qy.leader'],
  ['place_leader', '980121002', 'qy.zhuguan'],
  ['place_leader', '980121001203', 'qy.zhen.zhang'],
  ['place_leader', '980121001204', 'qy.zhen.zhang'],
] as const satisfies readonly (readonly [AssignPart, string, string])[]

/**
 * Cells with members: 杨树湾村 is whole, in 青杨镇 two people keep the list of enterprises, 北街社区
 * has nobody who tells the households.
 */
const MEMBERS = [
  ['980121001203', 'cun', ['patrol', 'report', 'notify']],
  ['980121001', 'qy.zhen.zhang', ['lead', 'roster']],
  ['980121001', 'qy.zhen', ['report', 'roster']],
  ['980121001002', 'qy.zhen', ['patrol', 'report']],
] as const satisfies readonly (readonly [string, string, readonly Duty[]])[]

/** The foundry has two supervising departments, the inn none. */
const SUPERVISORS = [
  ['青杨精工铸造有限公司', 'qy.yingji'],
  ['青杨精工铸造有限公司', 'qy.shichang'],
] as const

/** The one supervising department of each of these is settled. */
const SETTLED = [
  ['青杨清源化工有限公司', 'qy.yingji'],
  ['青杨北街加油站', 'qy.yingji'],
  ['白鹤石料开采有限公司', 'qy.yingji'],
  ['青杨宏基建筑工程有限公司', 'qy.zhujian'],
] as const

/** Tells who answers for what in 青杨县, all invented, with gaps and overlaps to be found. */
export async function assignDemo(teller: Teller): Promise<void> {
  const subject = (name: string) => teller.subjects.get(`${name}（演示）`)!
  for (const [name, tier] of TIERS) {
    const input = { subject: subject(name), tier, basis: BASIS, replaces: null }
    await teller.perform(OFFICE, listKey, input)
  }
  for (const [part, at, key] of SPONSORS) {
    const place = part === 'place_leader'
    await teller.perform(OFFICE, assign, {
      ...assignment(teller, part, key),
      place: place ? at : null,
      subject: place ? null : subject(at),
    })
  }
  for (const [place, key, duties] of MEMBERS) {
    await teller.perform(OFFICE, assign, {
      ...assignment(teller, 'grid_member', key),
      place,
      subject: null,
      duties,
    })
  }
  for (const [name, org] of SUPERVISORS) {
    const input = { subject: subject(name), org: demoId(org), basis: null }
    await teller.perform(OFFICE, declareSupervisor, input)
  }
  for (const [name, org] of SETTLED) {
    const input = { subject: subject(name), org: demoId(org), basis: BASIS, seen: [] }
    await teller.perform(OFFICE, settleSupervisor, input)
  }
}

function assignment(teller: Teller, part: AssignPart, key: string): object {
  return {
    part,
    post: demoId(`post ${key}`),
    person: demoId(`person ${key}`),
    duties: [],
    fromOn: teller.clock.today(),
    toOn: null,
    basis: BASIS,
    replaces: null,
  }
}
