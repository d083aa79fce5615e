import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'

const { call, db, nobody } = await startProduct({ isSetUp: false })

test('what comes with the product bears names in the company’s language', async () => {
  const body = { organization: 'Посылки', name: 'Анна', email: 'anna@example.org', password: 'rowan kettle violin' }
  const made = await call(nobody, 'setUp', { body: { ...body, language: 'ru', code: 'setup-code' } })
  expect(made.status, made.text).toBeLessThan(300)
  const { rows } = await sql<{ name: string }>`
    select name from calendars union all select name from regimes order by name`.execute(db)
  expect(rows.map(({ name }) => name)).toEqual(['Наши собственные сроки', 'Рабочие часы'])
})
