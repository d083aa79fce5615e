import { themesIn } from '../../language/stems.ts'
import { checkReply, type ReplyFinding } from '../../language/reply-check/check-reply.ts'

/** What the public is told of a known issue: how far its repair has come. */
export const issueStates = ['looking', 'committed', 'checking', 'proven', 'not_planned'] as const
export type IssueState = (typeof issueStates)[number]

/** The words of a known issue in one language; `said` is never shown, it is how customers find it. */
export const issueParts = ['title', 'fails', 'hits', 'workaround', 'repair', 'said'] as const
export type IssuePart = (typeof issueParts)[number]
export type IssueWords = Record<IssuePart, string>

/** Parts that the public reads. */
export const shownParts = issueParts.filter((part) => part !== 'said')

export const issueLanguages = ['en', 'ru'] as const
export type IssueLanguage = (typeof issueLanguages)[number]

/** What is written of a known issue before or at its publication. */
export type IssueContent = {
  state: IssueState
  /** The version in which it is repaired. */
  release: string | null
  /** The day by which it is repaired, `2026-03-02`. */
  dueOn: string | null
  productIds: string[]
  texts: Record<IssueLanguage, IssueWords>
}

export const nothingWritten: IssueWords = { title: '', fails: '', hits: '', workaround: '', repair: '', said: '' }

/** The languages in which anything is written. */
export const writtenIn = (texts: IssueContent['texts']): IssueLanguage[] =>
  issueLanguages.filter((language) => issueParts.some((part) => texts[language][part].trim() !== ''))

/** Whether a release or a day belongs to a state: where no repair is meant, none is named. */
export const namesRepair = (state: IssueState): boolean => state !== 'looking' && state !== 'not_planned'

/** What the record of a pothole says of its repair. */
export type RepairFacts = { isLive: boolean; isProven: boolean; isNotRepaired: boolean }

/** A flaw of a field, `texts.en.fails`, and the key of the sentence that says what to do (`problem.KEY`). */
export type IssueFlaw = { field: string; message: string }

/**
 * What must be put right before a known issue can be published: words that are missing, a repair without a day or release, a
 * state that the pothole's record does not bear out, blame and dodging.
 * @returns nothing when it can be
 */
export function flawsOf(content: IssueContent, facts: RepairFacts): IssueFlaw[] {
  const { state, release, dueOn, texts } = content
  const written = writtenIn(texts)
  const flaws: IssueFlaw[] = []
  if (written.length === 0) flaws.push({ field: 'texts.en.title', message: 'known_issue_words' })
  for (const language of written) {
    for (const part of ['title', 'fails'] as const)
      if (texts[language][part].trim() === '')
        flaws.push({ field: `texts.${language}.${part}`, message: 'known_issue_words' })
    if (state === 'not_planned' && texts[language].repair.trim() === '')
      flaws.push({ field: `texts.${language}.repair`, message: 'known_issue_why_not' })
  }
  if (state === 'committed' && release === null && dueOn === null)
    flaws.push({ field: 'dueOn', message: 'known_issue_when' })
  if (state === 'checking' && !facts.isLive) flaws.push({ field: 'state', message: 'known_issue_not_live' })
  if (state === 'proven' && !facts.isProven) flaws.push({ field: 'state', message: 'known_issue_not_proven' })
  const blaming = adviceOn(content).filter(({ severity }) => severity === 'block')
  const fields = new Set(blaming.map(({ language, part }) => `texts.${language}.${part}`))
  return [...flaws, ...[...fields].map((field) => ({ field, message: 'known_issue_blames' }))]
}

/** What the reply checker says of a part: in which language and part, and where in it. */
export type IssueAdvice = ReplyFinding & { part: IssuePart }

/**
 * Holds everything that the public would read against the reply checker. A hope is not empty where the page names the day of the
 * repair beside it.
 */
export function adviceOn({ state, dueOn, texts }: IssueContent): IssueAdvice[] {
  const hasDay = namesRepair(state) && dueOn !== null
  return writtenIn(texts).flatMap((language) =>
    shownParts.flatMap((part) =>
      checkReply(texts[language][part])
        .filter(({ code }) => !(hasDay && (code === 'H2' || code === 'H4')))
        .map((finding) => ({ ...finding, language, part })),
    ),
  )
}

/**
 * The state that the pothole's record asks for, where the page says less or more than is so; null where both agree.
 * @example stateAskedFor('checking', { isLive: true, isProven: true, isNotRepaired: false })  // 'proven'
 */
export function stateAskedFor(state: IssueState, { isLive, isProven, isNotRepaired }: RepairFacts): IssueState | null {
  if (isProven) return state === 'proven' ? null : 'proven'
  if (state === 'proven') return isLive ? 'checking' : 'looking'
  if (isNotRepaired) return state === 'not_planned' ? null : 'not_planned'
  if (isLive) return state === 'checking' ? null : 'checking'
  return state === 'checking' ? 'looking' : null
}

/** Whether the public is told of a repair that is not so: it is taken back at once, without waiting for a person. */
export const isUntrue = (state: IssueState, { isLive, isProven }: RepairFacts): boolean =>
  (state === 'proven' && !isProven) || (state === 'checking' && !isLive && !isProven)

/** Whether nobody looked for longer than was agreed whether it is still so. Proven and withdrawn ones need no looking at. */
export const isOld = ({ checkedAt, everyDays, now }: { checkedAt: Date; everyDays: number; now: Date }): boolean =>
  now.getTime() - checkedAt.getTime() > everyDays * 86_400_000

/** Whether the day that was named for the repair has passed without one. */
export const isLate = ({ state, dueOn }: { state: IssueState; dueOn: string | null }, now: Date): boolean =>
  state === 'committed' && dueOn !== null && dueOn < now.toISOString().slice(0, 10)

const cyrillic: Record<string, string> = Object.fromEntries(
  'а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=iu я=ia'
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
)

/**
 * A title as the end of an address, at most 60 characters; empty when nothing of it can be written so.
 * @example slugOf('Parcels arrive late')  // 'parcels-arrive-late'
 * @example slugOf('Посылки опаздывают')  // 'posylki-opazdyvaiut'
 */
export function slugOf(title: string): string {
  const latin = [...title.toLowerCase().normalize('NFC')].map((sign) => cyrillic[sign] ?? sign).join('')
  const words = latin
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  let slug = ''
  for (const word of words) {
    const longer = slug === '' ? word.slice(0, 60) : `${slug}-${word}`
    if (longer.length > 60) break
    slug = longer
  }
  return slug
}

/** The stems of the telling words of a text, each once. */
export const stemsIn = (text: string): string[] =>
  themesIn(text)
    .map(({ key }) => key)
    .filter((key) => !key.includes(' '))

/** By what a known issue is found: stems of its title and of what customers say, and of everything. */
export function stemsOf({ title, fails, hits, workaround, said }: IssueWords): { key: string[]; all: string[] } {
  const key = stemsIn(`${title}\n${said}`)
  return { key, all: [...new Set([...key, ...stemsIn(`${fails}\n${hits}\n${workaround}`)])] }
}
