import { sql } from 'kysely'
import type { Attachment } from '../../complaints/attachments/contract.ts'
import { listAttachments } from '../../complaints/attachments/store.ts'
import type { TimelineEntry } from '../../complaints/shapes.ts'
import { readTimeline } from '../../complaints/timeline.ts'
import type { Database } from '../../platform/database/index.ts'
import { type Language, type TextKey, text } from '../../platform/texts/index.ts'

/** A file as the customer sees it. */
export type StoryFile = { id: string; name: string; size: number }
/** One thing that happened, in plain words. */
export type StoryLine = { at: Date; sentence: string; words: string | null; files: StoryFile[] }

/**
 * What happened to a complaint as its customer is told it, oldest first: what they said and what was said to them, who
 * looks after it, what was promised. Notes among us, and what other complaints hold, are not in it.
 */
export async function listStory(
  db: Database,
  { complaintId, language, now }: { complaintId: string; language: Language; now: Date },
): Promise<StoryLine[]> {
  const [entries, attachments, unsaid] = await Promise.all([
    readTimeline(db, complaintId, language),
    listAttachments(db, complaintId),
    listUnsaid(db, complaintId, now),
  ])
  const isSaid = ({ of, detail }: TimelineEntry) =>
    of === undefined && !unsaid.has(detail.message_id) && !unsaid.has(detail.of_message)
  return storyOf(entries.filter(isSaid), attachments, language)
}

/** Messages that were never said: taken back before their letter left, or still to leave and so to be taken back. */
async function listUnsaid(db: Database, complaintId: string, now: Date): Promise<Set<unknown>> {
  const { rows } = await sql<{ id: string }>`
    select id from messages where complaint_id = ${complaintId} and taken_back_at is not null
    union select message_id from letters
    where complaint_id = ${complaintId} and sent_at is null and attempts = 0 and next_attempt_at > ${now} and message_id is not null`.execute(
    db,
  )
  return new Set(rows.map(({ id }) => id))
}

/** The story in the events of one complaint. */
export function storyOf(entries: TimelineEntry[], attachments: Attachment[], language: Language): StoryLine[] {
  const lines: StoryLine[] = []
  /** What was said, by the message that holds it: a message is told once, and its files stand with it. */
  const said = new Map<unknown, StoryLine>()
  for (const entry of entries) {
    const file = fileIn(entry, attachments)
    const message = said.get(entry.detail.of_message)
    if (file && message) {
      message.files.push(file)
      continue
    }
    const sentence = isTheirs(entry, file) ? sentenceOf(entry, language) : null
    if (sentence === null) continue
    const { message_id: messageId } = entry.detail
    const words = saysWords(entry) && !said.has(messageId) ? entry.words : null
    const line: StoryLine = { at: new Date(entry.at), sentence, words, files: file ? [file] : [] }
    lines.push(line)
    if (messageId && !said.has(messageId)) said.set(messageId, line)
  }
  return lines
}

/** A file of a note, one of ours that belongs to nothing we said, or one that is gone, is nothing the customer is told of. */
const isTheirs = ({ kind, actor, detail }: TimelineEntry, file: StoryFile | null): boolean =>
  kind !== 'attached' || (file !== null && actor.kind === 'customer' && !detail.of_message)

function fileIn({ kind, detail }: TimelineEntry, attachments: Attachment[]): StoryFile | null {
  const found = kind === 'attached' ? attachments.find(({ id }) => id === detail.attachment_id) : undefined
  return found ? { id: found.id, name: found.name, size: found.size } : null
}

/** Events whose words the customer said, or were said to the customer. */
const spoken = new Set(['received', 'customer_wrote', 'answered', 'solution_proposed', 'closed'])
/** Events whose words are the customer's only when the customer caused them; else they are notes among us. */
const spokenByCustomer = new Set(['reached_management', 'reopened'])

const saysWords = ({ kind, actor, detail }: TimelineEntry): boolean =>
  spoken.has(kind) ||
  (spokenByCustomer.has(kind) && actor.kind === 'customer') ||
  // Of a talk we keep a note; a letter the customer has read.
  (kind === 'manager_spoke' && detail.how === 'letter')

type Teller = { entry: TimelineEntry; say: (key: string, values?: Record<string, string>) => string }

const person = ({ names, detail }: TimelineEntry, field: string): string => names[String(detail[field])] ?? '…'

const sentences: Record<string, (teller: Teller) => string | null> = {
  received: ({ entry, say }) => say(entry.actor.kind === 'person' ? 'received_by' : 'received', { who: whoDid(entry) }),
  customer_wrote: ({ say }) => say('wrote'),
  answered: ({ entry, say }) =>
    entry.actor.kind === 'person' ? say('answered_by', { who: whoDid(entry) }) : say('answered'),
  solution_proposed: ({ say }) => say('solution'),
  letter_sent: ({ entry, say }) => (entry.detail.letter === 'acknowledgement' ? say('confirmed') : null),
  letter_came_back: ({ say }) => say('letter_failed'),
  manager_spoke: ({ entry, say }) =>
    say(entry.detail.how === 'letter' ? 'answered_by' : 'spoke', { who: whoDid(entry) }),
  letter_failed: ({ say }) => say('letter_failed'),
  owner_changed: ({ entry, say }) => say('owner', { to: person(entry, 'to_id') }),
  handover_accepted: ({ entry, say }) => say('owner', { to: person(entry, 'to_id') }),
  reached_management: ({ entry, say }) => say('decider', { to: person(entry, 'to_id') }),
  said_solved: ({ say }) => say('said_solved'),
  said_not_solved: ({ say }) => say('said_not_solved'),
  wanted_decider: ({ say }) => say('wanted_decider'),
  withdrew: ({ say }) => say('withdrew'),
  follows_up: ({ entry, say }) => say('follows_up', { reference: person(entry, 'from_id') }),
  followed_up: ({ entry, say }) => say('followed_up', { reference: person(entry, 'to_id') }),
  closed: ({ entry, say }) => say(`closed_${String(entry.detail.closure)}`),
  reopened: ({ say }) => say('reopened'),
  merge_undone: ({ say }) => say('reopened'),
  split_off: ({ entry, say }) => say('split_off', { reference: person(entry, 'to_id') }),
  split_from: ({ entry, say }) => say('split_from', { reference: person(entry, 'from_id') }),
  attached: ({ say }) => say('attached'),
  link_renewed: ({ say }) => say('link_renewed'),
}

const whoDid = ({ actor }: TimelineEntry): string => actor.name ?? ''

function sentenceOf(entry: TimelineEntry, language: Language): string | null {
  const say: Teller['say'] = (key, values) => text(language, `portal.story.${key}` as TextKey, values)
  return sentences[entry.kind]?.({ entry, say }) ?? null
}
