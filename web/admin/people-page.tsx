import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { ROLE_LABELS } from '#places/texts.ts'
import { listPeople, type PersonView, type Role } from '#places/words.ts'
import { ImportLink } from '../imports/import-link.tsx'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { ListPage } from '../parts/list/list-page.tsx'
import type { ListSpec } from '../parts/list/list-words.ts'
import { useRole } from '../parts/session.ts'
import { PersonForm } from './person-form.tsx'

/** 人员: who holds which post. */
export function PeoplePage() {
  const query = useSearch({ from: '/inside/admin/people' })
  const navigate = useNavigate({ from: '/admin/people' })
  const client = useQueryClient()
  const role = useRole()
  const [adding, setAdding] = useState(false)
  return (
    <>
      <ListPage
        spec={{
          ...spec,
          ...(role === 'system_admin'
            ? {
                actions: (
                  <>
                    <ImportLink kind="people" label="导入人员" />{' '}
                    <Button weight="solid" icon="plus" onClick={() => setAdding(true)}>
                      登记人员
                    </Button>
                  </>
                ),
              }
            : {}),
        }}
        query={query}
        onQuery={(next) => void navigate({ search: next, resetScroll: false })}
      />
      {adding && (
        <PersonForm
          onClose={() => {
            setAdding(false)
            void client.invalidateQueries({ queryKey: ['people'] })
          }}
        />
      )}
    </>
  )
}

function posts(row: PersonView): string {
  return row.posts.map((post) => `${post.orgName} ${post.title}`).join('、') || '无任职'
}

const spec: ListSpec<PersonView> = {
  id: 'people',
  title: '人员',
  unit: '人',
  filters: [
    { name: 'q', label: '姓名', kind: 'words', placeholder: '姓名、拼音首字母' },
    { name: 'place', label: '地区', kind: 'place', width: 200 },
    {
      name: 'role',
      label: '角色',
      kind: 'one',
      width: 180,
      all: '全部角色',
      options: Object.entries(ROLE_LABELS),
    },
  ],
  views: [],
  columns: [
    { key: 'name', label: '姓名', fixed: true, cell: (row) => row.name },
    { key: 'posts', label: '任职', first: true, cell: posts },
  ],
  keyOf: (row) => row.id,
  nameOf: (row) => row.name,
  card: (row) => (
    <div className="mcard">
      <span className="l2 block">{row.name}</span>
      <span className="sm muted block">{posts(row)}</span>
    </div>
  ),
  read: async ({ after, q, place, role }) => {
    const page = await call(listPeople, {
      query: {
        limit: 50,
        ...(after ? { cursor: after } : {}),
        ...(q ? { q } : {}),
        ...(place ? { place } : {}),
        ...(role ? { role: role as Role } : {}),
      },
    })
    return { rows: page.items, next: page.next, previous: null }
  },
  empty: '尚未登记人员。',
}
