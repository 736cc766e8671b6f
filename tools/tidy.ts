/**
 * Checks the shape of the project, which no linter knows: order of modules, purity of words, rules
 * and texts, lengths, docstrings, links, clauses, total tables, register, traces of machines and
 * persons. `node tools/tidy.ts` prints what breaks them; tools/tidy.test.ts plants each breach.
 */
import { checkFileLengths, checkFunctionLengths } from './tidy/shape.ts'
import { checkConsole, checkDocstrings, checkUnfinished } from './tidy/shape.ts'
import { checkGlossary } from './tidy/glossary.ts'
import { checkModules } from './tidy/modules.ts'
import { checkLockfile, checkPins, checkPersonalData, checkTraces } from './tidy/privacy.ts'
import { checkPurity } from './tidy/purity.ts'
import { checkClauses, checkLinks } from './tidy/references.ts'
import { readTree, report, type Complaint, type Tree } from './tidy/tree.ts'
import { checkRefusals, checkTotalTables, checkVoice } from './tidy/words.ts'

const CHECKS = [
  checkModules,
  checkPurity,
  checkFileLengths,
  checkFunctionLengths,
  checkDocstrings,
  checkUnfinished,
  checkConsole,
  checkLinks,
  checkClauses,
  checkGlossary,
  checkTotalTables,
  checkVoice,
  checkRefusals,
  checkTraces,
  checkPersonalData,
  checkLockfile,
  checkPins,
] as const

/** The names of all rules, taken from what the checks can answer. */
export type TidyRule = ReturnType<(typeof CHECKS)[number]>[number]['rule']

/** Every complaint about the tree, in no particular order. */
export function tidy(tree: Tree): Complaint<TidyRule>[] {
  return CHECKS.flatMap((check): readonly Complaint<TidyRule>[] => check(tree))
}

if (import.meta.main) process.exitCode = report(tidy(readTree(process.cwd()))) ? 0 : 1
