import { Button, Code } from '@mantine/core'
import { IconRocket } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { type AnswerOf, call } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { ReleaseTable } from '../../potholes/fixes/KeptReleases.tsx'
import { queries } from '../../queries.ts'
import { announce } from '../../ui/announce.ts'
import { copy } from '../../ui/clipboard.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { notify } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import classes from './releases.module.css'

type Hook = AnswerOf<'readReleaseHook'>
const sources = ['github', 'jira', 'generic'] as const

/** Where programs tell that a release is live, with what they sign it, and what they told. */
export function ReleasesSection() {
  const t = useText()
  const hook = useQuery(ask('readReleaseHook', {}))
  return (
    <>
      <PageHeader title={t('settings.releases')} description={t('releases.description')} />
      {hook.isPending && <Loading lines={5} />}
      {hook.isError && <Failed error={hook.error} onRetry={() => void hook.refetch()} />}
      {hook.data && (
        <div className={classes.page}>
          <Secret hook={hook.data} />
          <Addresses hook={hook.data} />
          <Told />
        </div>
      )}
    </>
  )
}

function Secret({ hook: { secret, madeAt, madeBy } }: { hook: Hook }) {
  const t = useText()
  const format = useFormat()
  const [isShown, setShown] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const renew = async () => {
    await call('renewReleaseSecret', {})
    await queries.invalidateQueries({ queryKey: ['readReleaseHook'] })
    notify({ words: t('releases.secret_made') })
  }
  return (
    <section aria-labelledby="release-secret">
      <h2 id="release-secret">{t('releases.secret')}</h2>
      <p className={classes.quiet}>{t('releases.secret_why')}</p>
      {secret && (
        <div className={classes.line}>
          <Code className={classes.value}>{isShown ? secret : '•'.repeat(24)}</Code>
          <Button variant="default" size="compact-md" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
            {t('releases.secret_show')}
          </Button>
          <CopyButton words={secret} label={t('releases.secret_copy')} />
        </div>
      )}
      {madeAt && (
        <p className={classes.quiet}>
          {t('releases.secret_made_by', { name: madeBy?.name ?? '–', date: format.dateTime(madeAt) })}
        </p>
      )}
      <Button variant={secret ? 'default' : 'filled'} onClick={() => (secret ? setAsking(true) : void renew())}>
        {t(secret ? 'releases.secret_renew' : 'releases.secret_make')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('releases.secret_renew_question')}
        confirmLabel={t('releases.secret_renew')}
        isDestructive
        onConfirm={renew}
        onClose={() => setAsking(false)}
      >
        {t('releases.secret_renew_happens')}
      </ConfirmDialog>
    </section>
  )
}

function CopyButton({ words, label }: { words: string; label: string }) {
  const t = useText()
  const copyWords = async () => announce((await copy(words)) ? t('copy.done') : t('copy.failed'))
  return (
    <Button variant="default" size="compact-md" aria-label={label} onClick={() => void copyWords()}>
      {t('secret.copy')}
    </Button>
  )
}

function Addresses({ hook: { addresses } }: { hook: Hook }) {
  const t = useText()
  return (
    <section aria-labelledby="release-addresses">
      <h2 id="release-addresses">{t('releases.addresses')}</h2>
      <dl className={classes.addresses}>
        {sources.map((source) => (
          <div key={source}>
            <dt>{t(`releases.source.${source}`)}</dt>
            <dd>
              <div className={classes.line}>
                <Code className={classes.value}>{addresses[source]}</Code>
                <CopyButton
                  words={addresses[source]}
                  label={t('releases.address_copy', { source: t(`releases.source.${source}`) })}
                />
              </div>
              <p className={classes.quiet}>{t(`releases.how.${source}`)}</p>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Told() {
  const t = useText()
  const told = useQuery(ask('listReleases', { query: { limit: 50 } }))
  return (
    <section aria-labelledby="releases-told">
      <h2 id="releases-told">{t('releases.told')}</h2>
      {told.isPending && <Loading lines={3} />}
      {told.isError && <Failed error={told.error} onRetry={() => void told.refetch()} />}
      {told.data?.items.length === 0 && (
        <Empty title={t('releases.none')} icon={<IconRocket size={28} stroke={1.5} />}>
          {t('releases.none_why')}
        </Empty>
      )}
      {told.data && told.data.items.length > 0 && <ReleaseTable releases={told.data.items} />}
    </section>
  )
}
