import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { insertImport } from '../../channels/import/imports.ts'
import type { Operations } from '../../contracts.ts'
import { newId } from '../ids.ts'

const { people, call, owned, addPerson, db, clock } = await startProduct()
const { agent, administrator, analyst } = people
for (const name of ['émile', 'Ada', 'ada', 'Юлия', 'Bo', 'bo', 'Zed']) await addPerson('agent', { name })

type Paged = 'listPeople' | 'listImports' | 'listCustomers'
type Item = { id: string }

/** Every page of a list, with something done after the first. */
async function allPages(operation: Paged, limit: number, afterFirst = async () => {}): Promise<string[][]> {
  const pages: string[][] = []
  for (let cursor: string | undefined; ; ) {
    const query = { limit, cursor } as never
    const { body } = await call(administrator, operation, { query } as Partial<Operations[Paged]> as never)
    pages.push((body.items as Item[]).map(({ id }) => id))
    if (pages.length === 1) await afterFirst()
    if (body.next === null) return pages
    cursor = body.next
  }
}

test('people come page by page in the order of the whole list, each once, whoever joins meanwhile', async () => {
  const whole = (await allPages('listPeople', 500)).flat()
  expect(whole).toHaveLength(13)
  const pages = await allPages('listPeople', 3, async () => void (await addPerson('agent', { name: 'Aaron' })))
  expect(pages[0]).toHaveLength(3)
  expect(pages.flat()).toEqual(whole)
})

test('those who left come last, and are paged through too', async () => {
  const [leaver] = (await call(administrator, 'listPeople', { query: { limit: 1 } })).body.items
  const params = { id: leaver?.id ?? '' }
  await call(administrator, 'deactivatePerson', { params, body: { successorId: administrator.id } })
  expect((await allPages('listPeople', 2)).flat().at(-1)).toBe(leaver?.id)
})

test('customers come newest first, page by page, or by an address', async () => {
  const create = (customer: object) => call(agent, 'createComplaint', { body: { text: 'Late', customer } })
  for (let turn = 0; turn < 5; turn++) await create({ name: `K${turn}`, email: `K${turn}@Example.com` })
  await create({ name: 'Phone', phone: '+44 20 7946 0000', externalId: 'C-1' })
  const pages = await allPages('listCustomers', 2, async () => void (await create({ email: 'later@example.com' })))
  expect(pages.map((page) => page.length)).toEqual([2, 2, 2])
  expect(new Set(pages.flat()).size).toBe(6)
  const find = async (query: object) =>
    (await call(analyst, 'listCustomers', { query: query as never })).body.items.map(({ name }) => name)
  expect(await find({ email: 'k3@EXAMPLE.com' })).toEqual(['K3'])
  expect(await find({ phone: '+442079460000' })).toEqual(['Phone'])
  expect(await find({ externalId: 'C-1' })).toEqual(['Phone'])
  expect(await find({ externalId: 'C-1', email: 'k3@example.com' })).toEqual([])
})

test('imports come newest first, page by page, also those of one moment', async () => {
  const ids: string[] = []
  for (let turn = 0; turn < 5; turn++) {
    const id = newId()
    const mapping = {} as never
    await insertImport(db, { id, fileName: 'a.csv', path: '/a.csv', mapping, startedBy: null, now: clock.now() })
    ids.unshift(id)
  }
  await sql`update imports set state = 'done'`.execute(owned)
  expect((await allPages('listImports', 2)).flat()).toEqual(ids)
})

test.each<Paged>(['listPeople', 'listImports', 'listCustomers'])(
  '%s refuses a cursor that is none',
  async (operation) => {
    for (const cursor of ['x', Buffer.from('["a"]').toString('base64url'), Buffer.from('{}').toString('base64url')]) {
      const { status, body } = await call(administrator, operation, { query: { cursor } } as never)
      expect([status, (body as { errors?: { field: string }[] }).errors?.[0]?.field]).toEqual([400, 'cursor'])
    }
  },
)
