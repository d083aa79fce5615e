import type { ItemOf } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import { queries } from '../../queries.ts'

export type Telling = AnswerOf<'readTelling'>
export type Stage = Telling['stage']
export type ToldPerson = ItemOf<'listToldPeople'>
export type ToldState = ToldPerson['state']
export type LetterLanguage = Telling['words'][number]['language']

/** Whose letter can be put in line again, and whom a person can tell in another way. */
export const canRetry = (state: ToldState): boolean => ['failed', 'came_back', 'kept_here'].includes(state)
export const canTellByHand = (state: ToldState): boolean =>
  canRetry(state) || state === 'to_tell' || state === 'no_address'

/** After a step everything about telling, and the pothole, is asked for again. */
export const told = () =>
  queries.invalidateQueries({
    predicate: ({ queryKey: [operation] }) =>
      ['readTelling', 'listToldPeople', 'previewTold', 'readPothole'].includes(String(operation)),
  })
