import { Title } from '@mantine/core'
import { useState } from 'react'
import type { HandlingPage } from '../../../src/portal/handling/contract.ts'
import { type HandlingPart, handlingParts } from '../../../src/portal/handling/parts.ts'
import { allLanguages, type Language } from '../../../src/platform/texts/languages.ts'
import { ApiProblem, call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { notify } from '../../ui/notices.tsx'
import { LeaveGuard } from '../LeaveGuard.tsx'
import { SaveBar } from '../SaveBar.tsx'
import { changesBetween, type Draft, draftOf, ownOf } from './draft.ts'
import { PartWords } from './PartWords.tsx'
import classes from './pages.module.css'

const fieldOf = (part: HandlingPart, language: Language) => `parts.${part}.${language}`
const shown = handlingParts.flatMap((part) => allLanguages.map((language) => fieldOf(part, language)))

/** What "How we handle complaints" says, part by part, in both languages; saved as a whole. */
export function HandlingEditor({ saved }: { saved: HandlingPage }) {
  const t = useText()
  const { draft, setDraft, base, begin } = useDraft(saved)
  const changes = changesBetween(draftOf(base), draft)
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    const body = { parts: ownOf(draft) }
    const stored = await call('saveHandlingPage', { body, ifMatch: base.version }).catch(readAnewWhenStale)
    queries.setQueryData(['readHandlingPage', {}], stored)
    begin(stored)
    notify({ words: t('pages.saved') })
  }, shown)
  const change = (part: HandlingPart, language: Language, words: string) =>
    setDraft((before) => ({ ...before, [part]: { ...before[part], [language]: words } }))
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.editor}>
      <LeaveGuard isDirty={changes > 0} />
      <Title order={2}>{t('pages.words')}</Title>
      <p className={classes.quiet}>{t('pages.words_why')}</p>
      {handlingParts.map((part) => (
        <section key={part} className={classes.words} aria-labelledby={`part-${part}`}>
          <Title order={3} id={`part-${part}`}>
            {t(`portal.handling.${part}.heading`)}
          </Title>
          {part === 'outside_help' && !draft.outside_help.en.trim() && !draft.outside_help.ru.trim() && (
            <p className={classes.advice}>{t('pages.name_body')}</p>
          )}
          {allLanguages.map((language) => (
            <PartWords
              key={language}
              language={language}
              usual={base.parts[part][language].usual}
              words={draft[part][language]}
              onChange={(words) => change(part, language, words)}
              error={errorOf(fieldOf(part, language))}
            />
          ))}
        </section>
      ))}
      <FormFailure>{failure}</FormFailure>
      {changes > 0 && (
        <SaveBar saveLabel={t('settings.save')} isBusy={isBusy} onDiscard={() => begin(saved)}>
          {t('pages.changed', { count: changes })}
        </SaveBar>
      )}
    </form>
  )
}

/** What is on screen beside what is saved. Somebody else's saving does not take away what is being typed. */
function useDraft(saved: HandlingPage) {
  const [base, setBase] = useState(saved)
  const [draft, setDraft] = useState<Draft>(() => draftOf(saved))
  const begin = (page: HandlingPage) => {
    setBase(page)
    setDraft(draftOf(page))
  }
  if (saved !== base && changesBetween(draftOf(base), draft) === 0) begin(saved)
  return { draft, setDraft, base, begin }
}

/** So that discarding shows what somebody else saved meanwhile. */
function readAnewWhenStale(error: unknown): never {
  if (error instanceof ApiProblem && error.status === 412)
    void queries.invalidateQueries({ queryKey: ['readHandlingPage'] })
  throw error
}
