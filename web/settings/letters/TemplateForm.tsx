import { Button, Textarea, TextInput } from '@mantine/core'
import { useRef } from 'react'
import { call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { explain } from '../../ui/explain.ts'
import { notify } from '../../ui/notices.tsx'
import { SaveBar } from '../SaveBar.tsx'
import { inserted, type Template, type Words } from './draft.ts'
import classes from './letters.module.css'
import { Placeholders } from './Placeholders.tsx'
import { TestLetter } from './TestLetter.tsx'

type TemplateFormProps = {
  template: Template
  words: Words
  isDirty: boolean
  flaws: { field: 'subject' | 'body'; message: string }[]
  onChange: (change: Partial<Words>) => void
  onForget: () => void
}

const askAgain = () => queries.invalidateQueries({ queryKey: ['listLetterTemplates'] })

/** The words of one kind of letter in one language. */
export function TemplateForm({ template, words, isDirty, flaws, onChange, onForget }: TemplateFormProps) {
  const t = useText()
  const body = useRef<HTMLTextAreaElement>(null)
  const { kind, language, isOwn } = template
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    await call('changeLetterTemplate', { params: { kind, language }, body: words })
    await askAgain()
    onForget()
    notify({ words: t('letters.saved') })
  }, ['subject', 'body'])
  const flawOf = (field: 'subject' | 'body') => {
    const found = flaws.filter((each) => each.field === field).map(({ message }) => message)
    return found.length > 0 ? found.join(' ') : errorOf(field)
  }
  const insert = (name: string) => {
    const field = body.current
    if (!field) return
    const { text, cursor } = inserted(words.body, { from: field.selectionStart, to: field.selectionEnd }, name)
    onChange({ body: text })
    // After React has put the new text in.
    requestAnimationFrame(() => {
      field.focus()
      field.setSelectionRange(cursor, cursor)
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.form}>
      <TextInput
        dir="auto"
        label={t('letters.subject')}
        value={words.subject}
        maxLength={300}
        onChange={(event) => onChange({ subject: event.currentTarget.value })}
        error={flawOf('subject')}
      />
      <Textarea
        ref={body}
        dir="auto"
        label={t('letters.body')}
        autosize
        minRows={10}
        maxRows={24}
        maxLength={20_000}
        value={words.body}
        onChange={(event) => onChange({ body: event.currentTarget.value })}
        error={flawOf('body')}
      />
      <Placeholders placeholders={template.placeholders} onInsert={insert} />
      <FormFailure>{failure}</FormFailure>
      <div className={classes.actions}>
        <TestLetter template={template} words={words} />
        {isOwn && <Reset template={template} onDone={onForget} />}
      </div>
      {isDirty && (
        <SaveBar saveLabel={t('settings.save')} isBusy={isBusy} onDiscard={onForget}>
          {t('letters.changed', { letter: t(`letter.kind.${kind}`), language: t(`letters.language.${language}`) })}
        </SaveBar>
      )}
    </form>
  )
}

/** Back to the product's words; what was there can be had back at once. */
function Reset({ template, onDone }: { template: Template; onDone: () => void }) {
  const t = useText()
  const { kind, language, subject, body } = template
  const params = { kind, language }
  const attempt = async (work: () => Promise<unknown>, words: string, onUndo?: () => void) => {
    try {
      await work()
      notify({ words, onUndo })
    } catch (error) {
      notify({ tone: 'failed', words: explain(error, t) })
    }
    await askAgain()
  }
  const restore = () =>
    attempt(() => call('changeLetterTemplate', { params, body: { subject, body } }), t('letters.saved'))
  const reset = async () => {
    await attempt(
      () => call('resetLetterTemplate', { params }),
      t('letters.was_reset'),
      () => void restore(),
    )
    onDone()
  }
  return (
    <Button variant="default" onClick={() => void reset()}>
      {t('letters.reset')}
    </Button>
  )
}
