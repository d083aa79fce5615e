import { excerpt } from '../../language/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { Preview } from './contract.ts'
import { columnsAbsent } from './mapping/columns-absent.ts'
import { guessMapping } from './mapping/guess.ts'
import type { Mapping } from './mapping/mapping.ts'
import { parseMapping } from './mapping/parse-mapping.ts'
import { recognise, shippedMappings } from './mappings/index.ts'
import { explain } from './problems.ts'
import { openSource, type Source } from './read/source.ts'
import { type ReadComplaint, readComplaints } from './read-complaints.ts'

type Language = 'en' | 'ru'
type Wanted = { mapping?: unknown; as?: string }

/**
 * The mapping a person asked for: given whole, by the name of a shipped one, or (neither) the one that knows the file's
 * header, else guessed from it.
 * @throws Problem mapping_unknown, mapping_invalid naming each wrong place with its remedy
 */
export function chooseMapping(source: Source, { mapping, as }: Wanted, language: Language, now: Date) {
  if (mapping !== undefined) return { mapping: readMapping(mapping, language), recognised: null, guessed: null }
  const name = as ?? recognise(source.header)
  if (name !== null) {
    const shipped = Object.hasOwn(shippedMappings, name) ? shippedMappings[name] : undefined
    if (!shipped) throw new Problem('unprocessable', 'mapping_unknown', { name, known: Object.keys(shippedMappings).join(', ') })
    return { mapping: shipped, recognised: name, guessed: null }
  }
  const guessed = guessMapping(source.header, source.sample, now.getUTCFullYear())
  // Numbers repeat between files: the file's own name keeps them apart.
  return { mapping: { ...guessed.mapping, name: source.name }, recognised: null, guessed }
}

/** @throws Problem mapping_invalid */
export function readMapping(json: unknown, language: Language): Mapping {
  const { mapping, problems } = parseMapping(json)
  if (mapping) return mapping
  const explained = problems.map((problem) => explain(problem, language))
  const fields = explained.map(({ field, message, remedy }) => ({ field, message: `${message} ${remedy}` }))
  throw new Problem('unprocessable', 'mapping_invalid', { problems: fields.map((each) => each.message).join(' ') }, { fields })
}

const shownRows = 10

/** What the import page shows of a file under a mapping: ten rows and what becomes of them. @throws Problem as above, or of reading */
export async function previewFile(file: { id: string; path: string; fileName: string }, wanted: Wanted, language: Language, now: Date): Promise<Preview> {
  const asFound = await openSource(file.path)
  await asFound.close()
  const { mapping, recognised, guessed } = chooseMapping({ ...asFound, name: file.fileName }, wanted, language, now)
  // A mapping may say which sheet, header line or list of records to read: then these are the columns.
  const source = await openSource(file.path, mapping.source ?? {})
  try {
    return {
      ...{ id: file.id, fileName: file.fileName, columns: source.header, samples: source.sample.slice(0, shownRows).map(asTexts) },
      recognised,
      shipped: Object.values(shippedMappings).map(({ name, about = '' }) => ({ name, about })),
      mapping,
      confidence: guessed?.confidence ?? {},
      unmapped: guessed?.unmapped ?? [],
      absent: columnsAbsent(mapping, source.header, source.sample).map((problem) => explain(problem, language)),
      questions: (guessed?.questions ?? []).map((question) => ({ example: null, options: [], ...question })),
      rows: await firstRows(source, mapping, language, now),
    }
  } finally {
    await source.close()
  }
}

const asTexts = (row: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [column, excerpt(typeof value === 'string' ? value : JSON.stringify(value ?? ''), 200)]))

async function firstRows(source: Source, mapping: Mapping, language: Language, now: Date): Promise<Preview['rows']> {
  const rows: Preview['rows'] = []
  for await (const row of readComplaints(source, mapping, now)) {
    rows.push(describe(row, language))
    if (rows.length === shownRows) break
  }
  return rows
}

function describe(row: ReadComplaint, language: Language): Preview['rows'][number] {
  const { line, complaint } = row
  if (row.problems) return { line, outcome: 'rejected', complaint: null, problems: row.problems.map((problem) => explain(problem, language)) }
  if (!complaint) return { line, outcome: 'skipped', complaint: null, problems: [] }
  const { externalId, title, channel, product, issue, team, customer, fields, history } = complaint
  return {
    line,
    outcome: 'complaint',
    complaint: {
      ...{ externalId, title, channel, product, issue, team },
      receivedAt: complaint.receivedAt.toISOString(),
      text: complaint.text === null ? null : excerpt(complaint.text, 300),
      customer: customer?.name ?? customer?.email ?? customer?.externalId ?? null,
      fields: Object.keys(fields).length,
      events: history.length,
      closed: history.some((event) => event.kind === 'closed'),
    },
    problems: [],
  }
}
