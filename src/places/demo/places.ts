import type { PlaceSeed } from '../divisions.ts'
import { initialsOf } from '../initials.ts'
import type { Level } from '../vocabulary.ts'

const SOURCE = '演示'

/** The counties of the invented city, with the mark that logins of their people carry. */
export const DEMO_COUNTIES = [
  { jur: '980102', name: '东岭区', mark: 'dl' },
  { jur: '980103', name: '河湾区', mark: 'hw' },
  { jur: '980121', name: '青杨县', mark: 'qy' },
  { jur: '980122', name: '平岗县', mark: 'pg' },
  { jur: '980123', name: '石桥县', mark: 'sq' },
  { jur: '980124', name: '新岭县', mark: 'xl' },
  { jur: '980125', name: '长亭县', mark: 'ct' },
  { jur: '980126', name: '梅川县', mark: 'mc' },
  { jur: '980127', name: '柳坪县', mark: 'lp' },
  { jur: '980128', name: '沙口县', mark: 'sk' },
  { jur: '9801Y1', name: '白石新区', mark: 'bs' },
] as const

const TOWNSHIPS = [
  ['980121001', '青杨镇', ['城关社区', '北街社区', '杨树湾村', '石板沟村', '前进村']],
  ['980121002', '柏树镇', ['柏树村', '双河口村', '大坪村']],
  ['980121003', '白鹤乡', ['白鹤村', '望江村', '龙潭村']],
  ['980121004', '三岔镇', ['三岔村', '松林村']],
  ['980121400', '青杨经济开发区', ['园区社区']],
  ['980102001', '东岭街道', ['和平社区', '建设社区']],
  ['980103001', '河湾街道', ['滨江社区', '渡口社区']],
  ['980122001', '平岗镇', ['平岗村', '瓦窑村']],
  ['980123001', '石桥镇', ['石桥村']],
  ['980124001', '新岭镇', ['新岭村']],
  ['980125001', '长亭镇', ['长亭村']],
  ['980126001', '梅川镇', ['梅川村']],
  ['980127001', '柳坪镇', ['柳坪村']],
  ['980128001', '沙口镇', ['沙口村']],
  ['9801Y1001', '白石街道', ['白石社区']],
] as const

/**
 * The invented province, city, counties, townships and villages of the demonstration, under codes
 * that no real place has.
 */
export function demoPlaces(): PlaceSeed[] {
  const places = [
    place('98', '云岭省', 'province', '0'),
    place('9801', '云川市', 'city', '98'),
    ...DEMO_COUNTIES.map(({ jur, name }) => place(jur, name, 'county', '9801')),
  ]
  for (const [jur, name, villages] of TOWNSHIPS) {
    places.push(place(jur, name, 'township', jur.slice(0, -3)))
    villages.forEach((village, index) => {
      const code = jur + String(village.endsWith('村') ? 201 + index : 1 + index).padStart(3, '0')
      places.push(place(code, village, 'village', jur))
    })
  }
  return places
}

/** Places that hold data of others, taken over for trial; they are no part of any nation's tree. */
export function externalPlaces(): PlaceSeed[] {
  return [
    place('99', '外部数据', 'province', '0'),
    place('9901', '旧金山餐饮检查（外部数据）', 'city', '99'),
  ]
}

function place(jur: string, name: string, level: Level, parent: string): PlaceSeed {
  return {
    jur,
    code: null,
    code_kind: 'own',
    name,
    initials: initialsOf(name),
    level,
    parent_jur: parent,
    valid_from: '2000-01-01',
    source: SOURCE,
    demo: true,
  }
}
