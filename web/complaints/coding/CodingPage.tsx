import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ask } from '../../api/ask.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Agreement } from './Agreement.tsx'
import classes from './CodingPage.module.css'
import type { Pass } from './pass.ts'

/** Where a round of coding begins, and how far coders agree. */
export function CodingPage() {
  const t = useText()
  const may = useMay()
  return (
    <>
      <PageHeader title={t('coding.title')} description={t('coding.page_why')} />
      <div className={classes.rounds}>
        <Round pass={1} name="first" />
        <Round pass={2} name="second" />
        {may('listSamples') && <Samples />}
      </div>
      {may('readAgreement') && <Agreement />}
    </>
  )
}

/** The way to samples, which say something of all complaints. */
function Samples() {
  const t = useText()
  return (
    <section aria-labelledby="round-sample" className={classes.round}>
      <h2 id="round-sample">{t('coding.samples')}</h2>
      <p className={classes.why}>{t('coding.samples_why')}</p>
      <Button component={Link} to="/samples" variant="default">
        {t('coding.to_samples')}
      </Button>
    </section>
  )
}

function Round({ pass, name }: { pass: Pass; name: 'first' | 'second' }) {
  const t = useText()
  const format = useFormat()
  const { data: next } = useQuery({ ...ask('nextToCode', { query: { pass } }), staleTime: 0 })
  return (
    <section aria-labelledby={`round-${pass}`} className={classes.round}>
      <h2 id={`round-${pass}`}>{t(`coding.${name}`)}</h2>
      <p className={classes.why}>{t(`coding.${name}_why`)}</p>
      <p className={classes.left}>
        {next ? (
          <>
            <strong>{format.count({ count: next.left, isCapped: next.more })}</strong> {t('coding.left_label')}
          </>
        ) : (
          '…'
        )}
      </p>
      {next?.reference && (
        <Button
          component={Link}
          to="/complaints/$reference"
          params={{ reference: next.reference } as never}
          search={{ pass } as never}
          variant={pass === 1 ? 'filled' : 'default'}
          aria-label={`${t('coding.begin')}: ${t(`coding.${name}`)}`}
        >
          {t('coding.begin')}
        </Button>
      )}
    </section>
  )
}
