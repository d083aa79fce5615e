import { Textarea } from '@mantine/core'
import {
  type IssueContent,
  type IssueLanguage,
  type IssuePart,
  issueParts,
  type IssueWords,
} from '../../../src/known-issues/issues/rules.ts'
import { nameOfLanguage } from '../../complaints/languageName.ts'
import { ReplyCheck } from '../../complaints/reply-check/ReplyCheck.tsx'
import { useText } from '../../language/useLanguage.ts'
import classes from './known-issue.module.css'

const mostOf: Record<IssuePart, number> = {
  title: 160,
  fails: 2000,
  hits: 1000,
  workaround: 2000,
  repair: 2000,
  said: 1000,
}

type WordsProps = {
  language: IssueLanguage
  content: IssueContent
  onChange: (words: IssueWords) => void
  errorOf: (field: string) => string | undefined
}

/** The words in one language, each part with what the reply checker says of it. */
export function Words({ language, content: { texts, state }, onChange, errorOf }: WordsProps) {
  const t = useText()
  const words = texts[language]
  const set = (part: IssuePart, text: string) => onChange({ ...words, [part]: text })
  return (
    <fieldset className={classes.words}>
      <legend>{nameOfLanguage(language, language)}</legend>
      {issueParts.map((part) => (
        <div key={part} className={classes.field}>
          <Textarea
            lang={language}
            label={t(
              part === 'repair' && state === 'not_planned' ? 'known_issue.part.why_not' : `known_issue.part.${part}`,
            )}
            description={part === 'said' ? t('known_issue.said_why') : undefined}
            autosize
            minRows={part === 'title' || part === 'hits' ? 1 : 2}
            maxRows={12}
            maxLength={mostOf[part]}
            value={words[part]}
            error={errorOf(`texts.${language}.${part}`)}
            onChange={(event) => set(part, event.currentTarget.value)}
          />
          {part !== 'said' && (
            <ReplyCheck text={words[part]} language={language} onReplace={(text) => set(part, text)} />
          )}
        </div>
      ))}
    </fieldset>
  )
}
