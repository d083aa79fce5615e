import { Tabs } from '@mantine/core'
import { useText } from '../../language/useLanguage.ts'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { usePeriod } from '../../ui/period/usePeriod.ts'
import { ReportActions } from '../ReportActions.tsx'
import { type Tab, useSilentAddress } from './address.ts'
import { AnswersPanel } from './AnswersPanel.tsx'
import classes from './SilentPage.module.css'
import { Scores } from './Scores.tsx'
import { Silent } from './Silent.tsx'
import { Surveys } from './Surveys.tsx'

/** Customers who had a problem and said nothing, what that costs, the surveys that know it, and the scores of those who speak. */
export function SilentPage() {
  const t = useText()
  const { address, change } = useSilentAddress()
  const { days } = usePeriod()
  const go = (tab: string | null) => change({ tab: tab === 'silent' ? undefined : (tab as Tab), show: undefined })
  return (
    <div className={classes.page}>
      <PageHeader
        title={t('nav.silent_customers')}
        description={t('silent.description')}
        actions={<ReportActions page="silent-customers" days={days} narrowing={{ survey: address.survey }} />}
      />
      <Tabs value={address.tab ?? 'silent'} onChange={go} keepMounted={false}>
        <Tabs.List aria-label={t('silent.parts')}>
          <Tabs.Tab value="silent">{t('silent.tab')}</Tabs.Tab>
          <Tabs.Tab value="surveys">{t('survey.tab')}</Tabs.Tab>
          <Tabs.Tab value="scores">{t('score.tab')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="silent">
          <Silent />
        </Tabs.Panel>
        <Tabs.Panel value="surveys">
          <Surveys />
        </Tabs.Panel>
        <Tabs.Panel value="scores">
          <Scores />
        </Tabs.Panel>
      </Tabs>
      <AnswersPanel />
    </div>
  )
}
