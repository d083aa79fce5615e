import { sql } from 'kysely'
import { fill, type LetterWords, linkMark } from '../../complaints/letters/rules.ts'
import { wordsFor } from '../../complaints/letters/templates.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import { formatDate, type Language, type TextKey, text } from '../../platform/texts/index.ts'
import { changeWords, type Facts, issueLink, proofWords } from './facts.ts'
import type { Affected } from './people.ts'
import { placeholders, type Said, saidBriefly, type ToldStage, wordsOf } from './rules.ts'

export type ToldWords = LetterWords & { isOwn: boolean }
type Which = { potholeId: string; stage: ToldStage; language: Language }

/** What the product says when a manager wrote nothing. */
function usualWords(stage: ToldStage, language: Language): LetterWords {
  // Placeholders stand for themselves, so that what comes out is the template.
  const themselves = Object.fromEntries(placeholders.map(({ name }) => [name, `{${name}}`]))
  const say = (part: 'subject' | 'body') => text(language, `told.letter.${stage}.${part}` as TextKey, themselves)
  return { subject: say('subject'), body: say('body') }
}

/** The words of a stage in a language: the manager's, else the product's. */
export async function readWords(db: Database | Tx, { potholeId, stage, language }: Which): Promise<ToldWords> {
  const { rows } = await sql<LetterWords>`
    select subject, body from told_words where pothole_id = ${potholeId} and stage = ${stage} and language = ${language}`.execute(
    db,
  )
  return rows[0] ? { ...rows[0], isOwn: true } : { ...usualWords(stage, language), isOwn: false }
}

type Writing = Which & { words: LetterWords; by: string | null; now: Date }

/** Gives a stage words of the manager's own. Letters that wait already keep theirs. */
export async function writeWords(db: Database, { potholeId, stage, language, words, by, now }: Writing): Promise<void> {
  await sql`
    insert into told_words (pothole_id, stage, language, subject, body, changed_at, changed_by)
    values (${potholeId}, ${stage}, ${language}, ${words.subject}, ${words.body}, ${now}, ${by})
    on conflict (pothole_id, stage, language) do update set subject = excluded.subject, body = excluded.body,
      changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(db)
}

/** Lets a stage say what the product says. */
export async function resetWords(db: Database, { potholeId, stage, language }: Which): Promise<void> {
  await sql`delete from told_words where pothole_id = ${potholeId} and stage = ${stage} and language = ${language}`.execute(
    db,
  )
}

type Theirs = { reference: string; receivedAt: Date; owner: string; first: string | null; happened: string | null }

/** What we know of one of them: their complaint with its first words, or what the list says. */
async function theirsOf(db: Database | Tx, { complaintId, listedId }: Affected): Promise<Theirs | null> {
  if (listedId) {
    const { rows } = await sql<{ happened: string | null }>`
      select happened from silent_affected where id = ${listedId}`.execute(db)
    return { reference: '', receivedAt: new Date(0), owner: '', first: null, happened: rows[0]?.happened ?? null }
  }
  const { rows } = await sql<Theirs>`
    select c.reference, c.received_at as "receivedAt", p.name as owner, null as happened, c.text as first
    from complaints c join people p on p.id = c.owner_id where c.id = ${complaintId}`.execute(db)
  return rows[0] ?? null
}

type Telling = { stage: ToldStage; facts: Facts; publicUrl: string }

function saidTo(
  person: Affected,
  theirs: Theirs,
  { stage, facts, publicUrl }: Telling,
): { language: Language; said: Said } {
  const language = person.language ?? facts.ours
  const link = issueLink(language, facts, publicUrl)
  const change = changeWords(language, facts).words
  return {
    language,
    said: {
      told_us: toldUs(language, theirs),
      change: change && text(language, `told.change.${stage}`, { words: change }),
      proof: proofWords(language, stage, facts),
      issue: link && text(language, 'told.issue', { link }),
      thanks: thanksTo(language, person, theirs, facts),
      name: person.name ?? '',
      reference: theirs.reference,
      company: facts.company,
    },
  }
}

function toldUs(language: Language, { reference, receivedAt, first, happened }: Theirs): string {
  if (!reference) {
    return happened
      ? text(language, 'told.told_us.listed', { said: saidBriefly(happened) })
      : text(language, 'told.told_us.listed_nothing')
  }
  const on = formatDate(language, receivedAt, 'UTC')
  return first
    ? text(language, 'told.told_us.said', { on, said: saidBriefly(first) })
    : text(language, 'told.told_us.on', { on })
}

/** Whose complaint led to the repair, and whose showed how often it happens; nobody is thanked for what they did not do. */
function thanksTo(language: Language, { source }: Affected, { receivedAt }: Theirs, { fix }: Facts): string {
  if (source !== 'complained') return ''
  return text(language, fix && receivedAt < fix.agreedAt ? 'told.thanks.led' : 'told.thanks.said')
}

/** A letter to one of them: for a complaint its words and subject, which stand in the company's own frame; else the whole letter. */
export type ToldLetter = { language: Language; subject: string; words: string; reference: string; owner: string }

/** What one of them is told. @returns null when what we knew of them is gone */
export async function letterTo(
  db: Database | Tx,
  person: Affected,
  telling: Telling & { words: (language: Language) => Promise<LetterWords> },
): Promise<ToldLetter | null> {
  const theirs = await theirsOf(db, person)
  if (!theirs) return null
  const { language, said } = saidTo(person, theirs, telling)
  const { subject, body } = wordsOf(await telling.words(language), said)
  return { language, subject, words: body, reference: theirs.reference, owner: theirs.owner }
}

type Framing = { person: Affected; facts: Facts; letter: ToldLetter }

/** The whole letter as it leaves, with `linkMark` where a customer's own link stands. */
export async function framed(db: Database | Tx, { person, facts, letter }: Framing): Promise<LetterWords> {
  const { language, subject, words, reference, owner } = letter
  const { company } = facts
  if (person.listedId)
    return { subject, body: text(language, 'told.letter.frame', { words, owner: facts.ownerName, company }) }
  const said = { words, reference, owner, name: person.name ?? '', company, link: linkMark }
  return { subject, body: fill(await wordsFor(db, 'told', language), said).body }
}
