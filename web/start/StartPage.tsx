import { useSuspenseQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useText } from '../language/useLanguage.ts'
import { setupQuery } from '../session/session.ts'
import { FrontPage } from '../shell/FrontPage.tsx'
import { CompanyForm } from './CompanyForm.tsx'
import { Demonstration } from './Demonstration.tsx'
import classes from './StartPage.module.css'
import type { Way } from './way.ts'
import { Ways } from './Ways.tsx'

/** What the first person to open a new installation meets. */
export function StartPage() {
  const t = useText()
  const { way } = useSearch({ from: '/start' })
  const { codeNeeded, ready } = useSuspenseQuery(setupQuery).data
  const page = ready ? 'demonstration' : way
  if (!page) {
    return (
      <FrontPage title={t('start.title')} description={t('start.description')}>
        <Ways isRemote={codeNeeded} />
      </FrontPage>
    )
  }
  return (
    <FrontPage
      title={t(`start.${page}.title`)}
      description={page === 'demonstration' ? undefined : t(`start.${page}.form`)}
    >
      <Chosen way={page} codeNeeded={codeNeeded} />
      {page !== 'demonstration' && (
        <p className={classes.back}>
          <a href="/start">{t('start.back')}</a>
        </p>
      )}
    </FrontPage>
  )
}

function Chosen({ way, codeNeeded }: { way: Way; codeNeeded: boolean }) {
  return way === 'demonstration' ? (
    <Demonstration />
  ) : (
    <CompanyForm isForImport={way === 'import'} codeNeeded={codeNeeded} />
  )
}
