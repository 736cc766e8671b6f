import { dispatchCommands } from '#dispatches/index.ts'
import type { PaperMoved } from '#papers/words.ts'
import { demoId } from '#places/index.ts'
import type { Teller } from './demo.ts'

/**
 * The papers that the demonstration's office sends: a letter that is signed and waits for its
 * seal, a notice that lies with other bodies to be countersigned, a draft, and one that left with
 * its sealed scan and stands in the archive.
 */
export async function tellDispatches(teller: Teller): Promise<void> {
  const commands = dispatchCommands(teller.runner.db.app, teller.files)
  const submit = (by: string, command: unknown, input: object) =>
    teller.submit(by, command, input) as Promise<unknown> as Promise<PaperMoved>
  const act = (by: string, command: unknown, at: PaperMoved, body: object = {}) =>
    submit(by, command, { id: at.id, body: { revision: at.revision, note: null, ...body } })
  const draft = (kind: string, title: string, more: object) =>
    submit('anwei', commands.draft, {
      body: {
        kind,
        urgency: 'ordinary',
        title: `${title}（演示）`,
        text: '现将有关事项函告如下。\n一、按职责分工抓好落实。\n二、有关情况按期函复。',
        issuer: null,
        to: [],
        copies: [],
        toOutside: null,
        copyOutside: null,
        publicity: 'on_request',
        publicityReason: null,
        source: null,
        ...more,
      },
    })
  const checked = async (drafted: PaperMoved) =>
    act('anwei.zr', commands.check, await act('anwei', commands.submit, drafted))
  const letter = await checked(
    await draft('letter', '关于商请核实老旧小区燃气管线情况的函', {
      to: [demoId('yc.zhujian')],
      copies: [demoId('qy.anweiban')],
    }),
  )
  await act('anwei.zr', commands.sign, await act('anwei', commands.present, letter))
  const notice = await checked(
    await draft('notice', '关于开展冬季有限空间作业专项排查的通知', {
      to: [demoId('qy.anweiban'), demoId('pg.anweiban')],
    }),
  )
  await act('anwei', commands.consult, notice, { orgs: [demoId('yc.zhujian')] })
  await draft('report', '关于三季度隐患整改情况的报告', { to: [demoId('yc.gov')] })
  const past = await checked(
    await draft('report', '关于上半年安全生产工作情况的报告', {
      toOutside: '云岭省安全生产委员会办公室（演示）',
    }),
  )
  const signed = await act('anwei.zr', commands.sign, await act('anwei', commands.present, past))
  const sealed = await act('anwei', commands.seal, signed, {
    way: 'scan',
    origin: null,
    evidence: [await teller.scan('anwei')],
  })
  const sent = await act('anwei', commands.distribute, sealed)
  await act('anwei', commands.archive, sent, { retention: 'years_30' })
}
