import type { Answer, Locus } from '../../../src/causes/rules.ts'
import { useShortcut } from '../../shortcuts/useShortcut.ts'
import { type Answers, lociFor, openQuestion, type Question } from './answers.ts'

type Coding = {
  answers: Answers
  onAnswer: (question: Question, answer: Answer) => void
  onLocus: (locus: Locus) => void
  onAgain: () => void
  /** Null where nothing can be skipped. */
  onSkip: (() => void) | null
}

/** y, n and u answer the question in hand, digits choose where it lies, r begins again, s skips. `null` while not coding. */
export function useCodingKeys(coding: Coding | null): void {
  const answering = (answer: Answer) => {
    const question = coding && openQuestion(coding.answers)
    return question ? () => coding.onAnswer(question, answer) : null
  }
  const choosing = (place: number) => {
    const locus = coding ? lociFor(coding.answers)[place] : undefined
    return coding && locus ? () => coding.onLocus(locus) : null
  }
  const group = 'coding.group' as const
  useShortcut('y', { label: 'coding.key.yes', group, run: answering('yes') })
  useShortcut('n', { label: 'coding.key.no', group, run: answering('no') })
  useShortcut('u', { label: 'coding.key.unknown', group, run: answering('unknown') })
  useShortcut('1', { label: 'coding.key.locus', group, run: choosing(0) })
  useShortcut('2', { label: 'coding.key.locus', group, run: choosing(1) })
  useShortcut('3', { label: 'coding.key.locus', group, run: choosing(2) })
  useShortcut('4', { label: 'coding.key.locus', group, run: choosing(3) })
  useShortcut('r', { label: 'coding.again', group, run: coding && coding.onAgain })
  useShortcut('s', { label: 'coding.key.skip', group, run: coding?.onSkip ?? null })
}
