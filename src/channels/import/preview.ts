import { excerpt } from '../../language/index.ts'
import type { Language } from '../../platform/texts/index.ts'
import { openWithMapping, type Wanted } from './choose-mapping.ts'
import type { LocalPreview, Preview } from './contract.ts'
import { columnsAbsent } from './mapping/columns-absent.ts'
import type { Mapping } from './mapping/mapping.ts'
import { shippedMappings } from './mappings/index.ts'
import { explain } from './problems.ts'
import type { Source } from './read/source.ts'
import { type ReadComplaint, readComplaints } from './read-complaints.ts'

const shownRows = 10

/** What the import page shows of a file under a mapping: ten rows and what becomes of them. @throws Problem of mapping or reading */
export async function previewFile(
  file: { path: string; fileName: string },
  wanted: Wanted,
  language: Language,
  now: Date,
): Promise<LocalPreview> {
  const { source, chosen } = await openWithMapping(file, wanted, language, now)
  const { mapping, recognised, guessed } = chosen
  try {
    return {
      fileName: file.fileName,
      columns: source.header,
      samples: source.sample.slice(0, shownRows).map(asTexts),
      recognised,
      shipped: Object.values(shippedMappings).map(({ name, about = '' }) => ({
        name,
        about,
      })),
      mapping,
      confidence: guessed?.confidence ?? {},
      unmapped: guessed?.unmapped ?? [],
      absent: columnsAbsent(mapping, source.header, source.sample).map((problem) => explain(problem, language)),
      questions: (guessed?.questions ?? []).map((question) => ({
        example: null,
        options: [],
        ...question,
      })),
      rows: await firstRows(source, mapping, language, now),
    }
  } finally {
    await source.close()
  }
}

const asTexts = (row: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      excerpt(typeof value === 'string' ? value : JSON.stringify(value ?? ''), 200),
    ]),
  )

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
  if (row.problems)
    return {
      line,
      outcome: 'rejected',
      complaint: null,
      problems: row.problems.map((problem) => explain(problem, language)),
    }
  if (!complaint) return { line, outcome: 'skipped', complaint: null, problems: [] }
  const { externalId, title, channel, product, issue, team, customer, fields, history } = complaint
  return {
    line,
    outcome: 'complaint',
    complaint: {
      externalId,
      title,
      channel,
      product,
      issue,
      team,
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
