/** What a customer may answer; the page offers them in this order. */
export const toldWhom = ['company', 'seller', 'authority', 'public', 'other'] as const
export const endings = ['satisfied', 'mollified', 'dissatisfied'] as const
export const silences = ['no_use', 'too_much_effort', 'did_not_know_where', 'fear', 'other'] as const
export const leavings = ['yes', 'no', 'unsure'] as const

export const surveyWays = ['letter', 'link'] as const
export const frames = ['list', 'customers'] as const
export const surveyStates = ['made', 'drawn', 'open', 'ended'] as const
type SurveyState = (typeof surveyStates)[number]

/** The largest sample: beyond this an interval is narrower than any use of it. */
export const mostDrawn = 20_000

/** What a customer answered, without who they are. */
export type SurveyAnswer = {
  hadProblem: boolean
  complained: boolean | null
  told: (typeof toldWhom)[number] | null
  ended: (typeof endings)[number] | null
  silentBecause: (typeof silences)[number] | null
  causeId: string | null
  leaving: (typeof leavings)[number]
  recommend: number | null
  words: string | null
}

/** How far a survey is. */
export function stateOf(survey: { drawnAt: Date | null; openedAt: Date | null; endedAt: Date | null }): SurveyState {
  if (survey.endedAt) return 'ended'
  if (survey.openedAt) return 'open'
  return survey.drawnAt ? 'drawn' : 'made'
}

/** Parts of the answers that a number on the page stands for. */
export const answerParts = [
  'problem',
  'complained',
  'silent',
  'silent_leaving',
  'promoters',
  'detractors',
  ...silences,
] as const
export type AnswerPart = (typeof answerParts)[number]
