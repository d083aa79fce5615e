import type { AnswerOf } from '../api/client.ts'

export type Preview = AnswerOf<'prepareImport'>
