import { Button, Popover, TextInput } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useText } from '../../language/useLanguage.ts'
import { notify } from '../../ui/notices.tsx'
import type { Template, Words } from './draft.ts'
import classes from './letters.module.css'

/** Sends the letter with made-up values to me, or to whom I say. */
export function TestLetter({ template: { kind, language }, words }: { template: Template; words: Words }) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const [to, setTo] = useState('')
  const { submit, isBusy, errorOf, failure } = useSubmit(async () => {
    const sent = await call('sendTestLetter', { params: { kind, language }, body: { ...words, to: to.trim() || null } })
    setOpen(false)
    notify({ words: t(sent.delivery === 'server' ? 'letters.test_sent' : 'letters.test_kept', { to: sent.to }) })
  }, ['to'])
  // Inside the form of the letter there can be no second one.
  const onKey = (event: React.KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    void submit(event as unknown as FormEvent)
  }
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus returnFocus position="top-start" withArrow>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconSend size={16} aria-hidden />}
          aria-expanded={isOpen}
          onClick={() => setOpen((before) => !before)}
        >
          {t('letters.test')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.test}>
        <TextInput
          data-autofocus
          type="email"
          label={t('letters.test_to')}
          placeholder={t('letters.test_to_me')}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          onKeyDown={onKey}
          error={errorOf('to')}
        />
        <FormFailure>{failure}</FormFailure>
        <Button loading={isBusy} onClick={() => void submit()}>
          {t('letters.test_send')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}
