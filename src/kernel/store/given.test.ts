import assert from 'node:assert/strict'
import test from 'node:test'
import { checkGiven, judgeServer } from './given.ts'

const good = { version: 150_000, encoding: 'UTF8', ctype: 'C.UTF-8' }

test('a given server is refused for its version, encoding or LC_CTYPE, in this order', () => {
  const cases: readonly [Partial<typeof good>, RegExp | undefined][] = [
    [{}, undefined],
    [{ version: 180_004, ctype: 'zh_CN.utf8' }, undefined],
    [{ version: 149_999 }, /是 PostgreSQL 14；须使用 15 以上版本/],
    [{ version: 140_000, encoding: 'SQL_ASCII' }, /须使用 15 以上版本/],
    [{ encoding: 'SQL_ASCII', ctype: 'C' }, /编码是 SQL_ASCII/],
    [{ encoding: 'EUC_CN', ctype: 'zh_CN.gb2312' }, /编码是 EUC_CN/],
    [{ ctype: 'C' }, /LC_CTYPE 是 C；/],
    [{ ctype: 'en_US.ISO8859-1' }, /LC_CTYPE 是 en_US/],
  ]
  for (const [change, refused] of cases) {
    const answer = judgeServer({ ...good, ...change })?.message
    if (refused) assert.match(answer ?? '', refused)
    else assert.equal(answer, undefined)
  }
})

test('a server that cannot be reached is a sentence, without the password', async () => {
  const url = 'postgres://someone:s3cret@127.0.0.1:1/none'
  await assert.rejects(checkGiven(url), (error: Error) => {
    assert.match(error.message, /^无法连接 DATABASE_URL/)
    assert.doesNotMatch(error.message, /s3cret/)
    return true
  })
})
