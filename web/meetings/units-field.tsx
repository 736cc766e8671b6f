import { BodiesField, type BodiesFieldProps } from '../parts/bodies-field.tsx'
import type { PickedOrg } from '../parts/pickers.tsx'
import { useMemberUnits } from './data.ts'

/** Bodies picked one after another, or all member units of the committee at once. */
export function UnitsField<U extends PickedOrg>(props: Omit<BodiesFieldProps<U>, 'group'>) {
  const bodies = useMemberUnits().map(({ org, name }) => ({ org, orgName: name }))
  return <BodiesField {...props} group={{ label: '全体成员单位', bodies }} />
}
