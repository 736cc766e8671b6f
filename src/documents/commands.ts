import {
  firstRow,
  hotRow,
  params,
  refuse,
  within,
  type Command,
  type Refusal,
} from '#kernel/index.ts'
import { FORM_LABELS } from './texts.ts'
import { refuseTemplate } from './rules.ts'
import type { TemplateRow } from './tables.ts'
import type { DocumentForm } from './words.ts'

type Replacing = {
  readonly form: DocumentForm
  readonly name: string
  readonly hash: string
  readonly tags: readonly string[]
  readonly left: readonly string[]
}

/** 更换模板: an office's own template, checked before and kept under its hash, counts from now. */
export const REPLACE_TEMPLATE: Command<Replacing, { readonly place: string }> = {
  act: 'document.replace_template',
  version: 1,
  load: (client, _given, { actor }) =>
    firstRow<{ place: string }>(client, 'select place from organization where id = $1', [
      actor.org,
    ]),
  decide({ place }, given, at) {
    const { actor } = at
    const refusal = refuseTemplate(actor.role) ?? refuseOutside(place, actor.scope)
    if (refusal) return refusal
    const id = at.newId()
    const left = given.left.length > 0 ? `未使用的标签：${given.left.join('、')}。` : ''
    return {
      jur: place,
      subject: { kind: 'document_template', id },
      effects: [
        {
          kind: 'document_template',
          jur: place,
          id,
          revision: 1,
          owner: { org: actor.org, party: null, demo: actor.demo },
          set: {
            form: given.form,
            name: given.name,
            hash: given.hash,
            tags: given.tags,
            at: at.now,
            person: actor.person,
          },
        },
      ],
      basis: [],
      inputs: { form: given.form, role: actor.role },
      decision: { form: given.form },
      answer: {
        id,
        form: given.form,
        left: [...given.left],
        say: `已更换${FORM_LABELS[given.form]}模板。${left}`,
      },
    }
  },
}

function refuseOutside(place: string, scope: { from: string; to: string }): Refusal | null {
  if (place >= scope.from && place < scope.to) return null
  return refuse('模板由管辖本机关所在地的岗位更换。', 'bihuan-house-rules#14')
}

type Withdrawing = { readonly id: string; readonly revision: number }

/** 停用模板: the one before it, or the product's, counts again. */
export const WITHDRAW_TEMPLATE: Command<Withdrawing, TemplateRow> = {
  act: 'document.withdraw_template',
  version: 1,
  load(client, { id }, { actor }) {
    const { param, values } = params()
    return hotRow<TemplateRow>(
      client,
      `select t.* from document_template t where t.id = ${param(id)}::uuid
         and ${within(actor.scope, 't', param)} for update`,
      values,
    )
  },
  decide(row, { revision }, { actor, now }) {
    const refusal = refuseTemplate(actor.role)
    if (refusal) return refusal
    if (row.owner_org !== actor.org) {
      return refuse('模板由本机关停用。', 'bihuan-house-rules#14')
    }
    if (row.revision !== revision) return { stale: { revision: row.revision } }
    if (row.withdrawn_at !== null) {
      return refuse('该模板已经停用。', 'bihuan-house-rules#documents')
    }
    return {
      jur: row.jur,
      subject: { kind: 'document_template', id: row.id },
      effects: [
        {
          kind: 'document_template',
          jur: row.jur,
          id: row.id,
          revision: row.revision + 1,
          set: { withdrawnAt: now },
        },
      ],
      basis: [],
      inputs: { form: row.form, role: actor.role },
      decision: { form: row.form },
      answer: {
        id: row.id,
        form: row.form,
        left: [],
        say: `已停用${FORM_LABELS[row.form]}模板。`,
      },
    }
  },
}
