import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRefusal } from '#kernel/index.ts'
import { judgeTags, refuseTemplate, type FoundTag } from './rules.ts'
import { documentNumber } from './numbers.ts'
import { durationText } from './texts.ts'

const value = (name: string): FoundTag => ({ name, at: 'value' })
const open = (name: string): FoundTag => ({ name, at: 'open' })
const close = (name: string): FoundTag => ({ name, at: 'close' })

/** The least that a template of an extension says. */
const LEAST = ['number', 'title', 'askedDueOn', 'reason'].map(value)

/** A notice's sections, whole. */
const SECTIONS = [
  open('sections'),
  open('paragraphs'),
  value('text'),
  close('paragraphs'),
  open('tables'),
  open('rows'),
  ...['label', 'v1', 'v2', 'v3', 'v4', 'v5', 'v6'].map(value),
  close('rows'),
  close('tables'),
  close('sections'),
]

test('a template is refused by the name of the tag that is wrong', () => {
  const cases: [string, FoundTag[], RegExp][] = [
    ['not closed', [...LEAST, open('sections')], /标签\{#sections\}没有结束标签/],
    ['closed alone', [...LEAST, close('sections')], /标签\{\/sections\}没有对应的开始标签/],
    ['unknown', [...LEAST, value('penalty'), value('penalty')], /不能识别的标签：penalty。/],
    [
      'a value as a list',
      [open('title'), close('title'), ...LEAST],
      /不能识别的标签：title（可能应为\{title\}）/,
    ],
    ['missing', LEAST.slice(0, 3), /缺少必需的标签：延期理由\{reason\}/],
  ]
  for (const [name, tags, sentence] of cases) {
    const judged = judgeTags('extension', tags)
    assert.ok(isRefusal(judged), name)
    assert.match(judged.refused, sentence, name)
    assert.equal(judged.clause, 'bihuan-house-rules#documents')
  }
  const crossed = judgeTags('notice', [open('sections'), open('tables'), close('sections')])
  assert.match(isRefusal(crossed) ? crossed.refused : '', /由\{\/sections\}结束，前后不一致/)
  const list = judgeTags('notice', [value('number'), value('title'), value('sections')])
  assert.match(
    isRefusal(list) ? list.refused : '',
    /：sections（可能应为\{#sections\}…\{\/sections\}）/,
  )
})

test('a misspelt tag is answered with the known one that it most likely means', () => {
  const cases: [string, RegExp][] = [
    ['numbr', /numbr（可能应为\{number\}）/],
    ['延期理由', /可能应为\{reason\}/],
    ['dueon', /可能应为\{dueOn\}/],
    ['penalty', /：penalty。/],
  ]
  for (const [name, sentence] of cases) {
    const judged = judgeTags('extension', [...LEAST, value(name)])
    assert.match(isRefusal(judged) ? judged.refused : '', sentence, name)
  }
})

test('what a template leaves out is told, and lists nest', () => {
  const judged = judgeTags('extension', LEAST)
  assert.ok(!isRefusal(judged))
  assert.ok(judged.left.includes('整改单位'))
  assert.ok(!judged.left.includes('延期理由'))
  const notice = judgeTags('notice', [value('number'), value('title'), ...SECTIONS])
  assert.ok(!isRefusal(notice), JSON.stringify(notice))
  assert.ok(notice.names.includes('sections.tables.rows.v6'))
  const outer = [open('sections'), value('number'), close('sections')]
  const within = judgeTags('notice', [value('title'), ...outer, ...SECTIONS])
  assert.match(isRefusal(within) ? within.refused : '', /文号\{number\}/)
})

test('templates are replaced by those who keep the papers of an office', () => {
  for (const role of ['committee_clerk', 'committee_head', 'regulator_clerk', 'section_head']) {
    assert.equal(refuseTemplate(role), null, role)
  }
  for (const role of ['safety_officer', 'inspector', 'reader', 'system_admin']) {
    assert.equal(refuseTemplate(role)?.clause, 'bihuan-house-rules#14', role)
  }
})

test('numbers and times are written as offices write them', () => {
  assert.equal(documentNumber('云川市安委办通报', 2026, 8), '云川市安委办通报〔2026〕8号')
  assert.equal(durationText(45), '45秒')
  assert.equal(durationText(120), '2分钟')
  assert.equal(durationText(80), '1分20秒')
})
