import type { Pool } from 'pg'
import { perform, type Actor, type Command } from './command.ts'
import { isId } from './faces.ts'
import { scoped } from './scope.ts'
import { notFound, serve, type Call, type Route } from './serve.ts'

/** A call of somebody who is signed in. */
export type Signed = Call & { readonly actor: Actor }

/** Reads within the caller's places. */
export function readOwn<T>(call: Signed, work: Parameters<typeof scoped<T>>[2]): Promise<T> {
  return scoped(call.runner.db.app, call.actor.scope, work)
}

/** The commands of a module, made once for each database. */
export function boundTo<Commands>(make: (pool: Pool) => Commands): (pool: Pool) => Commands {
  const bound = new WeakMap<object, Commands>()
  return (pool) => {
    const known = bound.get(pool) ?? make(pool)
    bound.set(pool, known)
    return known
  }
}

type OnOne = Command<{ readonly id: string; readonly body: unknown }, never>

/**
 * Serves an act on one row: the address names it as `id`, the body carries the rest. An address that
 * names no row is the same 404 as one that names another's.
 */
export function serveAct(face: Parameters<typeof serve>[0], pick: (pool: Pool) => unknown): Route {
  return serve(face)(async (given, { runner, actor, key }) => {
    const { params, body } = given as unknown as { params: { id: string }; body: unknown }
    if (!isId(params.id)) return notFound
    const command = pick(runner.db.app) as OnOne
    return perform(runner, command, { id: params.id, body }, { actor, key })
  })
}

/** `serveAct` for the commands of one module, and the commands themselves. */
export function actsOf<Commands>(make: (pool: Pool) => Commands) {
  const commandsOf = boundTo(make)
  return {
    commandsOf,
    actOn: (face: Parameters<typeof serve>[0], pick: (commands: Commands) => unknown) =>
      serveAct(face, (pool) => pick(commandsOf(pool))),
  }
}
