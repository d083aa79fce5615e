import { Button, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { HandlingPage } from '../../../src/portal/handling/contract.ts'
import { ask } from '../../api/ask.ts'
import { useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { announce } from '../../ui/announce.ts'
import { copy } from '../../ui/clipboard.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { HandlingEditor } from './HandlingEditor.tsx'
import classes from './pages.module.css'

/** What customers open without an account, and what they read there. */
export function PagesSection() {
  const t = useText()
  const may = useMay()
  const page = useQuery(ask('readHandlingPage', {}))
  return (
    <>
      <PageHeader title={t('settings.pages')} description={t('pages.description')} />
      {page.isPending && <Loading />}
      {page.isError && <Failed error={page.error} onRetry={() => void page.refetch()} />}
      {page.isSuccess && (
        <>
          <Addresses address={page.data.address} />
          <EmbedLine address={page.data.address} />
          {may('saveHandlingPage') && <HandlingEditor saved={page.data} />}
        </>
      )}
    </>
  )
}

type AddressProps = Pick<HandlingPage, 'address'>

function Addresses({ address }: AddressProps) {
  const t = useText()
  const pages = [
    ['/tell-us', t('portal.tell_us.title')],
    ['/my-complaint', t('portal.find.title')],
    ['/known-issues', t('portal.known.title')],
    ['/how-we-handle-complaints', t('portal.handling.title')],
  ] as const
  return (
    <section className={classes.part}>
      <Title order={2}>{t('pages.addresses')}</Title>
      <ul className={classes.addresses}>
        {pages.map(([path, title]) => (
          <li key={path}>
            <a href={path} target="_blank" rel="noopener">
              {title}
            </a>
            <code className={classes.address}>
              {address}
              {path}
            </code>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The form on another website: one line to copy. */
function EmbedLine({ address }: AddressProps) {
  const t = useText()
  const line = `<script src="${address}/embed.js" async></script>`
  const copyLine = async () => announce((await copy(line)) ? t('copy.done') : t('copy.failed'))
  return (
    <section className={classes.part}>
      <Title order={2}>{t('pages.embed')}</Title>
      <p className={classes.quiet}>{t('pages.embed_why')}</p>
      <code className={classes.line}>{line}</code>
      <Button variant="default" onClick={() => void copyLine()}>
        {t('pages.copy_line')}
      </Button>
    </section>
  )
}
