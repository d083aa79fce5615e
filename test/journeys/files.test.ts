import { expect, test } from 'vitest'
import { startServer } from '../setup/browser.ts'

const { app } = await startServer()
const get = (url: string, encoding: string) => app.http.inject({ url, headers: { 'accept-encoding': encoding } })
const script = /src="(\/assets\/[^"]+\.js)"/.exec((await get('/', 'identity')).body)?.[1] ?? ''

test.each(['br', 'gzip'])(
  'the web app travels compressed as %s, and keeps its type and its long life',
  async (encoding) => {
    const [plain, compressed] = [await get(script, 'identity'), await get(script, encoding)]
    expect(compressed.headers['content-encoding']).toBe(encoding)
    expect(compressed.headers['content-type']).toBe(plain.headers['content-type'])
    expect(compressed.headers['cache-control']).toContain('immutable')
    expect(compressed.rawPayload.length).toBeLessThan(plain.rawPayload.length * 0.5)
  },
)

test('its first page is asked for anew each time, at every address', async () => {
  const page = await get('/complaints/AM-1', 'br')
  expect(page.headers['content-type']).toContain('text/html')
  expect(page.headers['cache-control']).toContain('max-age=0')
})
