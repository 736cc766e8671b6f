import { kindsOf } from '#imports/rules.ts'
import type { ImportKind } from '#imports/words.ts'
import { ButtonLink } from '../parts/button.tsx'
import { useRole } from '../parts/session.ts'

/** The way from a list to its import; roles that never import have none. */
export function ImportLink(props: { readonly kind: ImportKind; readonly label: string }) {
  const role = useRole()
  if (!role || !kindsOf(role).includes(props.kind)) return null
  return (
    <ButtonLink to="/imports" search={{ kind: props.kind }} icon="upload">
      {props.label}
    </ButtonLink>
  )
}
