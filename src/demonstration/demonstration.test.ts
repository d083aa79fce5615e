import { existsSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { column, startProduct } from '../../test/setup/product.ts'
import { latestGoldSample } from '../causes/sampling/gold.ts'
import { commandLine, ended } from '../channels/import/import-for-tests.ts'

const product = await startProduct({ isSetUp: false })
const { db, app, call } = product
const counts = () => column<number>(db, 'select count(*) from complaints union all select count(*) from codings')

test('a demonstration whose loading was interrupted is whole after the next start, and nothing in it twice', async () => {
  const started = await call(commandLine, 'startDemonstration', { body: { language: 'en' } })
  expect(started.status).toBe(202)
  await call(commandLine, 'stopImport', { params: { id: started.body.id } })
  expect((await ended(product, started.body.id)).state).toBe('stopped')
  const [some = 0, codings] = await counts()
  expect(codings).toBe(0)
  await app.http.listen({ port: 0 })
  const { body } = await call(commandLine, 'readDemonstration')
  expect(body?.id).toBe(started.body.id)
  // The server answers before it has gone on with the loading.
  await expect.poll(async () => (await ended(product, started.body.id)).state, { timeout: 100_000 }).toBe('done')
  expect(await ended(product, started.body.id)).toMatchObject({ duplicateRows: some })
  const [all = 0, coded = 0] = await counts()
  expect(all).toBe(4146 + 3201)
  expect(coded).toBeGreaterThan(300)
  expect(
    await column(
      db,
      `select count(*) from (select complaint_id, pass from codings where standing = 'primary' group by 1, 2 having count(*) > 1) twice`,
    ),
  ).toEqual([0])
  expect(await column(db, `select count(distinct owner_id) > 1 from complaints`)).toEqual([true])
  expect(await latestGoldSample(db)).toMatchObject({ frame: 979, units: 200, withoutClass: 0, onlyWithWords: true })
  expect(await column(db, `select count(*) from potholes where proven_at is not null`)).toEqual([1])
  expect(await column(db, `select word from verdicts order by as_of desc limit 1`)).toEqual(['worked'])
  expect(await column(db, `select count(*) from told_rounds where begun_at is not null`)).toEqual([1])
}, 120_000)

test('an installation that is set up takes no demonstration', async () => {
  const again = await call(commandLine, 'startDemonstration', { body: { language: 'en' } })
  expect([again.status, again.body.type]).toEqual([409, 'urn:amends:problem:already_set_up'])
  const { rows } = await sql<{ source: string }>`select source from imports`.execute(db)
  expect(existsSync(rows[0]?.source ?? '')).toBe(true)
})
