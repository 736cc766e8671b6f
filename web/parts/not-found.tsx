import { Link } from '@tanstack/react-router'
import { Empty } from './page-state.tsx'

/** Out of scope and not there look the same. */
export function NotFound() {
  return (
    <Empty
      act={
        <Link to="/" className="btn o">
          回到我的待办
        </Link>
      }
    >
      未找到。可能不在本岗位管辖范围内。
    </Empty>
  )
}
