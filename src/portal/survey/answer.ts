import { z } from 'zod'
import { endings, leavings, silences, type SurveyAnswer, toldWhom } from '../../insight/surveys/rules.ts'
import { type Language, type TextKey, text } from '../../platform/texts/index.ts'
import type { Flaws, Given } from '../form.ts'

const oneOf = <Key extends string>(keys: readonly Key[], said: string | undefined): Key | null =>
  keys.find((key) => key === said) ?? null
const mostCharacters = 5000
const Email = z.union([z.literal(''), z.email()])

/** What must be put right before an answer can be taken. */
export function flawsOfSurvey(given: Given, language: Language): Flaws {
  const say = (key: string) => text(language, `portal.survey.${key}` as TextKey)
  const wrong: Flaws = {}
  if (!oneOf(['yes', 'no'], given.problem)) wrong.problem = say('needed')
  if (given.problem === 'yes' && !oneOf(['yes', 'no'], given.complained)) wrong.complained = say('needed')
  if (!oneOf(leavings, given.leaving)) wrong.leaving = say('needed')
  const words = given.text?.trim() ?? ''
  if (words.length > mostCharacters) wrong.text = say('words_long')
  if (given.answer !== 'yes') return wrong
  if (words === '') wrong.text = say('words_needed')
  if (!Email.safeParse(given.email?.trim() ?? '').success) wrong.email = text(language, 'portal.tell_us.email_wrong')
  return wrong
}

type Asked = { causes: { id: string }[]; asksRecommend: boolean }

/** The answer in what was filled in. What belongs to a question that was not asked is left out. */
export function answerIn(given: Given, { causes, asksRecommend }: Asked): SurveyAnswer {
  const hadProblem = given.problem === 'yes'
  const complained = hadProblem ? given.complained === 'yes' : null
  const recommend = asksRecommend && /^(\d|10)$/.test(given.recommend ?? '') ? Number(given.recommend) : null
  return {
    hadProblem,
    complained,
    told: complained ? oneOf(toldWhom, given.told) : null,
    ended: complained ? oneOf(endings, given.ended) : null,
    silentBecause: complained === false ? oneOf(silences, given.silent) : null,
    causeId: hadProblem
      ? oneOf(
          causes.map(({ id }) => id),
          given.cause,
        )
      : null,
    leaving: oneOf(leavings, given.leaving) ?? 'unsure',
    recommend,
    words: given.text?.trim() || null,
  }
}
