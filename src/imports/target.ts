import type { Pool } from 'pg'
import type { Actor } from '#kernel/index.ts'
import type { JobRun } from '#jobs/index.ts'
import type { TakeOverGround } from '#findings/index.ts'
import type { Chosen } from './directory.ts'
import type { KindRow } from './kind.ts'
import type { ImportProblem } from './report.ts'

/** Who takes a file in: the acting post, its office, the office's place, and the file's name. */
export type Taking = {
  readonly actor: Actor
  readonly office: { readonly id: string; readonly name: string }
  readonly home: string
  readonly fileName: string
}

/** What reading and taking over need of a job; the command line does both without a queue. */
export type Working = Pick<JobRun, 'actor' | 'runner' | 'progress'>

/** A record that is here already. */
export type Known = {
  readonly at: string | null
  readonly id: string | null
  /** Whether it reads otherwise here than in the file. */
  readonly changed: boolean
}

/** A row that is looked up among what is here already. */
export type Asked<R> = {
  readonly identity: string
  readonly content: string
  readonly row: R
  /** What was chosen for its names. */
  readonly chosen: Chosen
}

/** A row that was agreed to, with what was chosen for its names. */
export type Agreed<R> = {
  readonly row: R
  readonly identity: string
  readonly content: string
  readonly chosen: Chosen
  /** The same each time the row is taken, so that a repeated job takes it once. */
  readonly key: string
}

/** What became of a row. */
export type Taken = {
  readonly outcome: 'taken' | 'repeated' | 'failed'
  readonly say: string | null
  readonly id: string | null
}

/** Where the rows of one kind go, opened for one office: its names, what it has, how it takes. */
export type Target<R extends KindRow> = {
  /** What is to be said of the names in a row. */
  readonly judge: (row: R, chosen: Chosen) => readonly ImportProblem[]
  /** Under which name somebody may choose this id; null where it may not be chosen. */
  readonly offered: (id: string) => string | null
  /** What is here already, by identity. */
  readonly known: (on: Pool, rows: readonly Asked<R>[]) => Promise<ReadonlyMap<string, Known>>
  /** What would refuse a row when it is taken, by identity, where that is not in the row itself. */
  readonly refusals?: (
    on: Pool,
    rows: readonly Asked<R>[],
  ) => Promise<ReadonlyMap<string, ImportProblem>>
  /** Takes rows in, one answer each in their order. */
  readonly take: (
    ground: TakeOverGround,
    agreed: readonly Agreed<R>[],
    options: TakeOptions,
  ) => Promise<readonly Taken[]>
}

/** What was said once for all rows when agreeing. */
export type TakeOptions = { readonly keepCodesBecause: string | null }

/** Opens the target of one kind. */
export type OpenTarget<R extends KindRow> = (on: Pool, taking: Taking) => Promise<Target<R>>
