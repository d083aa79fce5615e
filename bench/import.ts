/**
 * Reads files of complaints as `amends import` would, without storing them: rows, speed, memory, and why rows were rejected.
 *   npm run bench import -- [--map NAME|FILE.json] FILE…
 * Without --map a file is recognised by its headings, else its mapping is guessed.
 */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { guessMapping } from '../src/channels/import/mapping/guess.ts'
import type { Mapping } from '../src/channels/import/mapping/mapping.ts'
import { parseMapping } from '../src/channels/import/mapping/parse-mapping.ts'
import { recognise, shippedMappings } from '../src/channels/import/mappings/index.ts'
import { explain } from '../src/channels/import/problems.ts'
import { openSource, type Source } from '../src/channels/import/read/source.ts'
import { readComplaints } from '../src/channels/import/read-complaints.ts'

const { values, positionals } = parseArgs({ options: { map: { type: 'string' } }, allowPositionals: true })

for (const path of positionals) {
  try {
    console.log(await measure(path))
  } catch (error) {
    console.log(`${basename(path)}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function measure(path: string): Promise<string> {
  const { source, mapping, how } = await prepare(path)
  const counts = { rows: 0, mapped: 0, skipped: 0, events: 0 }
  const reasons = new Map<string, number>()
  const started = performance.now()
  for await (const { complaint, skipped, problems } of readComplaints(source, mapping, new Date())) {
    counts.rows++
    if (complaint) {
      counts.mapped++
      counts.events += complaint.history.length
    } else if (skipped) counts.skipped++
    else for (const problem of problems) count(reasons, `${problem.field} ${explain(problem, 'en').message}`)
  }
  const seconds = (performance.now() - started) / 1000
  await source.close()
  const rejected = counts.rows - counts.mapped - counts.skipped
  const top = [...reasons].sort((one, other) => other[1] - one[1]).slice(0, 3)
  return [
    `${basename(path)} | ${how} | ${describe(source)}`,
    `rows ${counts.rows} mapped ${counts.mapped} skipped ${counts.skipped} rejected ${rejected} events ${counts.events}`,
    `${Math.round(counts.rows / seconds)} rows/s, peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
    ...top.map(([reason, times]) => `${times} x ${reason}`),
  ].join('\n    ')
}

async function prepare(path: string): Promise<{ source: Source; mapping: Mapping; how: string }> {
  const first = await openSource(path)
  const name = values.map ?? recognise(first.header)
  if (!name) {
    const { mapping, questions, unmapped } = guessMapping(first.header, first.sample, new Date().getFullYear())
    const asked = questions.map(({ key }) => key).join(', ')
    return { source: first, mapping, how: `guessed; asks: ${asked || 'nothing'}; left over: ${unmapped.join(', ')}` }
  }
  const mapping = shippedMappings[name] ?? parseMapping(readFileSync(name, 'utf8')).mapping
  if (!mapping) throw new Error(`${String(name)} is not a mapping`)
  if (!mapping.source) return { source: first, mapping, how: name }
  await first.close()
  return { source: await openSource(path, mapping.source), mapping, how: name }
}

function describe({ settings }: Source): string {
  return Object.entries(settings)
    .map(([key, value]) => `${key} ${JSON.stringify(value)}`)
    .join(' ')
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
