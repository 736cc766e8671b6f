import type { SignInGround } from './accounts.ts'
import { standingOf, type Standing } from './sessions.ts'

/** How long a standing is taken on trust: what other processes change is noticed by then. */
const KEPT_MS = 1_000
const MOST_KEPT = 5_000

type Kept = {
  readonly standing: Standing
  readonly at: number
  readonly now: number
  /** Holdings end with a day. */
  readonly today: string
}

/**
 * Who stands behind each session, looked up once a second and not for every request. Whoever
 * changes sessions, accounts, posts or holdings in this process says `forget`, and the very
 * next request looks again.
 */
export class Standings {
  private readonly ground: SignInGround
  private readonly kept = new Map<string, Kept>()
  private changes = 0

  constructor(ground: SignInGround) {
    this.ground = ground
  }

  /** As standingOf. Only sessions that may act are kept; every other is looked at each time. */
  async of(token: string): Promise<Standing | null> {
    const now = Date.parse(this.ground.clock.now())
    const today = this.ground.clock.today()
    const known = this.kept.get(token)
    const fresh = known && within(performance.now() - known.at) && within(now - known.now)
    if (fresh && known.today === today) return known.standing
    const { changes } = this
    const at = performance.now()
    const standing = await standingOf(this.ground, token)
    // What was changed while this was read may not be in it.
    if (changes !== this.changes) return standing
    if (standing?.state === 'open') this.keep(token, { standing, at, now, today })
    else this.kept.delete(token)
    return standing
  }

  /** Something was changed on which standings rest. */
  forget(): void {
    this.changes += 1
    this.kept.clear()
  }

  private keep(token: string, kept: Kept): void {
    if (this.kept.size >= MOST_KEPT) this.kept.clear()
    this.kept.set(token, kept)
  }
}

function within(ms: number): boolean {
  return ms >= 0 && ms < KEPT_MS
}
