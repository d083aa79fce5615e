import { linkMark, type LetterWords } from '../../complaints/letters/rules.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Language } from '../../platform/texts/index.ts'
import { factsOf } from './facts.ts'
import { affectedIn } from './people.ts'
import { readRound } from './round.ts'
import type { ToldStage } from './rules.ts'
import { framed, letterTo } from './words.ts'

type Asked = {
  potholeId: string
  stage: ToldStage
  language: Language
  words: LetterWords
  /** Which of those who wait for it, from 0. */
  place: number
  publicUrl: string
}

type Shown = { name: string | null; address: string | null; reference: string | null }

/** The letter that one of those who wait would get with these words; their own link is left out. Null when there is nobody. */
export async function letterInPlace(
  db: Database,
  { potholeId, stage, language, words, place, publicUrl }: Asked,
): Promise<{ person: Shown; letter: LetterWords } | null> {
  const facts = await factsOf(db, potholeId)
  const { alsoMatching } = await readRound(db, { potholeId, stage })
  const spoken = { is: language, isOurs: facts.ours === language }
  const asked = { states: ['to_tell'], most: 1, language: spoken, skip: place } as const
  const [person] = await affectedIn(db, { potholeId, stage, alsoMatching }, asked)
  if (!person) return null
  const letter = await letterTo(db, person, { stage, facts, publicUrl, words: async () => words })
  if (!letter) return null
  const { subject, body } = await framed(db, { person, facts, letter })
  const { name, address } = person
  return {
    person: { name, address, reference: letter.reference || null },
    letter: { subject, body: body.replaceAll(linkMark, `${publicUrl}/my-complaint/…`) },
  }
}
