import type { Actor } from './command.ts'

/** What a line of a timeline holds of an act in another's post. */
const ACTING = 'acting'

/** The fact that a line keeps where somebody acted for the holder of the post; empty elsewhere. */
export function actingFact({ onBehalfOf }: Pick<Actor, 'onBehalfOf'>): { [key: string]: string } {
  return onBehalfOf === null ? {} : { [ACTING]: '代' }
}

/** A name as papers write it: marked where its bearer acted for the holder of the post. */
export function actingName(name: string, acted: boolean): string {
  return acted ? `${name}（代）` : name
}

/** A line's name with its mark, and its facts without the one that the mark says. */
export function withActing(
  name: string | null,
  given: { readonly [key: string]: string },
): { readonly personName: string | null; readonly facts: { [key: string]: string } } {
  const { [ACTING]: acting, ...facts } = given
  return {
    personName: name === null ? null : actingName(name, acting !== undefined),
    facts,
  }
}
