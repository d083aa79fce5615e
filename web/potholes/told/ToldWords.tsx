import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { call } from '../../api/client.ts'
import { ReplyCheck } from '../../complaints/reply-check/ReplyCheck.tsx'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import { notify } from '../../ui/notices.tsx'
import { Preview } from './Preview.tsx'
import { type LetterLanguage, type Telling, told } from './telling.ts'
import classes from './told.module.css'

type Props = { id: string; telling: Telling }

/** What everybody is told, in each language: written with the reply checker beside the letter as a real reader gets it. */
export function ToldWords({ id, telling }: Props) {
  const t = useText()
  const { language: mine } = useLanguage()
  const [language, setLanguage] = useState<LetterLanguage>(mine === 'ru' ? 'ru' : 'en')
  const count = telling.toTell.find((each) => each.language === language)?.people ?? 0
  return (
    <section className={classes.section} aria-labelledby="told-words">
      <h2 id="told-words">{t('told.words')}</h2>
      <p className={classes.quiet}>{t('told.words_why')}</p>
      <SegmentedControl
        aria-label={t('told.words.language')}
        value={language}
        onChange={(value) => setLanguage(value as LetterLanguage)}
        data={(['en', 'ru'] as const).map((value) => ({ value, label: t(`told.words.in.${value}`) }))}
      />
      <p className={classes.quiet}>{t('told.words.readers', { count })}</p>
      <Editor key={language} id={id} telling={telling} language={language} />
    </section>
  )
}

function Editor({ id, telling, language }: Props & { language: LetterLanguage }) {
  const t = useText()
  const { stage, placeholders, words } = telling
  const stored = words.find((each) => each.language === language)
  const [subject, setSubject] = useState(stored?.subject ?? '')
  const [body, setBody] = useState(stored?.body ?? '')
  const area = useRef<HTMLTextAreaElement>(null)
  const params = { id, stage, language }
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    await call('writeToldWords', { params, body: { subject, body } })
    notify({ words: t('told.words.saved') })
    await told()
  }, ['subject', 'body'])
  const reset = async () => {
    const after = await call('resetToldWords', { params })
    const usual = after.words.find((each) => each.language === language)
    setSubject(usual?.subject ?? '')
    setBody(usual?.body ?? '')
    await told()
  }
  const insert = (name: string) => {
    const { selectionStart = body.length, selectionEnd = body.length } = area.current ?? {}
    setBody(`${body.slice(0, selectionStart)}{${name}}${body.slice(selectionEnd)}`)
    area.current?.focus()
  }
  const isChanged = subject !== stored?.subject || body !== stored?.body
  return (
    <div className={classes.columns}>
      <form ref={form} onSubmit={submit} noValidate className={classes.stack}>
        <TextInput
          label={t('told.words.subject')}
          lang={language}
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
          error={errorOf('subject')}
        />
        <Textarea
          ref={area}
          label={t('told.words.body')}
          lang={language}
          autosize
          minRows={8}
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
          error={errorOf('body')}
        />
        <fieldset className={`${classes.marks} ${classes.put}`} aria-label={t('told.words.marks')}>
          {placeholders.map(({ name, needed }) => (
            <Button key={name} size="compact-sm" variant="default" onClick={() => insert(name)}>
              {t(`told.mark.${name}`)}
              {needed && ' *'}
            </Button>
          ))}
        </fieldset>
        <p className={classes.quiet}>{t('told.words.needed')}</p>
        {stored?.isChangeFromFix && <p className={classes.notice}>{t('told.words.from_fix')}</p>}
        <ReplyCheck text={body} language={language} onReplace={setBody} />
        <FormFailure>{failure}</FormFailure>
        <div className={classes.marks}>
          <Button type="submit" variant="default" loading={isBusy} disabled={!isChanged}>
            {t('told.words.save')}
          </Button>
          {stored?.isOwn && (
            <Button variant="subtle" onClick={() => void reset()}>
              {t('told.words.reset')}
            </Button>
          )}
        </div>
      </form>
      <Preview id={id} written={{ stage, language, subject, body }} />
    </div>
  )
}
