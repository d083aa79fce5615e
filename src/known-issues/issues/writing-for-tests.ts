import type { Person, Product } from '../../../test/setup/product.ts'
import { sql } from 'kysely'
import { nothingWritten, type IssueContent, type IssueWords } from './rules.ts'

type Words = { en?: Partial<IssueWords>; ru?: Partial<IssueWords> }
type Rest = Partial<Omit<IssueContent, 'texts'>>

/** A manager who opens potholes and writes of them to the public. */
export function writerOf({ call, people, db }: Product) {
  const { manager } = people
  const open = async (name = 'Last stop is skipped') => {
    const body = { name, statement: 'The tour has more stops than a day.', ownerId: manager.id, dueOn: '2026-06-01' }
    return (await call(manager, 'openPothole', { body })).body.id
  }
  const contentOf = (words: Words, rest: Rest = {}): IssueContent => ({
    state: 'looking',
    release: null,
    dueOn: null,
    productIds: [],
    ...rest,
    texts: { en: { ...nothingWritten, ...words.en }, ru: { ...nothingWritten, ...words.ru } },
  })
  const write = (id: string, words: Words, rest: Rest = {}, who: Person = manager) =>
    call(who, 'writeKnownIssue', { params: { id }, body: { content: contentOf(words, rest) } })
  const publish = (id: string, who: Person = manager) => call(who, 'publishKnownIssue', { params: { id } })
  /** Opens a pothole, writes of it and publishes that. @returns the ids and the address of its page */
  const published = async (words: Words, rest: Rest = {}) => {
    const id = await open()
    await write(id, words, rest)
    const { body } = await publish(id)
    return { id, slug: body.published?.slug ?? '' }
  }
  /** Says what the record of a pothole says after a fix went live, was proven, or neither any more. */
  const repair = (id: string, { live, proven }: { live: Date | null; proven: Date | null }) =>
    sql`update potholes set live_at = ${live}, proven_at = ${proven} where id = ${id}`.execute(db)
  return { open, write, publish, published, repair }
}

/** A known issue as most tests need it. */
export const late = {
  title: 'Parcels arrive late',
  fails: 'The courier skips the last stop.',
  workaround: 'Choose a pick-up point.',
}
