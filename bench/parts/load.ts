import { Agent, request } from 'node:http'

export type Sent = { method: 'GET' | 'POST'; path: string; body?: object }
export type Timings = { count: number; seconds: number; perSecond: number; p50: number; p95: number; failed: number }

/**
 * Sends requests from `clients` connections that each wait for their answer, for `seconds` or until `most` were sent.
 * Times are in milliseconds; an answer that is no success counts as failed.
 */
export async function load(
  { address, token }: { address: string; token: string },
  next: (index: number) => Sent,
  { clients, seconds, most = Number.POSITIVE_INFINITY }: { clients: number; seconds: number; most?: number },
): Promise<Timings> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const times: number[] = []
  let index = 0
  let failed = 0
  const began = performance.now()
  const client = async () => {
    while (index < most && performance.now() - began < seconds * 1000) {
      const at = performance.now()
      const status = await send(agent, address, token, next(index++))
      times.push(performance.now() - at)
      if (status >= 300) failed++
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  const took = (performance.now() - began) / 1000
  agent.destroy()
  times.sort((a, b) => a - b)
  const quantile = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return {
    count: times.length,
    seconds: took,
    perSecond: times.length / took,
    p50: quantile(0.5),
    p95: quantile(0.95),
    failed,
  }
}

function send(agent: Agent, address: string, token: string, { method, path, body }: Sent): Promise<number> {
  const payload = body && JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(payload && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
    }
    const sent = request(`${address}${path}`, { method, agent, headers }, (answer) => {
      answer.resume()
      answer.once('end', () => resolve(answer.statusCode ?? 0))
    })
    sent.once('error', reject)
    sent.end(payload)
  })
}
