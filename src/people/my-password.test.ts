import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../test/setup/database.ts'
import { createApp } from '../app.ts'
import { connectAsApp } from '../platform/database/index.ts'
import { sessionCookie } from './gate.ts'

const { owner } = await testDatabase()
const db = await connectAsApp(owner)
const dataFolder = mkdtempSync(join(tmpdir(), 'amends-my-password-'))
const { http, stop } = await createApp({ db, clock: { now: () => new Date() }, dataFolder })
afterAll(async () => {
  await stop()
  await db.destroy()
  rmSync(dataFolder, { recursive: true, force: true })
})
const me = { organization: 'Seven Seas', name: 'Anna', email: 'anna@example.org', password: 'kettle violin' }

const cookiesOf = (answer: Awaited<ReturnType<typeof http.inject>>) => ({
  [sessionCookie]: answer.cookies.find(({ name }) => name === sessionCookie)?.value ?? '',
})
const signIn = (password: string) =>
  http.inject({ method: 'POST', url: '/api/v1/session', payload: { email: me.email, password } })
const isSignedIn = async (cookies: Record<string, string>) =>
  (await http.inject({ method: 'GET', url: '/api/v1/session', cookies })).statusCode === 200

test('whoever knows the password so far changes it; other sessions end, this one goes on', async () => {
  const here = cookiesOf(await http.inject({ method: 'POST', url: '/api/v1/setup', payload: me }))
  const elsewhere = cookiesOf(await signIn(me.password))
  const change = (current: string, password: string, cookies = here) =>
    http.inject({ method: 'PUT', url: '/api/v1/session/password', payload: { current, password }, cookies })

  const wrong = await change('guessed', 'rowan marsh lantern')
  expect(wrong.statusCode).toBe(403)
  expect(wrong.json().errors).toEqual([{ field: 'current', message: 'This is not your password so far.' }])
  expect(await isSignedIn(elsewhere)).toBe(true)

  const changed = await change(me.password, 'rowan marsh lantern')
  expect(changed.statusCode).toBe(200)
  expect(await isSignedIn(cookiesOf(changed))).toBe(true)
  expect(await isSignedIn(elsewhere)).toBe(false)
  expect((await signIn(me.password)).statusCode).toBe(401)
  expect((await signIn('rowan marsh lantern')).statusCode).toBe(201)
})
