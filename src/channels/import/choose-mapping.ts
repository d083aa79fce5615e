import { Problem } from '../../platform/problem.ts'
import { type Language, text } from '../../platform/texts/index.ts'
import { columnsAbsent } from './mapping/columns-absent.ts'
import { type GuessedMapping, guessMapping, type Question } from './mapping/guess.ts'
import type { Mapping } from './mapping/mapping.ts'
import { parseMapping } from './mapping/parse-mapping.ts'
import { recognise, shippedMappings } from './mappings/index.ts'
import { explain, type ImportProblem } from './problems.ts'
import { openSource, type Source } from './read/source.ts'

/** What a person asked for, and the mapping of the import that rejected these rows, when the file is one of rejected rows. */
export type Wanted = { mapping?: unknown; as?: string; earlier?: Mapping | null }
/** A mapping, the name of the shipped one that it is, and what was guessed about it. */
export type Chosen = { mapping: Mapping; recognised: string | null; guessed: GuessedMapping | null }

/**
 * Opens a file in the way its mapping wants. The mapping is the one a person asked for, given whole or by the name of a shipped
 * one; when neither is given the one that the rows were rejected under before, the one that knows the header, else a guess.
 * @throws Problem mapping_unknown, mapping_invalid naming each wrong place with its remedy, and those of reading
 */
export async function openWithMapping(
  file: { path: string; fileName: string },
  wanted: Wanted,
  language: Language,
  now: Date,
): Promise<{ source: Source; chosen: Chosen }> {
  const given = givenMapping(wanted, language)
  if (given) return { source: await openSource(file.path, given.mapping.source ?? {}), chosen: given }
  const asFound = await openSource(file.path)
  const chosen = findMapping(file.fileName, asFound, wanted.earlier ?? null, now)
  if (!chosen.mapping.source) return { source: asFound, chosen }
  // Which sheet, header line or list of records to read may be part of the mapping.
  await asFound.close()
  return { source: await openSource(file.path, chosen.mapping.source), chosen }
}

function givenMapping({ mapping, as }: Wanted, language: Language): Chosen | null {
  if (mapping !== undefined) return { mapping: readMapping(mapping, language), recognised: null, guessed: null }
  if (as === undefined) return null
  const shipped = shippedNamed(as)
  if (!shipped)
    throw new Problem('unprocessable', 'mapping_unknown', { name: as, known: Object.keys(shippedMappings).join(', ') })
  return { mapping: shipped, recognised: as, guessed: null }
}

function findMapping(fileName: string, source: Source, earlier: Mapping | null, now: Date): Chosen {
  if (earlier && columnsAbsent(earlier, source.header, source.sample).length === 0) {
    return { mapping: earlier, recognised: shippedNamed(earlier.name) ? earlier.name : null, guessed: null }
  }
  const name = recognise(source.header)
  const shipped = name === null ? undefined : shippedNamed(name)
  if (shipped) return { mapping: shipped, recognised: name, guessed: null }
  const guessed = guessMapping(source.header, source.sample, now.getUTCFullYear())
  // Numbers repeat between files: the file's own name keeps them apart.
  return { mapping: { ...guessed.mapping, name: fileName.replace(/\.(gz|zip)$/i, '') }, recognised: null, guessed }
}

const shippedNamed = (name: string): Mapping | undefined =>
  Object.hasOwn(shippedMappings, name) ? shippedMappings[name] : undefined

/**
 * Where nobody looks at a preview first: refuses a mapping that leaves a question open, or that the file does not fit. A
 * shipped mapping fits when it finds anything to say; records of JSON may leave columns out.
 * @throws Problem import_open_questions, mapping_invalid
 */
export function refuseUnfit(source: Source, { mapping, guessed }: Chosen, language: Language): void {
  const open = (guessed?.questions ?? []).map((question) => ask(question, language))
  if (open.length > 0) throw new Problem('unprocessable', 'import_open_questions', { questions: listed(open) })
  const absent = columnsAbsent(mapping, source.header, source.sample)
  const isLenient = shippedNamed(mapping.name) === mapping || source.settings.format.startsWith('json')
  const says = (['text', 'title', 'product', 'issue'] as const).filter((target) => mapping.columns[target]?.from)
  const isMute = says.length > 0 && says.every((target) => absent.some(({ field }) => field === `columns.${target}`))
  if (absent.length > 0 && (isMute || !isLenient)) throw invalidMapping(absent, language)
}

/** A question that only a person can answer, in words. */
function ask({ key, column, ...rest }: Question, language: Language): string {
  const [first = '', second = ''] = 'options' in rest ? rest.options : []
  const example = 'example' in rest ? rest.example : ''
  return text(language, `import.question.${key}`, { column: column ?? '', example, first, second })
}

/** @throws Problem mapping_invalid */
export function readMapping(json: unknown, language: Language): Mapping {
  const { mapping, problems } = parseMapping(json)
  if (mapping) return mapping
  throw invalidMapping(problems, language)
}

function invalidMapping(problems: ImportProblem[], language: Language): Problem {
  const explained = problems.map((problem) => explain(problem, language))
  const fields = explained.map(({ field, message, remedy }) => ({ field, message: `${message} ${remedy}` }))
  const said = listed(fields.map((each) => each.message))
  return new Problem('unprocessable', 'mapping_invalid', { problems: said }, { fields })
}

/** One sentence stands where it is; several stand in lines of their own, and of very many only the first. */
function listed(sentences: string[]): string {
  const shown = sentences.length > 6 ? [...sentences.slice(0, 5), `… (${sentences.length})`] : sentences
  return shown.length === 1 ? (shown[0] as string) : shown.map((sentence) => `\n  ${sentence}`).join('')
}
