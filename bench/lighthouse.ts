// What Lighthouse says of the pages that strangers meet: npm run bench lighthouse [runs, 3 when left out].
// Gets Lighthouse into .toolchain on first use (it is too large to be a package of the product), starts the built server on
// a new folder, and prints the median score of each page, on a simulated slow telephone, with what costs points.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBrowser } from '../run/browser.mjs'
import { npm } from '../run/npm.mjs'
import { startMeasured } from './parts/server.ts'

type Report = {
  categories: Record<string, { score: number; auditRefs: { id: string; weight: number }[] }>
  audits: Record<string, { score: number | null; title: string; numericValue?: number }>
}

const root = join(import.meta.dirname, '..')
const runs = Number(process.argv[2] ?? 3)
const home = join(root, '.toolchain', 'lighthouse')
const program = join(home, 'node_modules', 'lighthouse', 'cli', 'index.js')
const pages = ['/sign-in', '/tell-us', '/api/docs']
const categories = ['performance', 'accessibility', 'best-practices']

if (!existsSync(program))
  await npm(root, process.execPath, ['install', '--prefix', home, '--no-save', 'lighthouse@13.5.0'], 400)
const browser = await ensureBrowser(root, process.execPath)
const chromium = browser.AMENDS_CHROMIUM ?? process.env.AMENDS_CHROMIUM ?? '/usr/bin/chromium'

const server = await startMeasured(root, 7389)
try {
  for (const page of pages)
    show(
      page,
      Array.from({ length: runs }, () => look(page)),
    )
} finally {
  await server.stop()
}

function look(page: string): Report {
  const flags =
    '--headless --no-sandbox --disable-gpu --disable-quic --disable-background-networking --disable-component-update'
  const given = ['--output=json', '--quiet', `--only-categories=${categories.join(',')}`, `--chrome-flags=${flags}`]
  const said = execFileSync(process.execPath, [program, `${server.address}${page}`, ...given], {
    env: { ...process.env, CHROME_PATH: chromium },
    maxBuffer: 64 * 2 ** 20,
    encoding: 'utf8',
  })
  return JSON.parse(said) as Report
}

function show(page: string, reports: Report[]): void {
  const median = (numbers: number[]) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
  const scores = categories.map((name) => {
    const score = median(reports.map((report) => report.categories[name]?.score ?? 0))
    return `${name} ${Math.round(score * 100)}`
  })
  const paint = median(reports.map(({ audits }) => audits['largest-contentful-paint']?.numericValue ?? 0))
  console.log(`${page.padEnd(12)} ${scores.join('  ')}  largest paint ${(paint / 1000).toFixed(1)} s`)
  for (const flaw of flawsOf(reports.at(-1) as Report)) console.log(`             - ${flaw}`)
}

/** The audits that cost points, in words. */
function flawsOf({ categories: found, audits }: Report): string[] {
  const weighed = Object.values(found).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0))
  return weighed.flatMap(({ id }) => {
    const audit = audits[id]
    return audit && audit.score !== null && audit.score < 0.9 ? [`${audit.title} (${id})`] : []
  })
}
