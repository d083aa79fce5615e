import { z } from 'zod'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { ComplaintFilters, Sort } from '../filter-shapes.ts'
import { sharings } from './rules.ts'

const Named = z.object({ id: z.uuid(), name: z.string() })
const Name = z.string().trim().min(1).max(100)
const Sharing = z.enum(sharings)

/** What a list of complaints is asked with, checked as the list would check it, and kept as it was written. */
const Search = z
  .record(z.string().max(60), z.string().max(4000))
  .check(({ value, issues }) => {
    const found = ComplaintFilters.extend({ sort: Sort.optional() }).strict().safeParse(value)
    for (const { path, message, ...rest } of found.error?.issues ?? [])
      issues.push({
        code: 'custom',
        message,
        path: rest.code === 'unrecognized_keys' ? rest.keys.slice(0, 1) : path,
        input: value,
      })
  })
  .describe('Filters and `sort`, as the query of GET /api/v1/complaints has them')

export const Column = z.strictObject({
  key: z.string().min(1).max(60),
  width: z.number().int().min(40).max(2000).optional().describe('In pixels; left out: as wide as usual'),
})
export const Layout = z.strictObject({ columns: z.array(Column).min(1).max(60) })
export type Layout = z.infer<typeof Layout>

export const SavedView = z.object({
  id: z.uuid(),
  name: z.string(),
  owner: Named,
  sharedWith: Sharing,
  team: Named.nullable().describe('The team it is shared with'),
  search: z.record(z.string(), z.string()),
  layout: Layout.nullable(),
  mayChange: z.boolean().describe('Whether I may change and delete it: it is mine, or I am an administrator'),
  changedAt: z.iso.datetime(),
  version: z.number().int(),
})
export type SavedView = z.infer<typeof SavedView>

const Given = z.strictObject({
  name: Name,
  search: Search,
  layout: Layout.nullable().default(null),
  sharedWith: Sharing.default('nobody'),
  teamId: z.uuid().nullish().describe('Which team to share with; my own when left out'),
})
export type ViewGiven = z.infer<typeof Given>

/** The view that a list is shown as: one of those that are always there, or a saved one. */
const ViewName = z.union([z.enum(['mine', 'overdue', 'uncoded', 'all']), z.uuid()])
const Density = z.enum(['comfortable', 'dense'])

export const ListSettings = z.object({
  defaultView: ViewName.nullable(),
  density: Density,
  layouts: z.record(z.string(), Layout).describe('My columns by view, where I chose others than the view has'),
})
export type ListSettings = z.infer<typeof ListSettings>

const Id = z.object({ id: z.uuid() })

nameShapes({ ViewColumn: Column, ListLayout: Layout, SavedView, ListSettings })

export const viewsContract = contract({
  listViews: {
    method: 'GET',
    path: '/api/v1/views',
    summary: 'Saved views of the list of complaints: mine and those shared with me, by name',
    answer: { status: 200, shape: z.array(SavedView) },
  },
  saveView: {
    method: 'POST',
    path: '/api/v1/views',
    summary: 'Save filters, order and columns under a name; for me, for a team or for everyone',
    body: Given,
    answer: { status: 201, shape: SavedView },
  },
  changeView: {
    method: 'PATCH',
    path: '/api/v1/views/:id',
    summary: 'Change a saved view: its owner or an administrator',
    params: Id,
    ifMatch: true,
    etag: true,
    body: Given.partial().extend({ layout: Layout.nullish(), sharedWith: Sharing.optional() }),
    answer: { status: 200, shape: SavedView },
  },
  deleteView: {
    method: 'DELETE',
    path: '/api/v1/views/:id',
    summary: 'Delete a saved view; it can be restored',
    params: Id,
    ifMatch: true,
    answer: { status: 204, shape: null },
  },
  restoreView: {
    method: 'DELETE',
    path: '/api/v1/views/:id/deletion',
    summary: 'Bring back a view that was deleted',
    params: Id,
    answer: { status: 200, shape: SavedView },
  },
  readListSettings: {
    method: 'GET',
    path: '/api/v1/list-settings',
    summary: 'How I like my lists: the view that comes first, how dense, which columns',
    answer: { status: 200, shape: ListSettings },
  },
  changeListSettings: {
    method: 'PATCH',
    path: '/api/v1/list-settings',
    summary: 'Change how I like my lists; what is left out stays',
    body: z.strictObject({
      defaultView: ViewName.nullish(),
      density: Density.optional(),
      layout: z
        .strictObject({ view: ViewName, layout: Layout.nullable() })
        .optional()
        .describe('Columns of one view; null: as the view has them'),
    }),
    answer: { status: 200, shape: ListSettings },
  },
})
