import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { LISTING_MOVES, listingRefused } from './rules.ts'
import { LISTING_ACTS, type ListingAct, type ListingView } from './words.ts'
import type { SupervisionLimits, Viewer } from './words.ts'

const SEED = Number(process.env.BIHUAN_SEED ?? Date.now() % 1_000_000)

const limits: SupervisionLimits = {
  opinionRequired: true,
  opinionClause: 'c#opinion',
  needsClause: 'c#needs',
  resumeClause: 'c#resume',
  closureClause: 'c#closure',
  checklist: [],
  extensionAskBy: '2026-06-01',
  extensionClause: 'c#extension',
  longestDueOn: '2027-03-02',
}

const listed: ListingView = {
  id: 'l',
  jur: '980121',
  revision: 1,
  ownerOrg: 'office',
  ownerName: '市安委办',
  finding: 'f',
  findingNumber: '1',
  findingTitle: '隐患',
  level: 'city',
  number: '挂督1号',
  rectifierOrg: 'plant',
  rectifierName: '企业',
  recheckOrg: 'bureau',
  recheckName: '应急局',
  reason: null,
  listedOn: '2026-03-02',
  listedPerson: 'head',
  dueOn: '2026-06-30',
  originalDueOn: '2026-06-30',
  overdue: false,
  left: null,
  state: 'listed',
  publishedOn: null,
  published: null,
  appliedOn: null,
  application: null,
  recheckedOn: null,
  recheckNote: null,
  opinionOn: null,
  opinion: null,
  expert: null,
  extensions: 0,
  extensionTo: null,
  extensionPerson: null,
  extensionReason: null,
  delistedOn: null,
  delistingNumber: null,
  delisting: null,
  delistingPublishedOn: null,
  delistingPublished: null,
}

const VIEWERS: readonly Viewer[] = [
  { person: 'head', org: 'office', role: 'committee_head' },
  { person: 'clerk', org: 'office', role: 'committee_clerk' },
  { person: 'officer', org: 'plant', role: 'safety_officer' },
  { person: 'inspector', org: 'bureau', role: 'inspector' },
  { person: 'stranger', org: 'elsewhere', role: 'section_head' },
]

/** What each act leaves behind, as far as later rules look at it. */
function after(act: ListingAct, row: ListingView, viewer: Viewer): ListingView {
  const state = LISTING_MOVES[act].to ?? row.state
  const on = '2026-04-01'
  const set = {
    publish: { publishedOn: on },
    publish_delisting: { delistingPublishedOn: on },
    opine: { opinionOn: on },
    ask_extension: { extensionTo: '2026-07-31', extensionPerson: viewer.person },
    grant_extension: { extensionTo: null, extensions: row.extensions + 1 },
    refuse_extension: { extensionTo: null },
  }[act as string]
  return { ...row, state, ...set }
}

type Open = { readonly act: Exclude<ListingAct, 'list'>; readonly viewer: Viewer }

const TODAY = '2026-04-01'
const EVERY: readonly Open[] = LISTING_ACTS.flatMap((act) =>
  act === 'list' ? [] : VIEWERS.map((viewer) => ({ act, viewer })),
)

test('whatever is done in whatever order, a listing is delisted only on the three conditions', (t) => {
  t.diagnostic(`fast-check seed ${SEED}, BIHUAN_SEED=${SEED} repeats it`)
  let delisted = 0
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 80 }), (choices) => {
      let row = listed
      let passedBy: string | null = null
      for (const choice of choices) {
        const open = EVERY.filter(
          ({ act, viewer }) => listingRefused(act, row, viewer, limits, TODAY) === null,
        )
        if (open.length === 0) break
        const { act, viewer } = open[choice % open.length]!
        assert.notEqual(viewer.org, 'elsewhere')
        if (act === 'recheck_pass') passedBy = viewer.org
        if (act === 'recheck_fail' || act === 'apply') passedBy = null
        if (act === 'grant_extension') assert.notEqual(viewer.person, row.extensionPerson)
        if (act === 'delist') {
          assert.equal(passedBy, 'bureau')
          assert.ok(row.publishedOn && row.opinionOn)
          assert.equal(viewer.role, 'committee_head')
          delisted += 1
        }
        if (row.state === 'delisted') assert.equal(act, 'publish_delisting')
        row = after(act, row, viewer)
      }
    }),
    { numRuns: 500, seed: SEED },
  )
  assert.ok(delisted > 0, 'no run came as far as a delisting')
})
