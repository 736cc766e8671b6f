import type { Actor } from './command.ts'
import { scopeOf } from './scope.ts'

/** Stands for no person, no post and no body: the product itself. Nobody can sign in as it. */
export const NOBODY = '00000000-0000-7000-8000-000000000000'

/** The product as an actor, for what follows by itself, within the subtree of one place. */
export function itself(place: string, demo = false): Actor {
  return {
    account: NOBODY,
    person: NOBODY,
    post: NOBODY,
    org: NOBODY,
    role: 'system',
    scope: scopeOf(place),
    onBehalfOf: null,
    demo,
  }
}
