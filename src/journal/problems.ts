import type { VerifyProblem } from './words.ts'

const KEPT_OF_A_KIND = 50

/** Collects what verification found: fifty of each code, and how many there are in all. */
export class Problems {
  readonly kept: VerifyProblem[] = []
  count = 0
  private readonly byCode = new Map<string, number>()

  add(code: string, message: string, where: Omit<VerifyProblem, 'code' | 'message'> = {}): void {
    this.count++
    const alike = this.byCode.get(code) ?? 0
    this.byCode.set(code, alike + 1)
    if (alike < KEPT_OF_A_KIND) this.kept.push({ code, message, ...where })
  }
}
