import type { AnswerOf } from '../api/client.ts'

export type Sample = AnswerOf<'listSamples'>[number]
export type SampleWhole = AnswerOf<'readSample'>
export type SampleUnit = AnswerOf<'readSampleUnit'>
export type SampleAnswer = NonNullable<SampleUnit['mine']>
export type Agreement = AnswerOf<'readSampleAgreement'>
export type Difference = AnswerOf<'listSampleDifferences'>['differences'][number]
