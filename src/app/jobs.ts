import type { JobWork, Nightly } from '#jobs/index.ts'
import { exportWork, statisticsWork } from '#exports/index.ts'
import type { Product } from './product.ts'

/** Every kind of long work of the product. */
export const WORKS: readonly JobWork[] = [exportWork as never, statisticsWork as never]

/** What is done every night, in this order. */
export function nightlyOf(_product: Product): readonly Nightly[] {
  return []
}
