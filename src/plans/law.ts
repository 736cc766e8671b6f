import { clauseRef, resolve, type Pack } from '#law/index.ts'
import type { Limit, PlanProblem, VisitLaw, VisitPlan } from './words.ts'

/**
 * The quota, the coverage and every enterprise's cap that hold on the plan's day at its place; the
 * quota of the named campaign even where its pack is no longer in force, since the plan is its own.
 */
export function visitLawOf(packs: readonly Pack[], plan: VisitPlan): VisitLaw | PlanProblem {
  const { campaign } = plan
  const named = packs.find(({ head }) => head.id === campaign)
  if (campaign !== undefined && named === undefined) {
    return { at: 'campaign', message: `没有规则包 ${campaign}。` }
  }
  const asked = { on: plan.on, lineage: plan.place }
  const figure = (key: string) => (named ? valueOf(named, key) : held(packs, { ...asked, key }))
  const quota = figure('campaign.visits.perDepartment')
  const coverage = figure('campaign.coverage.highRisk')
  return {
    quota: quota && { least: quota.value, ref: quota.ref },
    coverage: coverage && { ref: coverage.ref },
    caps: new Map(plan.enterprises.map(({ id, facts }) => [id, capOf(packs, { ...asked, facts })])),
  }
}

type Figure = { readonly value: number; readonly ref: string }

function valueOf({ head, values }: Pack, key: string): Figure | null {
  const found = values?.values.find((one) => one.key === key)
  return found ? { value: Number(found.value), ref: clauseRef(head.id, found.article) } : null
}

function held(packs: readonly Pack[], asked: Parameters<typeof resolve>[1]): Figure | null {
  const found = resolve(packs, asked)
  return found ? { value: Number(found.value), ref: found.winner.ref } : null
}

function capOf(
  packs: readonly Pack[],
  asked: Omit<Parameters<typeof resolve>[1], 'key'>,
): Limit | null {
  const found = held(packs, { ...asked, key: 'inspection.perEnterprise.perYear' })
  return found && { most: found.value, ref: found.ref }
}
