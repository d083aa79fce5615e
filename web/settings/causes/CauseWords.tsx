import { TextInput, Textarea } from '@mantine/core'
import { allLanguages } from '../../../src/platform/texts/languages.ts'
import { nameOfLanguage } from '../../complaints/languageName.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import classes from './causes.module.css'
import type { Cause } from './taxonomy-draft.ts'
import type { Wrong } from './wrong-in.ts'

/** The name, needed in every language. */
export function Names({
  cause,
  wrong,
  onChange,
}: {
  cause: Cause
  wrong: Wrong
  onChange: (name: Cause['name']) => void
}) {
  const t = useText()
  const { language: screen } = useLanguage()
  return (
    <div className={classes.pair}>
      {allLanguages.map((language) => (
        <TextInput
          key={language}
          label={t('taxonomy.in_language', {
            what: t('taxonomy.name'),
            language: nameOfLanguage(screen, language) ?? language,
          })}
          lang={language}
          value={cause.name[language]}
          onChange={(event) => onChange({ ...cause.name, [language]: event.currentTarget.value })}
          error={wrong[language]}
          maxLength={300}
          data-autofocus={language === 'en' || undefined}
        />
      ))}
    </div>
  )
}

type Words = { en?: string; ru?: string }

/** A text that may be empty, in every language. */
export function Bilingual({
  label,
  value,
  onChange,
}: {
  label: string
  value: Words
  onChange: (words: Words) => void
}) {
  const t = useText()
  const { language: screen } = useLanguage()
  return (
    <div className={classes.pair}>
      {allLanguages.map((language) => (
        <Textarea
          key={language}
          label={t('taxonomy.in_language', { what: label, language: nameOfLanguage(screen, language) ?? language })}
          lang={language}
          value={value[language] ?? ''}
          onChange={(event) => onChange({ ...value, [language]: event.currentTarget.value })}
          maxLength={2000}
          autosize
          minRows={2}
        />
      ))}
    </div>
  )
}
