import { FAULT_TEXTS } from './texts.ts'
import type { SheetFault } from './words.ts'

/** A file that is not read: the fault by name, and the sentence for the user as message. */
export class SheetRefused extends Error {
  readonly fault: SheetFault
  constructor(fault: SheetFault, detail?: string) {
    super(detail === undefined ? FAULT_TEXTS[fault] : `${FAULT_TEXTS[fault]}（${detail}）`)
    this.fault = fault
  }
}
