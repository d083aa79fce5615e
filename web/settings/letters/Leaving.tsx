import { Button, Radio, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { type AnswerOf, call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { useMay } from '../../session/useSession.ts'
import { notify } from '../../ui/notices.tsx'
import classes from './letters.module.css'

type Settings = AnswerOf<'readLetterSettings'>

/** Who letters are from, whether they leave, whether they are signed, and how answers find their complaint. */
export function Leaving() {
  const t = useText()
  const may = useMay()
  const { data: settings } = useQuery(ask('readLetterSettings', {}))
  if (!settings) return null
  return (
    <section aria-labelledby="leaving" className={classes.leaving}>
      <h2 id="leaving" className={classes.heading}>
        {t('letters.leaving')}
      </h2>
      <Facts settings={settings} />
      {may('changeLetterSettings') && <AnswersForm settings={settings} />}
    </section>
  )
}

function Facts({ settings: { from, delivery, dkim } }: { settings: Settings }) {
  const t = useText()
  return (
    <dl className={classes.facts}>
      <dt>{t('letters.from')}</dt>
      <dd>{from}</dd>
      <dt>{t('letters.leave_by')}</dt>
      <dd>
        {delivery === 'server' ? (
          t('letters.by_server')
        ) : (
          <>
            {t('letters.by_nothing')} <a href="/development-mailbox">{t('nav.development_mailbox')}</a>
          </>
        )}
      </dd>
      <dt>{t('letters.signature')}</dt>
      <dd>
        {dkim ? (
          <>
            {t('letters.signed')}
            <code className={classes.record}>
              {dkim.name} TXT "{dkim.text}"
            </code>
          </>
        ) : (
          t('letters.not_signed')
        )}
      </dd>
    </dl>
  )
}

function AnswersForm({ settings }: { settings: Settings }) {
  const t = useText()
  const [replyAddress, setReplyAddress] = useState(settings.replyAddress ?? '')
  const [tagIn, setTagIn] = useState(settings.tagIn)
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    const body = { replyAddress: replyAddress.trim() || null, tagIn }
    await call('changeLetterSettings', { body })
    await queries.invalidateQueries({ queryKey: ['readLetterSettings'] })
    notify({ words: t('letters.settings_saved') })
  }, ['replyAddress'])
  const isSame = replyAddress.trim() === (settings.replyAddress ?? '') && tagIn === settings.tagIn
  return (
    <form ref={form} onSubmit={submit} noValidate className={classes.answers}>
      <TextInput
        type="email"
        label={t('letters.reply_address')}
        description={t('letters.reply_address_why')}
        placeholder={/<(.+)>/.exec(settings.from)?.[1] ?? settings.from}
        value={replyAddress}
        onChange={(event) => setReplyAddress(event.currentTarget.value)}
        error={errorOf('replyAddress')}
      />
      <Radio.Group
        label={t('letters.tag_in')}
        description={t('letters.tag_in_why')}
        value={tagIn}
        onChange={(value) => setTagIn(value as Settings['tagIn'])}
      >
        <div className={classes.radios}>
          <Radio value="address" label={t('letters.tag_in_address')} />
          <Radio value="subject" label={t('letters.tag_in_subject')} />
        </div>
      </Radio.Group>
      <FormFailure>{failure}</FormFailure>
      <Button type="submit" variant="default" loading={isBusy} disabled={isSame}>
        {t('settings.save')}
      </Button>
    </form>
  )
}
