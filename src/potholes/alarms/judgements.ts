/** What a person can say of an alarm: a real rise, none, or one whose reason is known already. */
export const judgements = ['real', 'not_real', 'known'] as const
export type Judgement = (typeof judgements)[number]
