/** What a letter is for. A decision stands on its reasons; a reminder asks again whether it is solved; told says that a cause was repaired. */
export const letterKinds = [
  'acknowledgement',
  'update',
  'reply',
  'solution',
  'reminder',
  'decision',
  'escalation',
  'thanks',
  'no_answer',
  'withdrawn',
  'notice',
  'told',
] as const
export type LetterKind = (typeof letterKinds)[number]
export type LetterKey = { kind: LetterKind; occasion: number }

export const letterLanguages = ['en', 'ru'] as const
export type LetterLanguage = (typeof letterLanguages)[number]
/** The words of a letter with its placeholders, as `{owner}`. */
export type LetterWords = { subject: string; body: string }

/** Stands in a stored letter for the customer's own link, which is put in when the letter leaves and so is nowhere at rest. */
export const linkMark = '[[link]]'

/** What every letter can say. */
const commonPlaceholders = ['reference', 'name', 'owner', 'company', 'link'] as const

// A letter without these would lose what it is for: the answer itself, the reasons, the way to say "solved".
const ownPlaceholders: Record<LetterKind, { needed: readonly string[]; possible: readonly string[] }> = {
  acknowledgement: { needed: ['reference', 'due'], possible: ['due'] },
  update: { needed: ['words'], possible: ['words'] },
  reply: { needed: ['words'], possible: ['words'] },
  solution: { needed: ['words', 'link'], possible: ['words'] },
  reminder: { needed: ['link', 'closes'], possible: ['words', 'closes'] },
  decision: {
    needed: ['decision', 'findings', 'reasons', 'recourse'],
    possible: ['decision', 'findings', 'reasons', 'recourse'],
  },
  escalation: { needed: ['manager', 'due'], possible: ['manager', 'due'] },
  thanks: { needed: [], possible: ['rating'] },
  no_answer: { needed: ['link'], possible: [] },
  withdrawn: { needed: [], possible: [] },
  notice: { needed: ['words'], possible: ['words'] },
  told: { needed: ['words'], possible: ['words'] },
}

/** The placeholders of a kind of letter in the order in which they are offered, and whether its body cannot be without. */
export function placeholdersOf(kind: LetterKind): { name: string; needed: boolean }[] {
  const { needed, possible } = ownPlaceholders[kind]
  return [...possible, ...commonPlaceholders].map((name) => ({ name, needed: needed.includes(name) }))
}

/** What is wrong with words for a letter: in which field, the key of the sentence that says so, and what it is about. */
export type Flaw = { field: 'subject' | 'body'; what: 'unknown' | 'needed' | 'brace' | 'not_in_subject'; name: string }

const placeholder = /\{([a-z_]+)\}/g
// Words of many lines have no place in a subject, and an address there cannot be followed.
const onlyInBody = new Set(['link', 'words', 'decision', 'findings', 'reasons', 'recourse', 'rating'])

/** What is wrong with the words of a kind of letter; nothing when they can be used. */
export function flawsOf(kind: LetterKind, words: LetterWords): Flaw[] {
  return flawsAgainst(words, { known: placeholdersOf(kind), onlyInBody, isInSubjectEnough: kind === 'acknowledgement' })
}

type Allowed = {
  known: readonly { name: string; needed: boolean }[]
  onlyInBody: ReadonlySet<string>
  /** Whether what is needed may stand in the subject alone. */
  isInSubjectEnough?: boolean
}

/** What is wrong with words that may have these placeholders; nothing when they can be used. */
export function flawsAgainst(
  { subject, body }: LetterWords,
  { known, onlyInBody: bodyOnly, isInSubjectEnough = false }: Allowed,
): Flaw[] {
  const flaws: Flaw[] = []
  for (const [field, words] of [
    ['subject', subject],
    ['body', body],
  ] as const) {
    for (const name of namesIn(words)) {
      if (!known.some((each) => each.name === name)) flaws.push({ field, what: 'unknown', name })
      else if (field === 'subject' && bodyOnly.has(name)) flaws.push({ field, what: 'not_in_subject', name })
    }
    const stray = /[{}]/.exec(words.replaceAll(placeholder, ''))
    if (stray) flaws.push({ field, what: 'brace', name: stray[0] })
  }
  const said = new Set([...namesIn(body), ...(isInSubjectEnough ? namesIn(subject) : [])])
  for (const { name, needed } of known)
    if (needed && !said.has(name)) flaws.push({ field: 'body', what: 'needed', name })
  return flaws
}

const namesIn = (words: string): Set<string> =>
  new Set([...words.matchAll(placeholder)].map(([, name]) => name as string))

/**
 * Puts values into the placeholders of a letter. What was put in is not looked at again. Where a value is empty (a name that is
 * not known) the space before it goes too; a subject stays on one line.
 */
export function fill({ subject, body }: LetterWords, values: Record<string, string>): LetterWords {
  const put = (words: string) =>
    words.replaceAll(/( ?)\{([a-z_]+)\}/g, (_whole, space: string, name: string) => {
      const value = values[name] ?? ''
      return value === '' ? '' : space + value
    })
  return { subject: put(subject).replaceAll(/\s+/g, ' ').trim(), body: put(body) }
}

/**
 * What a letter says of itself to other machines (RFC 3834), so that none answers it: nothing when a person wrote it, else that
 * it answers a message by itself, or comes by itself.
 */
export function automaticOf(kind: LetterKind, isByPerson: boolean): 'auto-replied' | 'auto-generated' | null {
  if (isByPerson || ['reply', 'update', 'solution', 'decision'].includes(kind)) return null
  return kind === 'acknowledgement' ? 'auto-replied' : 'auto-generated'
}

/** The Message-ID of a letter: which one it is can be told from an answer or a bounce that names it. */
export const messageIdOf = (complaintId: string, { kind, occasion }: LetterKey, domain: string): string =>
  `<${complaintId}.${kind}.${occasion}@${domain}>`

/** The letter a Message-ID of ours names; null when it is none of ours. */
export function letterOfMessageId(messageId: string): (LetterKey & { complaintId: string }) | null {
  const found = /^<?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([a-z_]+)\.(\d{1,9})@[^<>\s]*>?$/i.exec(
    messageId.trim(),
  )
  const kind = letterKinds.find((each) => each === found?.[2])
  return found?.[1] && kind ? { complaintId: found[1].toLowerCase(), kind, occasion: Number(found[3]) } : null
}

export const letterStates = ['waiting', 'sending', 'sent', 'kept_here', 'failed', 'taken_back', 'came_back'] as const
/**
 * What became of a letter. `waiting` also while it is tried again; `kept_here`: it went into the development mailbox because no mail
 * server is set, so the customer does not have it.
 */
type LetterState = (typeof letterStates)[number]

type Fate = {
  sendingSince: Date | null
  sentAt: Date | null
  cancelledAt: Date | null
  bouncedAt: Date | null
  failure: string | null
  delivery: 'server' | 'mailbox' | null
}

/** The state of a letter from what its row says. */
export function stateOf({ sendingSince, sentAt, cancelledAt, bouncedAt, failure, delivery }: Fate): LetterState {
  if (bouncedAt) return 'came_back'
  if (sentAt) return delivery === 'mailbox' ? 'kept_here' : 'sent'
  if (cancelledAt) return 'taken_back'
  if (failure) return 'failed'
  return sendingSince ? 'sending' : 'waiting'
}

/** Minutes until a letter is tried again after so many attempts; after the last it waits for a person. */
const backOffMinutes = [1, 5, 15, 60, 240, 720, 1440] as const

/** When a letter that was tried so often is tried again; null when that is enough. */
export function nextAttempt(attempts: number, now: Date): Date | null {
  const minutes = backOffMinutes[attempts - 1]
  return minutes === undefined ? null : new Date(now.getTime() + minutes * 60_000)
}

/** An address with a tag that marks answers: `care+TAG@example.com`. */
export function tagged(address: string, tag: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, at)}+${tag}${address.slice(at)}`
}

/** The address in the way senders write it, `Care <care@example.com>`. */
export function addressIn(sender: string): string {
  return (/<([^<>\s]+@[^<>\s]+)>\s*$/.exec(sender)?.[1] ?? sender).trim()
}

/** The domain of an address. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()
