import { Link } from '@tanstack/react-router'

/** The lists of the page; each is an address of its own. */
export const TABS = {
  sponsors: '企业包联',
  places: '地区包联',
  cells: '网格',
  supervisors: '监管部门',
  duplicates: '疑似重复',
} as const
export type Tab = keyof typeof TABS

/** Which tab an address asks for. */
export function tabOf(text: string | undefined): Tab {
  return text !== undefined && Object.hasOwn(TABS, text) ? (text as Tab) : 'sponsors'
}

/** 企业包联, 地区包联, 网格, 监管部门, 疑似重复. */
export function GridTabs({ tab }: { readonly tab: Tab }) {
  return (
    <nav className="tabs noprint" aria-label="包联网格">
      {(Object.entries(TABS) as [Tab, string][]).map(([key, label]) => (
        <Link
          key={key}
          to="/grids"
          search={key === 'sponsors' ? {} : { tab: key }}
          activeOptions={{ exact: true, includeSearch: true }}
          aria-current={key === tab ? 'page' : undefined}
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}
