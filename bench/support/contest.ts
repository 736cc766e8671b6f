import { setTimeout as sleep } from 'node:timers/promises'

/** One way of doing the same work. */
export type Contender = {
  readonly name: string
  /** One operation of one worker; throws where the answer is wrong. */
  readonly work: (worker: number) => Promise<unknown>
  /** CPU time in ms so far: of the process that serves, and of PostgreSQL. */
  readonly cpu?: () => { readonly server: number; readonly postgres: number }
  /** Runs after each round, unmeasured: lets what is left over come to rest. */
  readonly settle?: () => Promise<unknown>
}

export type Result = {
  readonly name: string
  /** Operations a second: the median of the rounds, and the slowest and fastest round. */
  readonly rate: number
  readonly slowest: number
  readonly fastest: number
  /** Milliseconds of one operation. */
  readonly p50: number
  readonly p99: number
  /** CPU milliseconds an operation, in the serving process and in PostgreSQL. */
  readonly server: number
  readonly postgres: number
  readonly count: number
}

export type Shape = {
  readonly workers: number
  readonly rounds: number
  readonly roundMs: number
}

type Round = {
  readonly rate: number
  readonly times: number[]
  readonly server: number
  readonly postgres: number
}

/**
 * Lets each contender work in turn, round after round, so that whatever else the machine does
 * falls on all of them; the first round warms up and is not counted.
 */
export async function contest(
  contenders: readonly Contender[],
  shape: Shape,
): Promise<readonly Result[]> {
  const rounds = contenders.map((): Round[] => [])
  for (let nth = 0; nth <= shape.rounds; nth += 1) {
    for (const [index, contender] of contenders.entries()) {
      const ms = nth === 0 ? Math.min(1_000, shape.roundMs) : shape.roundMs
      const round = await oneRound(contender, shape.workers, ms)
      await contender.settle?.()
      await sleep(100)
      if (nth > 0) rounds[index]!.push(round)
    }
  }
  return contenders.map(({ name }, index) => resultOf(name, rounds[index]!))
}

async function oneRound(contender: Contender, workers: number, ms: number): Promise<Round> {
  const times: number[] = []
  const before = contender.cpu?.() ?? { server: NaN, postgres: NaN }
  const begun = performance.now()
  const end = begun + ms
  const worker = async (nth: number): Promise<void> => {
    while (performance.now() < end) {
      const from = performance.now()
      await contender.work(nth)
      times.push(performance.now() - from)
    }
  }
  await Promise.all(Array.from({ length: workers }, (_, nth) => worker(nth)))
  const elapsed = performance.now() - begun
  // What an act leaves to be done afterwards is part of its cost.
  await contender.settle?.()
  const after = contender.cpu?.() ?? { server: NaN, postgres: NaN }
  return {
    rate: (times.length / elapsed) * 1000,
    times,
    server: (after.server - before.server) / times.length,
    postgres: (after.postgres - before.postgres) / times.length,
  }
}

function resultOf(name: string, rounds: readonly Round[]): Result {
  const rates = rounds.map((round) => round.rate)
  const times = rounds.flatMap((round) => round.times).toSorted((a, b) => a - b)
  return {
    name,
    rate: median(rates),
    slowest: Math.min(...rates),
    fastest: Math.max(...rates),
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    server: median(rounds.map((round) => round.server)),
    postgres: median(rounds.map((round) => round.postgres)),
    count: times.length,
  }
}

/** The middle value; of none, NaN. */
export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  )
}

function quantile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) return NaN
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
}
