import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { call } from '../api/client.ts'
import { FormFailure } from '../forms/FormFailure.tsx'
import { useSubmit } from '../forms/useSubmit.ts'
import { useText } from '../language/useLanguage.ts'
import { queries } from '../queries.ts'
import { explain } from '../ui/explain.ts'
import { notify } from '../ui/notices.tsx'
import classes from './mail.module.css'
import type { ShownMail } from './MailDrawer.tsx'

type Decision = Parameters<typeof call<'decideMail'>>[1]['body']

/** What can be done with a message that waits, or was set aside. */
export function MailActions({ mail, onDone }: { mail: ShownMail; onDone: () => void }) {
  const t = useText()
  const [failure, setFailure] = useState<string | null>(null)
  const act = async (body: Decision, words: (reference: string) => string) => {
    setFailure(null)
    try {
      const { reference } = await decide(mail.id, body)
      const isSetAside = body.becomes === 'dismissed' || body.becomes === 'spam'
      notify({ words: words(reference ?? ''), ...(isSetAside && { onUndo: () => void takeBack(mail.id) }) })
      onDone()
    } catch (error) {
      setFailure(explain(error, t))
    }
  }
  if (mail.state === 'dismissed') {
    return (
      <div className={classes.actions}>
        <Button variant="default" onClick={() => void act({ becomes: 'waiting' }, () => t('mail.waits_again'))}>
          {t('mail.back')}
        </Button>
        <FormFailure>{failure}</FormFailure>
      </div>
    )
  }
  if (mail.state !== 'waiting') return null
  return (
    <div className={classes.doing}>
      <div className={classes.actions}>
        <Button onClick={() => void act({ becomes: 'complaint' }, (reference) => t('mail.taken', { reference }))}>
          {t('mail.take')}
        </Button>
        <Button variant="default" onClick={() => void act({ becomes: 'dismissed' }, () => t('mail.dismissed'))}>
          {t('mail.dismiss')}
        </Button>
        <Button
          variant="default"
          title={t('mail.spam_why')}
          onClick={() => void act({ becomes: 'spam' }, () => t('mail.dismissed'))}
        >
          {t('mail.spam')}
        </Button>
      </div>
      <FormFailure>{failure}</FormFailure>
      <Join mail={mail} onDone={onDone} />
    </div>
  )
}

function Join({ mail, onDone }: { mail: ShownMail; onDone: () => void }) {
  const t = useText()
  const [reference, setReference] = useState(mail.near?.reference ?? '')
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    const joined = await decide(mail.id, { becomes: 'message', reference })
    notify({ words: t('mail.joined', { reference: joined.reference ?? reference }) })
    onDone()
  }, ['reference'])
  return (
    <form ref={form} onSubmit={submit} noValidate className={classes.join}>
      <TextInput
        label={t('mail.join_number')}
        name="reference"
        placeholder="AM-00000-00000"
        value={reference}
        onChange={({ currentTarget }) => setReference(currentTarget.value)}
        error={errorOf('reference') ?? failure}
      />
      <Button type="submit" variant="default" loading={isBusy} disabled={reference.trim() === ''}>
        {t('mail.join')}
      </Button>
    </form>
  )
}

async function decide(id: string, body: Decision) {
  const decided = await call('decideMail', { params: { id }, body })
  await askAgain()
  return decided
}

async function takeBack(id: string): Promise<void> {
  await call('decideMail', { params: { id }, body: { becomes: 'waiting' } })
  await askAgain()
}

const askAgain = () =>
  Promise.all(['listMails', 'countMails', 'readMail'].map((name) => queries.invalidateQueries({ queryKey: [name] })))
