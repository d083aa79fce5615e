/**
 * Reads folders of e-mails: how many can be read, what was wrong, how long it takes, what of expected files comes out the same.
 *   npm run bench mail -- [--list] FOLDER…
 * Messages are files ending in .eml or .msg, or starting with a header. Beside `NAME.msg`, a file `NAME_decoded_1_2.txt` (or
 * .bin) holds part 1.2 as it should be unpacked. --list prints each message's own words.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { MailFault } from '../src/channels/email/reading/mail.ts'
import { type Part, readParts } from '../src/channels/email/reading/parts.ts'
import { readMail } from '../src/channels/email/reading/read-mail.ts'

const { values, positionals } = parseArgs({ options: { list: { type: 'boolean' } }, allowPositionals: true })
const say = (line: string) => process.stdout.write(`${line}\n`)
const counts = new Map<string, number>()
const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1)
const slow: { name: string; ms: number; bytes: number }[] = []
const parts = { same: 0, different: [] as string[] }

for (const path of positionals.flatMap(filesIn)) if (isMessage(path)) await measure(path)
for (const [what, times] of [...counts].sort(([one], [other]) => one.localeCompare(other)))
  say(`${String(times).padStart(6)}  ${what}`)
if (parts.same + parts.different.length > 0) {
  say(`expected parts: ${parts.same} the same, ${parts.different.length} different`)
  for (const each of parts.different) say(`    ${each}`)
}
slow.sort((one, other) => other.ms - one.ms)
say('slowest:')
for (const { name, ms, bytes } of slow.slice(0, 5)) say(`${ms.toFixed(1).padStart(9)} ms  ${bytes} bytes  ${name}`)
say(`peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)))
}

function isMessage(path: string): boolean {
  if (/\.(eml|msg)$/i.test(path)) return true
  if (/\.(out|xml|txt|bin|csv|html)$|_decoded/i.test(path)) return false
  return /^(From \S|[A-Za-z-]{2,40}: )/.test(readFileSync(path, 'latin1').slice(0, 200))
}

async function measure(path: string): Promise<void> {
  const bytes = readFileSync(path)
  const started = performance.now()
  const mail = await readMail(bytes)
  slow.push({ name: basename(path), ms: performance.now() - started, bytes: bytes.length })
  count('messages')
  if (mail.unreadable) count(`unreadable: ${mail.unreadable.reason}`)
  if (mail.text === '' && mail.files.length === 0 && mail.subject === '') count('nothing came out')
  if (`${mail.subject}${mail.text}${mail.from?.name}`.includes('\ufffd'))
    count('with characters that could not be read')
  for (const fault of mail.faults) count(`fault: ${fault}`)
  if (mail.automatic) count(`automatic: ${mail.automatic.kind}`)
  if (mail.bounce) count(`report of mail that ${mail.bounce.kind === 'unwanted' ? 'was unwanted' : mail.bounce.kind}`)
  if (mail.said !== mail.text) count('quotes or a signature taken off')
  if (values.list) say(`=== ${path} | ${mail.subject} | ${mail.from?.address}\n${mail.said.slice(0, 500)}`)
  compare(path, readParts(bytes, new Set<MailFault>()), '1')
}

/** Unpacked parts against the files that say how they should come out. */
function compare(path: string, part: Part, number: string): void {
  for (const ending of ['txt', 'bin']) {
    const expected = join(dirname(path), `${basename(path).replace(/\.\w+$/, '')}_decoded_${number}.${ending}`)
    if (!existsSync(expected)) continue
    if (sameWords(readFileSync(expected), part.content)) parts.same++
    else parts.different.push(basename(expected))
  }
  for (const [index, each] of part.parts.entries()) compare(path, each, `${number}_${index + 1}`)
}

/** Line ends may differ. */
function sameWords(one: Buffer, other: Buffer): boolean {
  const lines = (bytes: Buffer) => bytes.toString('latin1').replace(/\r\n?/g, '\n').trimEnd()
  return lines(one) === lines(other)
}
