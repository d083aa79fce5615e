import { Title } from '@mantine/core'
import { IconRoute } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import classes from './JourneysSection.module.css'

/** What customers go through with us, step by step. To be read: journeys come with an import or the demonstration. */
export function JourneysSection() {
  const t = useText()
  const topics = useQuery(ask('listTopics', {}))
  return (
    <>
      <PageHeader title={t('settings.journeys')} description={t('journeys.description')} />
      {topics.isPending && <Loading shape="text" />}
      {topics.isError && <Failed error={topics.error} onRetry={() => void topics.refetch()} />}
      {topics.isSuccess && topics.data.steps.length === 0 && (
        <Empty title={t('journeys.none')} icon={<IconRoute size={28} stroke={1.5} />}>
          {t('journeys.none_why')}
        </Empty>
      )}
      {topics.isSuccess && <Journeys steps={topics.data.steps} />}
    </>
  )
}

type Step = { id: string; code: string; name: { en: string; ru: string }; journey: { en: string; ru: string } }

function Journeys({ steps }: { steps: Step[] }) {
  const { language } = useLanguage()
  const journeys = Map.groupBy(steps, ({ journey }) => journey[language])
  return [...journeys].map(([name, members]) => (
    <section key={name} className={classes.journey}>
      <Title order={2}>{name}</Title>
      <ol className={classes.steps}>
        {members.map((step) => (
          <li key={step.id}>
            {step.name[language]} <code className={classes.code}>{step.code}</code>
          </li>
        ))}
      </ol>
    </section>
  ))
}
