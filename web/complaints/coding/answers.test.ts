import { expect, test } from 'vitest'
import { causeClasses, classify, lociOf } from '../../../src/causes/rules.ts'
import {
  type Answers,
  asRuleFollowed,
  classOf,
  codingOf,
  hintsFor,
  lociFor,
  noAnswers,
  openQuestion,
  withAnswer,
  withCause,
  withLocus,
} from './answers.ts'

const answered = (...answers: ('yes' | 'no' | 'unknown')[]): Answers =>
  answers.reduce((so, answer) => withAnswer(so, openQuestion(so) ?? 'second', answer), noAnswers)

test('the second question is asked only when it went as designed', () => {
  expect(openQuestion(noAnswers)).toBe('first')
  expect(openQuestion(answered('yes'))).toBe('second')
  expect(openQuestion(answered('no'))).toBeNull()
  expect(openQuestion(answered('unknown'))).toBeNull()
})

test.each([
  { answers: answered('no'), causeClass: 'delivery' },
  { answers: answered('yes', 'no'), causeClass: 'surprise' },
  { answers: answered('yes', 'yes'), causeClass: 'mismatch' },
  { answers: answered('yes', 'unknown'), causeClass: 'unknown' },
  { answers: answered('unknown'), causeClass: 'unknown' },
  { answers: answered('yes'), causeClass: null },
])('the answers lead to $causeClass', ({ answers, causeClass }) => {
  expect(classOf(answers)).toBe(causeClass)
})

test('digits choose among the loci of the class that follows', () => {
  expect(lociFor(answered('yes', 'no'))).toEqual(lociOf.surprise)
  expect(lociFor(answered('unknown'))).toEqual([])
})

test('answering again forgets what followed from the old answer', () => {
  const before = withLocus(answered('yes', 'no'), 'message')
  expect(withAnswer(before, 'first', 'no')).toEqual({ ...noAnswers, asDesigned: 'no' })
})

test('a cause brings where it lies, and another place lets it go', () => {
  const cause = { id: 'c', class: 'surprise', locus: 'process' } as const
  const chosen = withCause(answered('yes', 'no'), cause)
  expect(chosen).toMatchObject({ locus: 'process', causeId: 'c' })
  expect(withLocus(chosen, 'message')).toMatchObject({ locus: 'message', causeId: null })
})

test('who followed a rule is not coded as a slip: the rule is', () => {
  expect(asRuleFollowed(withLocus(answered('no'), 'person'))).toMatchObject({
    asDesigned: 'yes',
    expected: 'no',
    locus: 'process',
  })
})

test('a coding carries the main cause, and contributing ones with the answers that lead to their class', () => {
  const causes = [{ id: 'c', class: 'mismatch', locus: 'use' } as const]
  const answers = { ...withLocus(answered('no'), 'system'), contributing: ['locus:message', 'cause:c', 'cause:gone'] }
  expect(codingOf(answers, causes)).toEqual({
    primary: { asDesigned: 'no', expected: null, locus: 'system', causeId: null },
    contributing: [
      { asDesigned: 'yes', expected: 'no', locus: 'message', causeId: null },
      { asDesigned: 'yes', expected: 'yes', locus: 'use', causeId: 'c' },
    ],
  })
})

test.each(causeClasses.flatMap((each) => lociOf[each].map((locus) => ({ causeClass: each, locus }))))(
  'a contributing $locus is coded as $causeClass',
  ({ causeClass, locus }) => {
    const { contributing } = codingOf({ ...answered('no'), contributing: [`locus:${locus}`] }, [])
    expect(contributing.map(({ asDesigned, expected }) => classify({ asDesigned, expected }))).toEqual([causeClass])
  },
)

test('nothing is stored while a question is open', () => {
  expect(() => codingOf(answered('yes'), [])).toThrow('A question is still open')
})

test('the hint that no person is a cause for following a rule stands where a person could be chosen', () => {
  expect(hintsFor(answered('no'))).toContain('person')
  expect(hintsFor(noAnswers)).not.toContain('person')
})
