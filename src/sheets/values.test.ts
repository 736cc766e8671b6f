import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressOf, cleanText, readAmount, readDay, splitValues, yearIn } from './values.ts'
import { dayOfSerial, decimalText, showsDay } from './serials.ts'
import { findByName } from './names.ts'

const context = { epoch: 1900, year: 2023 } as const
const text = (value: string) => ({ kind: 'text', text: value }) as const
const days = (value: string, of: { epoch: 1900 | 1904; year: number | null } = context) => {
  const read = readDay(text(value), of)
  return 'day' in read ? `${read.day}${read.doubt === null ? '' : ' ?'}` : 'refused'
}

test('days as ledgers write them', () => {
  const cases = [
    ['2023.8.7', '2023-08-07'],
    ['2023-08-07', '2023-08-07'],
    ['2023/8/7', '2023-08-07'],
    ['20230807', '2023-08-07'],
    ['2023年8月7日', '2023-08-07'],
    ['2020年 05 月 25 日', '2020-05-25'],
    ['2020年\u00a005\u3000月 25 日', '2020-05-25'],
    ['２０２３．８．７', '2023-08-07'],
    ['2023年8月7号', '2023-08-07'],
    ['2023-08-07 14:30', '2023-08-07'],
    ['2023.8.7.', '2023-08-07'],
    ['8月7日', '2023-08-07 ?'],
    ['8.7', '2023-08-07 ?'],
    ['45145', '2023-08-07 ?'],
    ['2024年2月29日', '2024-02-29'],
    ['2023年2月29日', 'refused'],
    ['2023.13.1', 'refused'],
    ['03/04/23', 'refused'],
    ['8月', 'refused'],
    ['尽快', 'refused'],
    ['2023.8.7、2023.8.9', 'refused'],
    ['123', 'refused'],
  ] as const
  for (const [written, read] of cases) assert.equal(days(written), read, written)
  assert.equal(days('8月7日', { epoch: 1900, year: null }), 'refused')
  assert.ok('refused' in readDay({ kind: 'number', text: '8.1' }, context), '8.1 or 8.10?')
  assert.equal(days('43683', { epoch: 1904, year: null }), '2023-08-07 ?')
})

test('serials are days in both epochs under every time zone', () => {
  const zone = process.env['TZ']
  for (const name of ['UTC', 'Asia/Shanghai', 'America/New_York']) {
    process.env['TZ'] = name
    assert.equal(dayOfSerial(45_145, 1900), '2023-08-07')
    assert.equal(dayOfSerial(45_145.999_999_9, 1900), '2023-08-08')
    assert.equal(dayOfSerial(45_145.75, 1900), '2023-08-07')
    assert.equal(dayOfSerial(43_683, 1904), '2023-08-07')
    assert.equal(dayOfSerial(0, 1904), '1904-01-01')
    assert.equal(dayOfSerial(1, 1900), '1900-01-01')
    assert.equal(dayOfSerial(59, 1900), '1900-02-28')
    assert.equal(dayOfSerial(60, 1900), null)
    assert.equal(dayOfSerial(61, 1900), '1900-03-01')
    assert.equal(days('2023年3月12日'), '2023-03-12')
  }
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
})

test('formats that show a day, and those that do not', () => {
  for (const code of ['yyyy"年"m"月"d"日"', 'm/d/yy', '[$-804]yyyy-mm-dd;@', 'yyyy年m月'])
    assert.ok(showsDay(176, code), code)
  for (const code of [
    'General',
    '0.00_ ',
    '#,##0.00;[Red]-#,##0.00',
    'h:mm:ss',
    '"day" 0',
    '[mm]:ss',
  ])
    assert.ok(!showsDay(176, code), code)
  assert.ok(showsDay(14, undefined) && showsDay(31, undefined))
  assert.ok(!showsDay(0, undefined) && !showsDay(46, undefined))
})

test('amounts keep their digits and their unit, and are never floats', () => {
  const read = (value: string, unit: '元' | '万元' | null) => {
    const found = readAmount(text(value), unit)
    return 'amount' in found
      ? `${found.amount} ${found.unit}${found.doubt === null ? '' : ' ?'}`
      : 'refused'
  }
  assert.equal(read('１２，８５０．５０元', null), '12850.5 元')
  assert.equal(read('3.60', '万元'), '3.6 万元')
  assert.equal(read('1.2万元', '万元'), '1.2 万元')
  assert.equal(read('500元', '万元'), '500 元 ?')
  assert.equal(read('500', null), '500 元 ?')
  assert.equal(read('约3万', '万元'), 'refused')
  assert.equal(read('-3', '万元'), 'refused')
  assert.equal(decimalText('3.6000000000000001'), '3.6')
  assert.equal(decimalText('0.1'), '0.1')
  assert.equal(decimalText('1E+15'), '1000000000000000')
  assert.equal(decimalText('1.5E-7'), '0.00000015')
})

test('texts are cleaned without losing what they say', () => {
  assert.equal(cleanText('\u00a0 安全出口\u3000堵塞\u200b '), '安全出口 堵塞')
  assert.equal(cleanText('ＡＢ１２'), 'AB12')
  assert.deepEqual(splitValues('应急局、住建局；青杨镇'), ['应急局', '住建局', '青杨镇'])
  assert.equal(yearIn('青杨县2023年度台账'), 2023)
  assert.equal(yearIn('填报时间：2024.3.1'), 2024)
  assert.equal(yearIn('编号 120230'), null)
  assert.deepEqual([addressOf(0, 1), addressOf(27, 3), addressOf(16_383, 9)], ['A1', 'AB3', 'XFD9'])
})

test('a name is matched exactly, by its short name, or without its form; otherwise it is offered', () => {
  const all = [
    { id: '1', name: '青杨县应急管理局', shortName: '县应急局' },
    { id: '2', name: '青杨县住建局', shortName: null },
    { id: '3', name: '平岗石料有限公司', shortName: null },
    { id: '4', name: '青杨镇', shortName: '青杨' },
    { id: '5', name: '青杨乡', shortName: '青杨' },
  ]
  assert.equal(findByName(' 青杨县住建局 ', all).sure?.id, '2')
  assert.equal(findByName('县应急局', all).sure?.id, '1')
  assert.equal(findByName('青杨县应急局', all).sure?.id, '1')
  assert.equal(findByName('平岗石料公司', all).sure?.id, '3')
  assert.deepEqual(
    findByName('青杨', all),
    { sure: null, candidates: [all[3], all[4]] },
    'two of one short name',
  )
  const near = findByName('青杨应急局', all)
  assert.deepEqual([near.sure, near.candidates[0]?.id], [null, '1'])
})
