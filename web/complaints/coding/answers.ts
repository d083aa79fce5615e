import { type Answer, type CauseClass, classify, type Locus, lociOf } from '../../../src/causes/rules.ts'

/** What a coder has said so far. `contributing` holds `locus:process` or `cause:<id>`, as the list offers them. */
export type Answers = {
  asDesigned: Answer | null
  expected: Answer | null
  locus: Locus | null
  causeId: string | null
  contributing: string[]
}
export type Cause = { id: string; class: CauseClass; locus: string }

export const noAnswers: Answers = { asDesigned: null, expected: null, locus: null, causeId: null, contributing: [] }

export type Question = 'first' | 'second'

/** The question that waits for an answer; null when both are settled. The second is asked only after a yes. */
export function openQuestion({ asDesigned, expected }: Answers): Question | null {
  if (asDesigned === null) return 'first'
  return asDesigned === 'yes' && expected === null ? 'second' : null
}

/** The class that follows; null while a question is open. */
export const classOf = (answers: Answers): CauseClass | null =>
  openQuestion(answers) === null
    ? classify({ asDesigned: answers.asDesigned ?? 'unknown', expected: answers.expected })
    : null

/** The loci to choose from, in the order of their digits. */
export const lociFor = (answers: Answers): readonly Locus[] => {
  const causeClass = classOf(answers)
  return causeClass === null ? [] : lociOf[causeClass]
}

/** Answers a question, also one answered before; what followed from the old answer is forgotten. */
export function withAnswer(answers: Answers, question: Question, answer: Answer): Answers {
  const rest = { locus: null, causeId: null }
  if (question === 'first') return { ...answers, ...rest, asDesigned: answer, expected: null }
  return { ...answers, ...rest, expected: answer }
}

/** Chooses where it lies; the same again takes it back. A cause that lies elsewhere is let go. */
export const withLocus = (answers: Answers, locus: Locus): Answers => ({
  ...answers,
  locus: answers.locus === locus ? null : locus,
  causeId: null,
})

/** Chooses a cause of the taxonomy, and with it where it lies. */
export const withCause = (answers: Answers, cause: Cause | null): Answers => ({
  ...answers,
  causeId: cause?.id ?? null,
  locus: cause ? (cause.locus as Locus) : answers.locus,
})

/** What somebody followed is not their slip: the same event, coded as the rule they followed. */
export const asRuleFollowed = (answers: Answers): Answers => ({
  ...answers,
  asDesigned: 'yes',
  expected: 'no',
  locus: 'process',
  causeId: null,
})

const answersFor = {
  delivery: { asDesigned: 'no', expected: null },
  surprise: { asDesigned: 'yes', expected: 'no' },
  mismatch: { asDesigned: 'yes', expected: 'yes' },
  unknown: { asDesigned: 'unknown', expected: null },
} as const satisfies Record<CauseClass, Pick<Answers, 'asDesigned' | 'expected'>>

/** The coding as the API takes it. `causes`: the taxonomy. @throws Error while a question is open */
export function codingOf(answers: Answers, causes: readonly Cause[]) {
  if (answers.asDesigned === null || openQuestion(answers)) throw new Error('A question is still open')
  const { asDesigned, expected, locus, causeId } = answers
  return {
    primary: { asDesigned, expected, locus, causeId },
    contributing: answers.contributing.flatMap((each) => contributingCoding(each, causes) ?? []),
  }
}

function contributingCoding(chosen: string, causes: readonly Cause[]) {
  const [kind, which = ''] = chosen.split(':')
  const cause = kind === 'cause' ? causes.find(({ id }) => id === which) : undefined
  const locus = (cause?.locus ?? which) as Locus
  const causeClass = (Object.keys(lociOf) as CauseClass[]).find((each) =>
    (lociOf[each] as readonly Locus[]).includes(locus),
  )
  return causeClass ? { ...answersFor[causeClass], locus, causeId: cause?.id ?? null } : null
}

export type Hint =
  | 'promise'
  | 'guess'
  | 'told'
  | 'advert'
  | 'person'
  | 'same_slip'
  | 'partner'
  | 'recurring'
  | 'one_main'

/** The rules that stop blame, where they matter: at the question or choice in hand. */
export function hintsFor(answers: Answers): Hint[] {
  const question = openQuestion(answers)
  if (question === 'first') return ['promise', 'guess']
  if (question === 'second') return ['told', 'advert']
  const causeClass = classOf(answers)
  if (causeClass === 'delivery') return ['person', 'same_slip', 'partner', 'one_main']
  return causeClass === 'mismatch' ? ['recurring', 'one_main'] : ['one_main']
}
