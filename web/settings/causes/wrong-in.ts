import type { Translate } from '../../language/useLanguage.ts'
import type { Cause } from './taxonomy-draft.ts'

/** What is wrong with a cause on screen: by language for the name, and for the code. */
export type Wrong = { en?: string; ru?: string; code?: string }

/**
 * What the server would refuse of a cause, found before it is put aside: by the time the version is saved, its dialog is closed.
 * @param taken codes of the other causes
 */
export function wrongIn(cause: Cause, taken: readonly string[], t: Translate): Wrong {
  const wrong: Wrong = {}
  if (!cause.name.en.trim()) wrong.en = t('problem.field.needed')
  if (!cause.name.ru.trim()) wrong.ru = t('problem.field.needed')
  if (!/^[a-z0-9][a-z0-9-]{1,60}$/.test(cause.code)) wrong.code = t('problem.field.code')
  else if (taken.includes(cause.code)) wrong.code = t('problem.cause_code_twice', { code: cause.code })
  return wrong
}
