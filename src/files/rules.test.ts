import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attachEvidence, cleanName, judgeAttachments, judgeDeclaration, tellUses } from './rules.ts'
import type { Attached } from './rules.ts'
import { disposition } from './routes.ts'
import type { UploadRow, UseRow } from './tables.ts'
import { useText } from './texts.ts'
import type { Phase } from './words.ts'

const subject = { jur: '980121', kind: 'finding', id: 'here', number: '青杨县〔2026〕0002号' }

const file: UploadRow = {
  id: 'upload',
  hash: 'h',
  essence: 'e',
  kind: 'photo',
  mime: 'image/jpeg',
  size: 1000,
  width: 40,
  height: 30,
  name: '现场.jpg',
  takenAt: null,
  position: null,
  uploadedAt: '2026-11-20T01:00:00.000Z',
  usedAt: null,
}

function used(where: string, phase: Phase, number: string | null = '〔2023〕0388号'): UseRow {
  const at = '2023-05-04T01:00:00.000Z'
  const base = { essence: 'e', subjectKind: 'finding', photo: true, jur: '980122', at }
  return { ...base, subjectId: where, phase, number }
}

type Case = {
  readonly phase: Phase
  readonly upload?: Partial<UploadRow> | null
  readonly uses?: readonly UseRow[]
  readonly reason?: string
}

function attached({ phase, upload = {}, uses = [], reason }: Case): Attached {
  const attachment = { upload: 'upload', phase, reuseReason: reason ?? null }
  return { attachment, upload: upload && { ...file, ...upload }, uses }
}

const document = { kind: 'document' as const, name: '整改方案.docx' }

const cases: readonly (readonly [string, readonly Case[], RegExp | null])[] = [
  ['a new photo', [{ phase: 'before' }], null],
  ['a new photo of after', [{ phase: 'after' }], null],
  ['somebody else’s upload', [{ phase: 'before', upload: null }], /不是由您上传/],
  ['handed in before', [{ phase: 'before', upload: { usedAt: 'x' } }], /已经随其他事项提交/],
  ['twice in one act', [{ phase: 'before' }, { phase: 'after' }], /只保留一份/],
  [
    'after elsewhere, used as after',
    [{ phase: 'after', uses: [used('there', 'after')], reason: '同一地点' }],
    /^“现场.jpg”曾用于〔2023〕0388号的整改后照片/,
  ],
  ['after here, used as after again', [{ phase: 'after', uses: [used('here', 'after')] }], null],
  [
    'before here, used as after',
    [{ phase: 'after', uses: [used('here', 'before')] }],
    /整改前照片/,
  ],
  [
    'before elsewhere, used as after, even with a reason',
    [{ phase: 'after', uses: [used('there', 'before')], reason: '同一处' }],
    /整改前照片，整改后照片应当是本次整改后拍摄的/,
  ],
  [
    'before elsewhere, used as before, with a reason',
    [{ phase: 'before', uses: [used('there', 'before')], reason: '一张照片反映两处问题' }],
    null,
  ],
  [
    'a document used again without a reason',
    [{ phase: 'other', upload: document, uses: [used('there', 'after', null)] }],
    /^“整改方案.docx”曾用于其他事项，再次使用应当说明理由/,
  ],
  [
    'a document of after used again with a reason',
    [{ phase: 'after', upload: document, uses: [used('there', 'after')], reason: '同一方案' }],
    null,
  ],
  [
    'a document used again here',
    [{ phase: 'other', upload: document, uses: [used('here', 'other')] }],
    null,
  ],
]

test('evidence handed in', () => {
  for (const [name, given, refused] of cases) {
    const answer = judgeAttachments(given.map(attached), subject)
    if (refused === null) assert.equal(answer, null, name)
    else {
      assert.match(answer?.refused ?? 'taken', refused, name)
      assert.equal(answer?.clause, 'bihuan-house-rules#7', name)
    }
  }
})

test('nothing is uploaded undeclared', () => {
  assert.equal(judgeDeclaration(true), null)
  assert.match(judgeDeclaration(false)?.refused ?? '', /禁止处理涉密信息/)
})

test('the number of another place is not told to whoever may not see it', () => {
  const uses = [used('there', 'after'), used('far', 'after', '〔2024〕0001号')]
  const told = tellUses(uses, () => false)
  assert.deepEqual([told[0]?.number, told[0]?.subjectId], [null, null])
  assert.equal(useText(told), '曾用于其他事项')
  assert.equal(useText(tellUses(uses, () => true)), '曾用于〔2023〕0388号、〔2024〕0001号')
  assert.equal(useText([]), '首次使用')
})

test('the ledger row says where the content was used before', () => {
  const owner = { org: null, party: null, demo: true }
  const actor = { person: 'p', org: 'o' }
  const given = [
    attached({ phase: 'before', uses: [used('there', 'before'), used('here', 'before')] }),
  ]
  const mayName = () => true
  const [effect] = attachEvidence(given, { subject, owner, actor, newId: () => 'new', mayName })
  assert.deepEqual([effect?.jur, effect?.id, effect?.revision], ['980121', 'new', 1])
  const earlier = effect?.set['earlier'] as { subjectId: string }[]
  assert.deepEqual(
    earlier.map(({ subjectId }) => subjectId),
    ['there'],
  )
})

const names: readonly (readonly [string, string, string])[] = [
  ['现场.jpg', 'jpg', '现场.jpg'],
  ['C:\\照片\\IMG_1.JPG', 'jpg', 'IMG_1.jpg'],
  ['../../etc/passwd', 'pdf', 'passwd.pdf'],
  ['整改\u202Egpj.exe', 'jpg', '整改gpj.jpg'],
  ['', 'png', '未命名.png'],
  ['a\r\nSet-Cookie: x.pdf', 'pdf', 'aSet-Cookie x.pdf'],
  ['情况.说明.v2.docx', 'docx', '情况.说明.v2.docx'],
]

test('names of files', () => {
  for (const [given, extension, name] of names) assert.equal(cleanName(given, extension), name)
  assert.equal([...cleanName('长'.repeat(500), 'pdf')].length, 124)
  assert.equal(
    disposition('attachment', "方案 'a'.pdf"),
    `attachment; filename="____a_.pdf"; filename*=UTF-8''%E6%96%B9%E6%A1%88%20%27a%27.pdf`,
  )
})
