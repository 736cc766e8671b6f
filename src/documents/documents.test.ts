import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import { newId } from '#kernel/index.ts'
import { DEMO_PASSWORD, demoId } from '#places/index.ts'
import { readDocx } from '../../test/docx.ts'
import { readPdf } from '../../test/pdf.ts'
import { served, type Served } from '../../test/served.ts'
import { findFonts } from './pdf/index.ts'
import { tagsOf } from './render.ts'
import { judgeTags } from './rules.ts'
import { builtIn } from './templates.ts'
import { DOCUMENT_FORMS, type DocumentForm } from './words.ts'

let product: Served
before(async () => {
  product = await served('2026-03-02T02:00:00Z')
})
after(() => product.close())

const cookies = new Map<string, string>()

async function cookieOf(login: string): Promise<string> {
  const known = cookies.get(login)
  if (known) return known
  const reply = await product.app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { login, password: DEMO_PASSWORD },
  })
  const cookie = reply.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  cookies.set(login, cookie)
  return cookie
}

async function upload(login: string, form: DocumentForm, bytes: Buffer, name = '模板.docx') {
  const edge = `--------${newId()}`
  const field = `--${edge}\r\ncontent-disposition: form-data; name="form"\r\n\r\n${form}\r\n`
  const file =
    `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n` +
    `content-type: application/octet-stream\r\n\r\n`
  const reply = await product.app.inject({
    method: 'POST',
    url: '/api/documents/templates',
    headers: {
      cookie: await cookieOf(login),
      'content-type': `multipart/form-data; boundary=${edge}`,
      'idempotency-key': newId(),
    },
    payload: Buffer.concat([Buffer.from(field + file), bytes, Buffer.from(`\r\n--${edge}--\r\n`)]),
  })
  return { status: reply.statusCode, body: JSON.parse(reply.body) as Record<string, never> }
}

async function fetchFile(login: string, url: string) {
  const headers = { cookie: await cookieOf(login) }
  const reply = await product.app.inject({ method: 'GET', url, headers })
  const type = String(reply.headers['content-type'])
  return { status: reply.statusCode, type, bytes: reply.rawPayload, body: reply.body }
}

/** A Word file of these lines, made without our own template tool. */
async function wordOf(lines: readonly string[]): Promise<Buffer> {
  const children = lines.map((line) => new Paragraph(line))
  return Packer.toBuffer(new Document({ sections: [{ children }] }))
}

const EXTENSION = ['{number} {title}', '{askedDueOn}：{reason}']

test('the templates that come with the product are whole and say all that is needed', async () => {
  for (const form of DOCUMENT_FORMS) {
    const bytes = await builtIn(form)
    const { problems, parts } = await readDocx(bytes)
    assert.deepEqual(problems, [], form)
    assert.ok(!('refused' in judgeTags(form, await tagsOf(bytes))), form)
    const page = parts.get('word/document.xml') ?? ''
    assert.match(page, /<w:pgSz w:w="11905" w:h="16837"/, 'A4')
    assert.match(page, /w:top="2097" w:right="1474" w:bottom="1984" w:left="1587"/, '37/26/35/28')
    assert.match(page, /方正小标宋简体/)
  }
})

test('a template with a broken tag is refused over HTTP, and the old one stays', async () => {
  const { status, body } = await upload(
    'qy.anwei',
    'extension',
    await wordOf(['{number', '{title}']),
  )
  assert.equal(status, 409)
  assert.match(String(body.refused), /标签不完整：“\{number”，在第1段/)
  const listed = await (await product.as('qy.anwei')).get('/api/documents/templates')
  const { templates } = listed.body as { templates: { form: string; own: Moved | null }[] }
  assert.equal(templates.find(({ form }) => form === 'extension')?.own, null)
})

type Moved = { id: string; revision: number }

async function act(login: string, path: string, body: object): Promise<Moved> {
  const reply = await (await product.as(login)).post(`/api/findings${path}`, body)
  assert.equal(reply.status, 200, `${path}: ${JSON.stringify(reply.body)}`)
  return reply.body
}

async function handedOver(): Promise<Moved> {
  const found = await act('qy.anwei', '', {
    place: '980121001',
    subject: null,
    subjectName: '青杨精工铸造有限公司（演示）',
    sector: 'industry_trade',
    grade: 'ordinary',
    majorClause: null,
    origin: 'government',
    office: null,
    sourceNote: null,
    title: '行车<吊钩>防脱装置缺失 & 未检',
    text: '5吨行车吊钩闭锁装置断裂。\n钢丝绳未按期检查。',
    foundOn: '2026-03-01',
    foundBy: '检查组（演示）',
    evidence: [],
  })
  const party = (key: string) => ({ org: demoId(key), name: '联系人（演示）' })
  return act('qy.anwei', `/${found.id}/handover`, {
    revision: found.revision,
    rectifier: party('qy.zhuzao'),
    sectorParty: party('qy.yingji'),
    territory: party('qy.zhen'),
    rechecker: party('qy.yingji'),
    sponsor: null,
    needsTime: false,
    dueOn: null,
    note: '请按期整改（演示）。',
  })
}

test('a document is filled from the record, and one that the record cannot fill says why', async () => {
  const { id } = await handedOver()
  const document = await fetchFile('qiye', `/api/findings/${id}/documents/hand_over`)
  assert.equal(document.status, 200)
  const { problems, paragraphs } = await readDocx(document.bytes)
  assert.deepEqual(problems, [])
  const text = paragraphs.join('\n')
  for (const words of ['行车<吊钩>防脱装置缺失 & 未检', '请按期整改（演示）。', '工贸']) {
    assert.ok(text.includes(words), words)
  }
  assert.ok(text.includes('5吨行车吊钩闭锁装置断裂。\n钢丝绳未按期检查。'), 'lines stay lines')
  assert.ok(!/[{}]/.test(text))
  const rectify = await fetchFile('qy.anwei', `/api/findings/${id}/documents/rectify`)
  const letter = await readDocx(rectify.bytes)
  assert.deepEqual(letter.problems, [])
  assert.ok(letter.paragraphs.includes('青杨精工铸造有限公司：'), letter.paragraphs.join('\n'))
  assert.match(letter.paragraphs.join('\n'), /于2026年3月23日前整改完毕/)
  const pdf = await fetchFile('qy.anwei', `/api/findings/${id}/documents/rectify?format=pdf`)
  if (findFonts()) {
    assert.match(pdf.type, /^application\/pdf/)
    assert.match(readPdf(pdf.bytes).pages.join(''), /于2026年3月23日前整改完毕/)
  } else assert.match(pdf.body, /本机没有中文字体，不能生成PDF/)
  const early = await fetchFile('qy.anwei', `/api/findings/${id}/documents/recheck`)
  assert.equal(early.status, 409)
  assert.match(early.body, /复查后才能生成复查意见书。/)
  assert.equal((await fetchFile('qiye6', `/api/findings/${id}/documents/rectify`)).status, 404)
  assert.equal((await fetchFile('qy.anwei', `/api/findings/${id}/documents/fine`)).status, 404)
})

test('one list of an inspection names several findings of one county, each seen by its reader', async () => {
  const [one, two] = [await handedOver(), await handedOver()]
  const list = (login: string, ids: string) =>
    fetchFile(login, `/api/finding-papers/feedback?ids=${ids}`)
  const file = await list('qy.anwei', `${one.id},${two.id}`)
  assert.equal(file.status, 200, file.body)
  const { problems, paragraphs } = await readDocx(file.bytes)
  assert.deepEqual(problems, [])
  const text = paragraphs.join('\n')
  for (const words of ['检查组（演示）', '2026年3月1日', '共2条。', '2026-03-23', '青杨县']) {
    assert.ok(text.includes(words), `${words}: ${text}`)
  }
  assert.equal(text.match(/行车<吊钩>防脱装置缺失/g)?.length, 2)
  const alone = await fetchFile('qiye', `/api/findings/${one.id}/documents/feedback`)
  assert.equal(alone.status, 200)
  assert.equal((await list('qiye6', `${one.id},${two.id}`)).status, 404, 'another enterprise')
  assert.equal((await list('dl.anwei', one.id)).status, 404, 'another county')
  assert.equal((await list('qy.anwei', `${one.id},${newId()}`)).status, 404)
  assert.equal((await list('qy.anwei', 'all')).status, 404)
})

test('an office writes with its own template until it withdraws it; others are not touched', async () => {
  const { id } = await handedOver()
  const { body: told } = await (async () => {
    const table = new Table({
      rows: [new TableRow({ children: [new TableCell({ children: [new Paragraph('{title}')] })] })],
    })
    const children = [new Paragraph('青杨样式 {number}'), table]
    const bytes = await Packer.toBuffer(new Document({ sections: [{ children }] }))
    return upload('qy.anwei', 'rectify', bytes)
  })()
  assert.match(String(told.say), /已更换整改通知书模板。未使用的标签：/)
  const own = await fetchFile('qiye', `/api/findings/${id}/documents/rectify`)
  assert.match((await readDocx(own.bytes)).paragraphs[0] ?? '', /^青杨样式 /)
  const listed = await (await product.as('qy.anwei')).get('/api/documents/templates')
  const { templates } = listed.body as { templates: { form: string; own: Moved | null }[] }
  const mine = templates.find(({ form }) => form === 'rectify')?.own
  assert.ok(mine)
  const other = await (await product.as('anwei')).get('/api/documents/templates')
  assert.ok(!JSON.stringify(other.body).includes(mine.id))
  const withdraw = (login: string) => async () =>
    (await product.as(login)).post(`/api/documents/templates/${mine.id}/withdrawal`, {
      revision: mine.revision,
    })
  assert.equal((await withdraw('anwei')()).status, 409, 'another office')
  assert.equal((await withdraw('dl.anwei')()).status, 404, 'outside the scope')
  assert.equal((await withdraw('qy.anwei')()).status, 200)
  assert.match(JSON.stringify((await withdraw('qy.anwei')()).body), /已经停用|已被他人更新/)
  const ours = await fetchFile('qiye', `/api/findings/${id}/documents/rectify`)
  assert.ok(!(await readDocx(ours.bytes)).paragraphs.some((line) => line.includes('青杨样式')))
})

test('an enterprise replaces no templates', async () => {
  const { status, body } = await upload('qiye', 'extension', await wordOf(EXTENSION))
  assert.equal(status, 409)
  assert.equal(body.clause, 'bihuan-house-rules#14')
})

test('how long a form took is kept by office and form, and of nobody', async () => {
  const clerk = await product.as('qy.anwei')
  for (const seconds of [30, 50, 90]) {
    const at = '/api/documents/forms/hand_over/times'
    const reply = await clerk.post(at, { fields: 15, known: 13, seconds })
    assert.equal(reply.status, 200, JSON.stringify(reply.body))
  }
  const own = await clerk.get('/api/documents/forms/hand_over/times')
  assert.deepEqual(own.body, { times: 3, fields: 15, known: 13, seconds: 50 })
  const other = await (await product.as('anwei')).get('/api/documents/forms/hand_over/times')
  assert.deepEqual(other.body, { times: 0, fields: null, known: null, seconds: null })
  const { rows } = await product.db.owner.query('select * from form_time limit 1')
  assert.deepEqual(
    Object.keys(rows[0] as object).toSorted((a, b) => (a < b ? -1 : 1)),
    ['fields', 'form', 'id', 'known', 'on_day', 'org', 'seconds'],
  )
  assert.equal((await clerk.get('/api/documents/forms/log_in/times')).status, 404)
})
