import { Button, Textarea } from '@mantine/core'
import { type Language, languageName } from '../../../src/platform/texts/languages.ts'
import { useText } from '../../language/useLanguage.ts'
import classes from './pages.module.css'

type PartWordsProps = {
  language: Language
  /** What the product says. */
  usual: string
  /** What the company says; empty: what the product says. */
  words: string
  onChange: (words: string) => void
  error: string | undefined
}

/** One part in one language, with what stands there as long as nothing is written. */
export function PartWords({ language, usual, words, onChange, error }: PartWordsProps) {
  const t = useText()
  const isOwn = words.trim() !== ''
  return (
    <div className={classes.language}>
      <Textarea
        label={languageName(language)}
        description={t(isOwn ? 'pages.own' : 'pages.usual')}
        lang={language}
        placeholder={usual}
        value={words}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
        maxLength={10_000}
        autosize
        minRows={4}
        maxRows={18}
      />
      {!isOwn && (
        <Button variant="subtle" size="compact-sm" onClick={() => onChange(usual)}>
          {t('pages.begin_with_usual')}
        </Button>
      )}
    </div>
  )
}
