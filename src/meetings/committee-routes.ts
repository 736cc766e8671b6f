import { isId, notFound, perform, serve, type Route } from '#kernel/index.ts'
import { sheetFile, type WrittenRow } from '#sheets/index.ts'
import { ADD_UNIT, CHANGE_LIAISON, END_UNIT, peopleOf, readCommitteeOf } from './committee.ts'
import { PART_LABELS } from './texts.ts'
import * as words from './words.ts'

/** The committee and its list of liaison persons, over HTTP. */
export const committeeRoutes: readonly Route[] = [
  serve(words.readCommittee)(async (_given, { runner, actor }) => {
    const found = await readCommitteeOf(runner.db.app, actor, runner.clock.today())
    return found ?? notFound
  }),
  serve(words.liaisonSheet)(async (_given, { runner, actor }) => {
    const found = await readCommitteeOf(runner.db.app, actor, runner.clock.today())
    return found ? sheetOf(found) : notFound
  }),
  serve(words.unitPeople)(async ({ params: { id } }, { runner, actor }) => {
    const today = runner.clock.today()
    const found = await readCommitteeOf(runner.db.app, actor, today)
    const ours = found?.keeper === true && found.members.some(({ org }) => org === id)
    return ours ? { people: await peopleOf(runner.db.app, id, today) } : notFound
  }),
  serve(words.addUnit)(async ({ body }, { runner, actor, key }) =>
    perform(runner, ADD_UNIT, { body }, { actor, key }),
  ),
  serve(words.changeLiaison)(async ({ params: { id }, body }, { runner, actor, key }) =>
    isId(id) ? perform(runner, CHANGE_LIAISON, { id, body }, { actor, key }) : notFound,
  ),
  serve(words.endUnit)(async ({ params: { id }, body }, { runner, actor, key }) =>
    isId(id) ? perform(runner, END_UNIT, { id, body }, { actor, key }) : notFound,
  ),
]

function sheetOf(view: words.CommitteeView) {
  const units = view.members.filter(({ part }) => part === 'office' || part === 'member_unit')
  const listed: WrittenRow[] = units.map((one, index) => [
    String(index + 1),
    one.name,
    PART_LABELS[one.part],
    one.liaisonName,
    one.liaisonTitle,
    one.liaisonPhone,
    one.from,
  ])
  return sheetFile(
    {
      name: '联络员名单',
      title: `${view.name}成员单位联络员名单`,
      paper: 'A4',
      columns: [
        { title: '序号', width: 6, kind: 'number' },
        { title: '单位', width: 36, kind: 'text' },
        { title: '类别', width: 10, kind: 'text' },
        { title: '联络员', width: 12, kind: 'text' },
        { title: '岗位', width: 20, kind: 'text' },
        { title: '电话', width: 16, kind: 'text' },
        { title: '自何日起', width: 14, kind: 'day' },
      ],
    },
    listed,
    { name: `联络员名单${view.today}`, foot: `共${units.length}个单位，截至${view.today}` },
  )
}
