type Figures = { readonly cap: number; readonly used: number; readonly total: number }

/** What the planner of visits says. */
export const PLAN_SAYS = {
  noCap: (enterprise: string) => `${enterprise}：未查到年度检查频次上限，由机关核定。`,
  usedUp: (enterprise: string, { cap, used, total }: Figures) =>
    `${enterprise}：本年已检查 ${used} 次，上限 ${cap} 次已用完，计划的 ${total} 家次不得安排。`,
  capWins: (enterprise: string, { cap, used, total, left }: Figures & { readonly left: number }) =>
    `${enterprise}：计划 ${total} 家次，上限 ${cap} 次、已用 ${used} 次，以上限为准，只安排 ${left} 次检查。`,
  joint: (enterprise: string, departments: readonly string[]) =>
    `${enterprise}：由${departments.join('、')}联合检查，一次检查各计一家次，企业只计一次。`,
  byJoining: (department: string, gained: number) =>
    `${department}：参加其他检查或者另行安排 ${gained} 家次，补足数量要求。`,
  short: (department: string, least: number, short: number) =>
    `${department}：应检查 ${least} 家次，尚缺 ${short} 家次；企业上限不得突破，请增列企业或者报部署机关调整。`,
  notCovered: (enterprise: string) => `${enterprise}：高危企业应当全覆盖，计划未安排检查。`,
} as const
