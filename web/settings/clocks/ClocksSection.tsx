import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Calendars } from './Calendars.tsx'
import { CareTimesForm } from './CareTimesForm.tsx'
import { CatchingUp } from './CatchingUp.tsx'
import { LadderForm } from './LadderForm.tsx'
import { Presets } from './Presets.tsx'
import { Regimes } from './Regimes.tsx'

export type Regime = AnswerOf<'listRegimes'>['items'][number]
export type WorkCalendar = AnswerOf<'listCalendars'>[number]

/** By when what is owed to a customer, by which calendar, and who is told when it is due. */
export function ClocksSection() {
  const t = useText()
  const regimes = useQuery({
    ...ask('listRegimes', {}),
    refetchInterval: ({ state }) => (state.data?.catchingUp ? 2000 : false),
  })
  const calendars = useQuery(ask('listCalendars', {}))
  const failed = regimes.error ?? calendars.error
  const retry = () => {
    void regimes.refetch()
    void calendars.refetch()
  }
  return (
    <>
      <PageHeader title={t('settings.clocks')} description={t('clocks.description')} />
      {(regimes.isPending || calendars.isPending) && !failed && <Loading lines={6} />}
      {failed && <Failed error={failed} onRetry={retry} />}
      {regimes.isSuccess && calendars.isSuccess && (
        <>
          <CatchingUp progress={regimes.data.catchingUp} />
          <Regimes regimes={regimes.data.items} calendars={calendars.data} />
          <Presets />
          <Calendars calendars={calendars.data} />
          <LadderForm />
          <CareTimesForm />
        </>
      )}
    </>
  )
}
