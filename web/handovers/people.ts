import type { PostLine, Viewer } from '#handovers/words.ts'

/** The value of a choice of somebody in a post. */
export function pairOf(value: string): { readonly post: string; readonly person: string } {
  const [post = '', person = ''] = value.split(' ')
  return { post, person }
}

/** Everybody in every post of the body, as choices. */
export function optionsOf(posts: readonly PostLine[]): [string, string][] {
  return posts.flatMap(({ id, title, people }) =>
    people.map(({ person, name, toOn }): [string, string] => [
      `${id} ${person}`,
      `${name}，${title}${toOn === null ? '' : `（至 ${toOn}）`}`,
    ]),
  )
}

/** Who holds a post on a day. */
export function holdersOf(posts: readonly PostLine[], post: string, day: string) {
  const found = posts.find(({ id }) => id === post)?.people ?? []
  return found.filter(({ fromOn, toOn }) => fromOn <= day && (toOn === null || toOn >= day))
}

/** The choice that a form begins with: oneself in the acting post, if one holds it. */
export function ownFirst(posts: readonly PostLine[], viewer: Viewer, day: string): string {
  const own = holdersOf(posts, viewer.post, day).some(({ person }) => person === viewer.person)
  return own ? `${viewer.post} ${viewer.person}` : ''
}
