/**
 * Reads the answers in a folder of complaint histories and says what the reply checker finds: per code how often, and a sample
 * drawn evenly, so that a person can read it and say how often the checker is wrong.
 *   npm run bench reply-check -- FOLDER [--sample 10] [--code B1] [--interim]
 * The folder holds NDJSON files (`.ndjson` or `.ndjson.gz`), a complaint a line, with `events`; an answer is an event of kind
 * `answer` with a `text`, final when it is not `interim`; with --interim those are read instead.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { checkReply, type ReplyFinding } from '../src/language/reply-check/check-reply.ts'

type Answer = { id: string; text: string }
type Found = { answer: Answer; finding: ReplyFinding }

const { values, positionals } = parseArgs({
  options: {
    sample: { type: 'string', default: '0' },
    code: { type: 'string' },
    interim: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})
const [folder] = positionals
if (!folder) throw new Error('Name the folder that holds the histories.')

const answers = readAnswers(folder)
const started = performance.now()
const found = answers.flatMap((answer) => checkReply(answer.text).map((finding) => ({ answer, finding })))
const seconds = (performance.now() - started) / 1000
const length = answers.reduce((sum, { text }) => sum + text.length, 0)
const flagged = new Set(found.map(({ answer }) => answer)).size
console.log(
  `answers ${answers.length}, with a finding ${flagged}, findings ${found.length}; ${(length / 1e6 / seconds).toFixed(1)} million letters/s`,
)
for (const [code, group] of byCode(found)) {
  const ways = Map.groupBy(group, ({ finding }) => finding.words.toLowerCase().replaceAll(/\s+/g, ' '))
  const top = [...ways].sort((one, other) => other[1].length - one[1].length).slice(0, 6)
  console.log(`${code} ${group.length}: ${top.map(([words, times]) => `${words} ${times.length}`).join(', ')}`)
  if (!values.code || values.code === code) for (const each of drawn(group, Number(values.sample))) print(each)
}

function readAnswers(path: string): Answer[] {
  const files = readdirSync(path).filter((name) => /\.ndjson(\.gz)?$/.test(name))
  return files.toSorted().flatMap((name) => {
    const bytes = readFileSync(join(path, name))
    const lines = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n')
    return lines.filter((line) => line.trim() !== '').flatMap((line) => answersOf(JSON.parse(line)))
  })
}

function answersOf({ id, events }: { id: number; events: { kind: string; interim?: boolean; text?: string }[] }) {
  const wanted = events.filter(
    (each) => each.kind === 'answer' && (each.interim ?? false) === values.interim && each.text,
  )
  return wanted.map(({ text = '' }) => ({ id: String(id), text }))
}

function byCode(all: Found[]): [string, Found[]][] {
  return [...Map.groupBy(all, ({ finding }) => finding.code)].sort(([one], [other]) => (one < other ? -1 : 1))
}

/** Evenly over the whole, and always the same. */
function drawn(group: Found[], size: number): Found[] {
  const step = Math.max(1, group.length / Math.max(1, size))
  return Array.from({ length: Math.min(size, group.length) }, (_, place) => group[Math.floor(place * step)] as Found)
}

function print({ answer, finding }: Found): void {
  const { text } = answer
  const before = text.slice(Math.max(0, finding.start - 160), finding.start)
  const after = text.slice(finding.end, finding.end + 120)
  console.log(`  ${answer.id} …${before}[[${finding.words}]]${after}…`.replaceAll(/\s+/g, ' '))
}
