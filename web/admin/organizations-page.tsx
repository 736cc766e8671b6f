import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { SECTOR_LABELS } from '#findings/texts.ts'
import { ORGANIZATION_KIND_LABELS } from '#places/texts.ts'
import { listOrganizations, type Organization, type OrganizationKind } from '#places/words.ts'
import { ImportLink } from '../imports/import-link.tsx'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { ListPage } from '../parts/list/list-page.tsx'
import type { ListSpec } from '../parts/list/list-words.ts'
import { useRole } from '../parts/session.ts'
import { OrganizationDialog } from './organization-dialog.tsx'
import { OrganizationForm } from './organization-form.tsx'

/** 机构: bodies by place and kind; the system administrator enters new ones. */
export function OrganizationsPage() {
  const query = useSearch({ from: '/inside/admin/organizations' })
  const navigate = useNavigate({ from: '/admin/organizations' })
  const client = useQueryClient()
  const role = useRole()
  const [adding, setAdding] = useState(false)
  const { open, ...filter } = query
  const show = (id: string | null) =>
    void navigate({ search: id ? { ...filter, open: id } : filter, resetScroll: false })
  return (
    <>
      <ListPage
        spec={{
          ...specWith(show),
          ...(role === 'system_admin'
            ? {
                actions: (
                  <>
                    <ImportLink kind="organizations" label="导入机构" />{' '}
                    <Button weight="solid" icon="plus" onClick={() => setAdding(true)}>
                      登记机构
                    </Button>
                  </>
                ),
              }
            : {}),
        }}
        query={filter}
        onQuery={(next) => void navigate({ search: next, resetScroll: false })}
      />
      {adding && (
        <OrganizationForm
          onClose={(changed) => {
            setAdding(false)
            if (changed) void client.invalidateQueries({ queryKey: ['organizations'] })
          }}
        />
      )}
      {open && <OrganizationDialog id={open} onClose={() => show(null)} />}
    </>
  )
}

const sectors: Readonly<Record<string, string>> = SECTOR_LABELS

function linesText(lines: readonly string[]): string {
  return lines.map((line) => sectors[line] ?? line).join('、')
}

function specWith(show: (id: string) => void): ListSpec<Organization> {
  return {
    id: 'organizations',
    title: '机构',
    unit: '个',
    filters: [
      { name: 'q', label: '名称', kind: 'words', placeholder: '名称、拼音首字母' },
      { name: 'place', label: '地区', kind: 'place', width: 200 },
      {
        name: 'kind',
        label: '类别',
        kind: 'one',
        width: 180,
        all: '全部类别',
        options: Object.entries(ORGANIZATION_KIND_LABELS),
      },
    ],
    views: [],
    columns: [
      {
        key: 'name',
        label: '名称',
        fixed: true,
        cell: (row) => (
          <button type="button" className="linkish" onClick={() => show(row.id)}>
            {row.name}
          </button>
        ),
      },
      {
        key: 'kind',
        label: '类别',
        first: true,
        cell: (row) => ORGANIZATION_KIND_LABELS[row.kind],
      },
      { key: 'place', label: '地区', first: true, cell: (row) => row.placeName },
      { key: 'line', label: '条线', first: true, cell: (row) => linesText(row.lines) },
      {
        key: 'from',
        label: '起止',
        first: true,
        cell: (row) => (
          <span className="nw">
            {row.validFrom}
            {row.validTo ? ` 至 ${row.validTo}` : ' 起'}
          </span>
        ),
      },
      { key: 'code', label: '信用代码', cell: (row) => row.creditCode ?? '' },
    ],
    keyOf: (row) => row.id,
    nameOf: (row) => row.name,
    card: (row) => (
      <button type="button" className="mcard" onClick={() => show(row.id)}>
        <span className="l2 block">{row.name}</span>
        <span className="sm muted block">
          {ORGANIZATION_KIND_LABELS[row.kind]} · {row.placeName}
        </span>
      </button>
    ),
    read: async ({ after, q, place, kind }) => {
      const page = await call(listOrganizations, {
        query: {
          limit: 50,
          ...(after ? { cursor: after } : {}),
          ...(q ? { q } : {}),
          ...(place ? { place } : {}),
          ...(kind ? { kind: kind as OrganizationKind } : {}),
        },
      })
      return { rows: page.items, next: page.next, previous: null }
    },
    empty: '尚未登记机构。',
  }
}
