import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { sampleStates } from '../../src/causes/sampling/rules.ts'
import { ask } from '../api/ask.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { useMay } from '../session/useSession.ts'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { AgreementSection } from './AgreementSection.tsx'
import { CodeSection } from './CodeSection.tsx'
import { DifferencesSection } from './DifferencesSection.tsx'
import { DrawnSection } from './DrawnSection.tsx'
import type { SampleWhole } from './sample.ts'
import classes from './Samples.module.css'
import { StateBadge } from './SamplesPage.tsx'

/** One sample: what was drawn, coding it, how far the coders agree, what differs, and the gold that comes of it. */
export function SamplePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { code } = useSearch({ strict: false }) as { code?: boolean }
  const t = useText()
  const navigate = useNavigate()
  const sample = useQuery({
    ...ask('readSample', { params: { id } }),
    // Drawing takes moments.
    refetchInterval: ({ state }) => (state.data?.state === 'drawing' ? 700 : false),
  })
  const leave = () => void navigate({ to: '/samples/$id', params: { id } as never })
  if (sample.isPending) return <Loading shape="page" lines={6} />
  if (sample.isError) {
    return (
      <>
        <PageHeader title={t('samples.title')} back={{ href: '/samples', label: t('samples.title') }} />
        <Failed error={sample.error} onRetry={() => void sample.refetch()} />
      </>
    )
  }
  const { name, state } = sample.data
  const isCoding = code === true && state === 'coding'
  return (
    <>
      <PageHeader
        title={name}
        aside={<StateBadge sample={sample.data} />}
        back={
          isCoding
            ? { href: `/samples/${id}`, label: t('samples.to_sample') }
            : { href: '/samples', label: t('samples.title') }
        }
      />
      {isCoding ? <CodeSection id={id} onDone={leave} /> : <Overview sample={sample.data} />}
    </>
  )
}

function Overview({ sample }: { sample: SampleWhole }) {
  const isCoded = sample.state === 'settling' || sample.state === 'gold'
  return (
    <div className={classes.page}>
      <Steps sample={sample} />
      {sample.state === 'coding' && <Progress sample={sample} />}
      {/* What waits to be done stands first; once nothing does, what came of it. */}
      {sample.state === 'settling' && <DifferencesSection sample={sample} />}
      {isCoded && <AgreementSection sample={sample} />}
      {sample.state === 'gold' && sample.coders > 1 && <DifferencesSection sample={sample} />}
      <DrawnSection sample={sample} />
    </div>
  )
}

/** The four states in their order, and what the one it is in means. */
function Steps({ sample: { state, outdated } }: { sample: SampleWhole }) {
  const t = useText()
  const isStuck = outdated && (state === 'drawing' || state === 'coding')
  return (
    <section aria-label={t('samples.steps')}>
      <ol className={classes.steps}>
        {sampleStates.map((each) => (
          <li key={each} aria-current={each === state ? 'step' : undefined}>
            {t(`samples.state.${each}`)}
          </li>
        ))}
      </ol>
      <output className={classes.facts}>{t(isStuck ? 'samples.outdated_why' : `samples.state_why.${state}`)}</output>
      {outdated && !isStuck && <p className={classes.facts}>{t('samples.outdated_gold')}</p>}
    </section>
  )
}

/** Who coded how many, and the way to code. */
function Progress({ sample: { id, codings, codingsWanted, people, mine, outdated } }: { sample: SampleWhole }) {
  const t = useText()
  const format = useFormat()
  const may = useMay()
  const navigate = useNavigate()
  const code = () => void navigate({ to: '/samples/$id', params: { id } as never, search: { code: true } as never })
  return (
    <section aria-labelledby="progress" className={classes.section}>
      <h2 id="progress">{t('samples.coding')}</h2>
      <p>{t('samples.progress', { codings, wanted: codingsWanted })}</p>
      <progress value={codings} max={codingsWanted} aria-label={t('samples.coding')} className={classes.progress} />
      {people.length > 0 && (
        <ul className={classes.people}>
          {people.map(({ coder, codings: own }) => (
            <li key={coder.id}>
              {coder.name}: {format.number(own)}
            </li>
          ))}
        </ul>
      )}
      {may('codeSampleUnit') && !outdated && (
        <>
          <p>{t('samples.left_for_me', { left: mine.left })}</p>
          {mine.left > 0 ? (
            <Button onClick={code}>{t('samples.code')}</Button>
          ) : (
            <p className={classes.facts}>{t('samples.nothing_left_why')}</p>
          )}
        </>
      )}
    </section>
  )
}
