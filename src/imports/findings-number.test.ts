import assert from 'node:assert/strict'
import { test } from 'node:test'
import { numberForms } from './findings-number.ts'

test('a number is ours however its brackets, 第, zeros and spaces were retyped', () => {
  const ours = '青杨县安委办（演示）〔2026〕0008号'
  for (const typed of [
    ours,
    '青杨县安委办（演示）[2026]8号',
    '青杨县安委办（演示）(2026)8号',
    '青杨县安委办（演示）（2026）0008号',
    '青杨县安委办（演示）【2026】8号',
    '青杨县安委办(演示)〔2026〕第8号',
    '青杨县安委办（演示） 〔２０２６〕 ８ 号',
    '青杨县安委办（演示）﹝2026﹞008',
  ]) {
    assert.ok(numberForms(typed).includes(ours), typed)
  }
})

test('what is no such number stays as it is, and another serial or year is another number', () => {
  assert.deepEqual(numberForms(' 隐患-12 '), ['隐患-12'])
  assert.deepEqual(numberForms('〔2026〕8号'), ['〔2026〕8号'])
  const ours = '青杨县安委办〔2026〕0008号'
  for (const other of [
    '青杨县安委办[2026]80号',
    '青杨县安委办[2025]8号',
    '平岗县安委办[2026]8号',
  ]) {
    assert.ok(!numberForms(other).includes(ours), other)
  }
})
