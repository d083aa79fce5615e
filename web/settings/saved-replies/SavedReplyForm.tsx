import { Button, Checkbox, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { AnswerOf } from '../../api/client.ts'
import { call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { nameOfLanguage } from '../../complaints/languageName.ts'
import { useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { notify } from '../../ui/notices.tsx'
import classes from '../people/people.module.css'

export type SavedReply = AnswerOf<'listSavedReplies'>[number]
type SavedReplyFormProps = {
  /** The one that is changed; null for a new one. */
  reply: SavedReply | null
  /** What a new one begins with. */
  given?: { text: string; language: 'en' | 'ru' }
  onDone: () => void
}

/** A suggestion for writing to customers: its name, language and text, and whether everyone sees it. */
export function SavedReplyForm({ reply, given, onDone }: SavedReplyFormProps) {
  const t = useText()
  const [name, setName] = useState(reply?.name ?? '')
  const [language, setLanguage] = useState(reply?.language ?? given?.language ?? 'en')
  const [text, setText] = useState(reply?.text ?? given?.text ?? '')
  const [isShared, setShared] = useState(reply?.isShared ?? false)
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    const body = { name, language, text, isShared }
    await (reply
      ? call('changeSavedReply', { params: { id: reply.id }, ifMatch: reply.version, body })
      : call('addSavedReply', { body }))
    await queries.invalidateQueries({ queryKey: ['listSavedReplies'] })
    notify({ words: t('saved.stored', { name }) })
    onDone()
  }, ['name', 'text'])
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.fields}>
      <TextInput
        data-autofocus
        label={t('saved.name')}
        name="name"
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={errorOf('name')}
      />
      <SegmentedControl
        aria-label={t('saved.language')}
        value={language}
        onChange={(value) => setLanguage(value as 'en' | 'ru')}
        data={(['en', 'ru'] as const).map((each) => ({ value: each, label: nameOfLanguage(each, each) ?? each }))}
      />
      <Textarea
        label={t('saved.text')}
        description={t('saved.text_help')}
        name="text"
        autosize
        minRows={5}
        maxRows={14}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={errorOf('text')}
      />
      <Checkbox
        label={t('saved.for_everyone')}
        checked={isShared}
        disabled={reply !== null && reply.owner === null}
        onChange={(event) => setShared(event.currentTarget.checked)}
      />
      <FormFailure>{failure}</FormFailure>
      <div className={classes.actions}>
        <Button variant="default" onClick={onDone}>
          {t('dialog.cancel')}
        </Button>
        <Button type="submit" loading={isBusy} disabled={name.trim() === '' || text.trim() === ''}>
          {t('settings.save')}
        </Button>
      </div>
    </form>
  )
}
