import { Link } from '@tanstack/react-router'
import { useClauseName } from './clause-names.ts'

/** 依据: the name of the instrument and its article, opening it in the law browser. */
export function ClauseLink(props: { readonly clause: string; readonly bare?: boolean }) {
  const name = useClauseName(props.clause)
  const [pack, article] = props.clause.split('#')
  return (
    <span className="law">
      {!props.bare && '依据：'}
      <Link to="/law/$pack" params={{ pack: pack ?? '' }} hash={article ?? ''}>
        {name}
      </Link>
    </span>
  )
}
