import { Button, NativeSelect } from '@mantine/core'
import { IconEar } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import { useText } from '../../language/useLanguage.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { useSilentAddress } from './address.ts'
import { CausesAtRisk } from './CausesAtRisk.tsx'
import { Estimates } from './Estimates.tsx'
import { Market } from './Market.tsx'
import classes from './SilentPage.module.css'

/** What a survey says of silent customers, what problems cost, and by which causes. */
export function Silent() {
  const t = useText()
  const { address, change } = useSilentAddress()
  const { data, error, isFetching, refetch } = useQuery({
    ...ask('readSilentCustomers', { query: { survey: address.survey } }),
    placeholderData: keepPreviousData,
  })
  if (error) return <Failed error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
  if (!data) return <Loading shape="chart" lines={14} />
  const { surveys, survey, estimates, market, causes } = data
  return (
    <>
      {surveys.length > 1 && (
        <div className={`${classes.bar} not-printed`}>
          <NativeSelect
            label={t('survey.choose')}
            value={survey?.id ?? ''}
            onChange={(event) => change({ survey: event.currentTarget.value, show: undefined })}
            data={surveys.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </div>
      )}
      {survey && estimates ? (
        <Estimates survey={survey} estimates={estimates} currency={market.currency} />
      ) : (
        <NobodyAsked isAsked={survey !== null} />
      )}
      <Market market={market} />
      <CausesAtRisk causes={causes} currency={market.currency} />
    </>
  )
}

function NobodyAsked({ isAsked }: { isAsked: boolean }) {
  const t = useText()
  const { change } = useSilentAddress()
  return (
    <section className={classes.section}>
      <Empty
        title={t(isAsked ? 'silent.no_answers' : 'silent.nobody_asked')}
        icon={<IconEar size={28} stroke={1.5} />}
        action={<Button onClick={() => change({ tab: 'surveys' })}>{t('silent.to_surveys')}</Button>}
      >
        {t('silent.nobody_asked_why')}
      </Empty>
    </section>
  )
}
