import { checkFigures } from '#findings/index.ts'
import { print, withProduct, type Json } from './command-line.ts'

/** `counts verify`: counts the ledger anew and compares every cell of every figure. */
export async function countsVerifyCommand(options: Json): Promise<void> {
  const check = await withProduct(({ db }) => checkFigures(db.owner))
  print(check, check.ok, options, [
    check.ok
      ? `统计与台账一致：逐格核对 ${check.cells} 格。`
      : `统计与台账不一致，共 ${check.differing} 格（未作改动）：`,
    ...check.differences.map(
      ({ level, figure, place, key, part, grade, kept, counted, keptAmount, countedAmount }) =>
        `${level === 'county' ? '县' : '省'} ${place} ${figure} ${key} ${part} ${grade}：` +
        `统计 ${kept}（${keptAmount}），清点 ${counted}（${countedAmount}）`,
    ),
  ])
}
