import { EventEmitter, on } from 'node:events'

export type StreamEvent = { event: string; id: string; data: unknown }

/** What came over a stream of server-sent events, and ways to wait for more. */
export type Listening = {
  status: number
  headers: Headers
  events: StreamEvent[]
  /** The next event for which this holds, of all that came or come; rejects after ten seconds. */
  until: (holds: (event: StreamEvent) => boolean) => Promise<StreamEvent>
  /** Settles when the server has ended the stream. */
  ended: Promise<void>
  stop: () => void
}

/** Reads a stream of server-sent events as a browser does. Call `stop` at the end. */
export async function listen(address: string, headers: Record<string, string>): Promise<Listening> {
  const stopping = new AbortController()
  const answer = await fetch(address, {
    headers: { accept: 'text/event-stream', ...headers },
    signal: stopping.signal,
  })
  const events: StreamEvent[] = []
  const came = new EventEmitter()
  const ended = read(answer, (event) => {
    events.push(event)
    came.emit('event', event)
  })
  const until: Listening['until'] = async (holds) => {
    const found = events.find(holds)
    if (found) return found
    const patience = AbortSignal.timeout(10_000)
    for await (const [event] of on(came, 'event', { signal: patience }) as AsyncIterable<[StreamEvent]>)
      if (holds(event)) return event
    throw new Error('no such event')
  }
  return { status: answer.status, headers: answer.headers, events, until, ended, stop: () => stopping.abort() }
}

async function read(answer: Response, take: (event: StreamEvent) => void): Promise<void> {
  let waiting = ''
  try {
    for await (const piece of answer.body ?? []) {
      waiting += Buffer.from(piece).toString()
      const whole = waiting.split('\n\n')
      waiting = whole.pop() ?? ''
      for (const each of whole) take(parse(each))
    }
  } catch {
    // Stopped by the test, or cut off by the server: ended either way.
  }
}

function parse(lines: string): StreamEvent {
  const fields = Object.fromEntries(
    lines.split('\n').map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
  )
  return { event: fields.event ?? 'message', id: fields.id ?? '', data: JSON.parse(fields.data ?? 'null') }
}
