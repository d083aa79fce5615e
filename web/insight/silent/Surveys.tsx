import { Button, Modal } from '@mantine/core'
import { IconEar, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { useSilentAddress } from './address.ts'
import classes from './SilentPage.module.css'
import { SurveyForm } from './SurveyForm.tsx'
import { SurveyPart } from './SurveyPart.tsx'
import { Wide } from '../../ui/Wide.tsx'

/** Surveys of random samples: what they ask about, how far each is, and what it takes to go on. */
export function Surveys() {
  const t = useText()
  const may = useMay()
  const { address, change } = useSilentAddress()
  const [isMaking, setMaking] = useState(false)
  const { data, error, isFetching, refetch } = useQuery(ask('listSurveys', {}))
  if (error) return <Failed error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
  if (!data) return <Loading lines={6} />
  const make = may('makeSurvey') && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setMaking(true)}>
      {t('survey.make')}
    </Button>
  )
  const chosen = data.find(({ id }) => id === address.survey) ?? data[0]
  return (
    <>
      {data.length === 0 ? (
        <section className={classes.section}>
          <Empty title={t('survey.none')} icon={<IconEar size={28} stroke={1.5} />} action={make || undefined}>
            {t('survey.none_why')}
          </Empty>
        </section>
      ) : (
        <>
          <div className={classes.bar}>
            <p className={classes.quiet}>{t('survey.what')}</p>
            {make}
          </div>
          <SurveyList surveys={data} chosen={chosen?.id} />
        </>
      )}
      {chosen && <SurveyPart key={chosen.id} id={chosen.id} />}
      <Modal
        opened={isMaking}
        onClose={() => setMaking(false)}
        title={t('survey.make')}
        size="lg"
        closeOnClickOutside={false}
      >
        <SurveyForm
          onDone={(id) => {
            setMaking(false)
            if (id) change({ survey: id })
          }}
        />
      </Modal>
    </>
  )
}

type Listed = Parameters<typeof SurveyRow>[0]['survey']

function SurveyList({ surveys, chosen }: { surveys: Listed[]; chosen: string | undefined }) {
  const t = useText()
  return (
    <Wide label={t('survey.tab')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('survey.name')}</th>
            <th scope="col">{t('survey.days')}</th>
            <th scope="col">{t('survey.state')}</th>
            <th scope="col" className={classes.amount}>
              {t('survey.drawn')}
            </th>
            <th scope="col" className={classes.amount}>
              {t('survey.answered')}
            </th>
          </tr>
        </thead>
        <tbody>
          {surveys.map((survey) => (
            <SurveyRow key={survey.id} survey={survey} isChosen={survey.id === chosen} />
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

type SurveyRowProps = {
  survey: {
    id: string
    name: string
    from: string
    to: string
    state: 'made' | 'drawn' | 'open' | 'ended'
    drawn: number
    answered: number
  }
  isChosen: boolean
}

function SurveyRow({ survey: { id, name, from, to, state, drawn, answered }, isChosen }: SurveyRowProps) {
  const t = useText()
  const format = useFormat()
  const { hrefWith } = useSilentAddress()
  const day = (date: string) => format.date(`${date}T12:00:00`)
  return (
    <tr>
      <th scope="row">
        <a href={hrefWith({ survey: id })} aria-current={isChosen || undefined}>
          {name}
        </a>
      </th>
      <td>{`${day(from)} – ${day(to)}`}</td>
      <td>{t(`survey.state.${state}`)}</td>
      <td className={classes.amount}>{format.number(drawn)}</td>
      <td className={classes.amount}>
        {drawn > 0 ? `${format.number(answered)} (${format.share(answered / drawn)})` : format.number(answered)}
      </td>
    </tr>
  )
}
