import { expect, test } from 'vitest'
import { Hub, type HubSettings, type Listener } from './hub.ts'

const all: Listener = { id: 'ada', sees: (news) => news, isAllowed: async () => true }
const start = (settings: HubSettings = {}) => new Hub({ pace: 1, ...settings })

test('a client that does not read is dropped, and memory stays bounded', async () => {
  const hub = start()
  const body = hub.listen(all, null)
  const gone = new Promise((done) => body.once('close', done))
  for (let index = 0; index < 3; index++) {
    hub.publish({ kind: 'big', id: String(index), filling: 'x'.repeat(100_000) })
  }
  await gone
  expect(hub.size).toBe(0)
  hub.stop()
})

test('a client that keeps up reads any amount', async () => {
  const hub = start()
  const body = hub.listen(all, null)
  let read = 0
  body.on('data', (piece: Buffer) => {
    read += piece.length
  })
  for (let round = 0; round < 8; round++) {
    hub.publish({ kind: 'big', filling: 'x'.repeat(100_000) })
    while (read < (round + 1) * 100_000) await new Promise((done) => setTimeout(done, 5))
  }
  expect(hub.size).toBe(1)
  hub.stop()
})

test('what may be seen is asked once at a time; what came meanwhile is told as missed', async () => {
  const hub = start()
  const answers: (() => void)[] = []
  const slow: Listener = { ...all, sees: (news) => new Promise((done) => answers.push(() => done(news))) }
  const body = hub.listen(slow, null)
  let text = ''
  body.on('data', (piece: Buffer) => {
    text += piece.toString()
  })
  hub.publish({ kind: 'first' })
  while (answers.length === 0) await new Promise((done) => setTimeout(done, 5))
  hub.publish({ kind: 'second' })
  await new Promise((done) => setTimeout(done, 60))
  hub.publish({ kind: 'third' })
  await new Promise((done) => setTimeout(done, 60))
  expect(answers).toHaveLength(1)
  answers[0]?.()
  while (!text.includes('missed"}]')) await new Promise((done) => setTimeout(done, 5))
  expect(text).toMatch(/first.*missed"\}\]/s)
  expect(text).not.toMatch(/second|third/)
  hub.stop()
})

test('a sign of life comes now and then, and who is not allowed any more loses the stream with it', async () => {
  const hub = start({ beat: 20 })
  let isAllowed = true
  const body = hub.listen({ ...all, isAllowed: async () => isAllowed }, null)
  let text = ''
  body.on('data', (piece: Buffer) => {
    text += piece.toString()
  })
  while (!text.includes('event: alive')) await new Promise((done) => setTimeout(done, 5))
  isAllowed = false
  await new Promise((done) => body.once('end', done))
  expect(text).toContain('{"reason":"not_allowed"}')
  hub.stop()
})

test('no more streams are opened than there is room for, and none by a hub that stops', () => {
  const hub = start({ mostListeners: 1 })
  hub.listen(all, null)
  expect(() => hub.listen({ ...all, id: 'ben' }, null)).toThrow('live_full')
  hub.stop()
  expect(() => hub.listen(all, null)).toThrow('live_stopping')
})
