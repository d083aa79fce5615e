// What a page asks the server for, each request with its times. The server is one that runs, with complaints in it.
import { setTimeout as wait } from 'node:timers/promises'
import { load, type Timings } from './load.ts'

type Server = { address: string; token: string }

export const say = (line: string) => process.stdout.write(`${line}\n`)

/** One line: how often in a second, half and nineteen of twenty within so many milliseconds. */
export const show = (name: string, { perSecond, p50, p95, count, failed }: Timings) =>
  say(
    `${name.padEnd(44)} ${perSecond.toFixed(0).padStart(6)}/s  p50 ${p50.toFixed(1).padStart(6)} ms  p95 ${p95.toFixed(1).padStart(6)} ms  (${count}${failed ? `, ${failed} FAILED` : ''})`,
  )

/** Asks for what each page needs, again and again from one client. @param only  names that hold this; all when left out */
export async function readPages(server: Server, only = ''): Promise<void> {
  const ask = async (path: string) =>
    (await (
      await fetch(`${server.address}${path}`, { headers: { authorization: `Bearer ${server.token}` } })
    ).json()) as never
  const { items } = (await ask('/api/v1/complaints?limit=200&to=2025-06-30')) as {
    items: { reference: string; product: { id: string } | null }[]
  }
  const product = items.find((item) => item.product)?.product?.id
  const people = (await ask('/api/v1/people')) as { items: { id: string; role: string }[] }
  const owner = people.items.find(({ role }) => role === 'manager')?.id
  const pothole = await openCounted(server, { owner, product })
  const requests: [string, (index: number) => string][] = [
    ['list, newest', () => '/api/v1/complaints'],
    ['list, by product', () => `/api/v1/complaints?product=${product}`],
    ['list, open and due', () => '/api/v1/complaints?state=open&sort=due'],
    ['count, open', () => '/api/v1/complaints/count?state=open'],
    ['search, two common words', () => '/api/v1/complaints?q=credit+report'],
    ['search, two rarer words', () => '/api/v1/complaints?q=escrow+shortage'],
    ['search, a phrase', () => '/api/v1/complaints?q=%22identity+theft%22'],
    ['search, nothing found', () => '/api/v1/complaints?q=zzyzx+nowhere'],
    ['complaint', (index) => `/api/v1/complaints/${items[index % items.length]?.reference}`],
    ['timeline', (index) => `/api/v1/complaints/${items[index % items.length]?.reference}/timeline`],
    ['causes, three whole years', () => '/api/v1/reports/causes?from=2023-01-01&to=2025-12-31'],
    ['causes, last twelve months', () => '/api/v1/reports/causes?from=2025-01-01&to=2025-12-31'],
    ['causes, odd days', () => '/api/v1/reports/causes?from=2025-03-12&to=2025-09-20'],
    [
      'causes, one product, three years',
      () => `/api/v1/reports/causes?from=2023-01-01&to=2025-12-31&product=${product}`,
    ],
    ...(['product', 'issue', 'cause'] as const).map((dimension): [string, () => string] => [
      `hot spots by ${dimension}, three whole years`,
      () => `/api/v1/reports/hot-spots?dimension=${dimension}&from=2023-01-01&to=2025-12-31`,
    ]),
    [
      'hot spots by product, odd days',
      () => '/api/v1/reports/hot-spots?dimension=product&from=2025-03-12&to=2025-09-20',
    ],
    ['inside out, a year', () => '/api/v1/reports/inside-out?from=2025-01-01&to=2025-12-31'],
    ['barriers, a year', () => '/api/v1/reports/barriers?from=2025-01-01&to=2025-12-31'],
    ['workload, a quarter', () => '/api/v1/reports/workload?from=2025-10-01&to=2025-12-31'],
    ['silent customers', () => '/api/v1/silent-customers'],
    ['scores, a year', () => '/api/v1/scores?from=2025-01-01&to=2025-12-31'],
    ['alarms', () => '/api/v1/alarms'],
    ['time to solution', () => '/api/v1/reports/time-to-solution'],
    ['care', () => `/api/v1/care?owner=${owner}`],
    ['how far we repaired, three years', () => '/api/v1/reports/loop?from=2023-01-01&to=2025-12-31'],
    ['return of a half-year', () => '/api/v1/returns/uk_disp/1?from=2025-01-01&to=2025-06-30'],
    ['case file, checked', () => '/api/v1/returns/us_cfpb_case_file/1?from=2025-01-01&to=2025-06-30'],
    ['known issues', () => '/api/v1/known-issues'],
    ['known issues, the public page', () => '/known-issues'],
    ...potholePages(pothole),
  ]
  for (const [name, path] of requests.filter(([name]) => name.includes(only)))
    show(
      name,
      await load(server, (index) => ({ method: 'GET', path: path(index) }), { clients: 1, seconds: 3, most: 400 }),
    )
}

/** The pages of one pothole, which each read more of what counts as showing it. */
function potholePages(id: string): [string, () => string][] {
  const year = 'from=2025-01-01&to=2025-12-31'
  const parts = [
    '',
    '/numbers',
    '/evidence',
    '/whys',
    '/fixes',
    '/verdict',
    '/telling',
    '/known-issue',
    `/touched?${year}`,
  ]
  return [
    ['potholes', () => '/api/v1/potholes'],
    ...parts.map((part): [string, () => string] => [`pothole${part}`, () => `/api/v1/potholes/${id}${part}`]),
  ]
}

type Opened = { owner: string | undefined; product: string | undefined }

/** Opens a pothole with a rule of one product, and says how long it takes until its past is counted. @returns its id */
async function openCounted({ address, token }: Server, { owner, product }: Opened): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const ask = async (path: string, body?: object) =>
    (await (
      await fetch(`${address}/api/v1/${path}`, { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) })
    ).json()) as never
  const { id } = (await ask('potholes', {
    name: 'What fails in one product',
    statement: 'It fails for each customer.',
    ownerId: owner,
    dueOn: '2030-01-01',
    rule: { product },
  })) as { id: string }
  const began = performance.now()
  for (;;) {
    const { complaints } = (await ask(`potholes/${id}/numbers`)) as { complaints: number | null }
    if (complaints !== null) {
      say(`rule of ${complaints} complaints in a year counted in ${((performance.now() - began) / 1000).toFixed(1)} s`)
      return id
    }
    await wait(200)
  }
}
