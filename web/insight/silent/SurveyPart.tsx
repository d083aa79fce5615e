import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { type AnswerOf, addressOf, call } from '../../api/client.ts'
import { download } from '../../api/download.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { explain } from '../../ui/explain.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { notify } from '../../ui/notices.tsx'
import { DrawForm } from './DrawForm.tsx'
import { FailedLetters } from './FailedLetters.tsx'
import classes from './SilentPage.module.css'
import { stepDone } from './stepDone.ts'
import { Wide } from '../../ui/Wide.tsx'

type Whole = AnswerOf<'readSurvey'>

/** One survey: its sample, its letters, how many answered, and the next step. */
export function SurveyPart({ id }: { id: string }) {
  const t = useText()
  const may = useMay()
  const { data, error, isFetching, refetch } = useQuery({
    ...ask('readSurvey', { params: { id } }),
    refetchInterval: 30_000,
  })
  if (error) return <Failed error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
  if (!data) return <Loading lines={5} />
  return (
    <section className={classes.section} aria-label={data.name}>
      <div className={classes.bar}>
        <h2>{data.name}</h2>
        {may('openSurvey') && <Steps survey={data} />}
      </div>
      {data.state === 'made' && (may('drawFromList') ? <DrawForm id={id} /> : <p>{t('survey.not_drawn')}</p>)}
      {data.state !== 'made' && <Sample survey={data} />}
      {data.way === 'letter' && (data.state === 'open' || data.state === 'ended') && <Letters survey={data} />}
    </section>
  )
}

function Steps({ survey }: { survey: Whole }) {
  const t = useText()
  const [asked, setAsked] = useState<'opening' | 'ending' | null>(null)
  const params = { id: survey.id }
  const go = async () => {
    await call(asked === 'opening' ? 'openSurvey' : 'endSurvey', { params })
    await stepDone()
  }
  const fetchLinks = () =>
    download(addressOf('downloadSurveyLinks', { params }), 'survey-links.csv').catch((error: unknown) =>
      notify({ words: explain(error, t), tone: 'failed' }),
    )
  const hasLinks = survey.state === 'drawn' || survey.state === 'open'
  return (
    <div className={`${classes.actions} not-printed`}>
      {hasLinks && (
        <Button variant="default" onClick={() => void fetchLinks()}>
          {t('survey.links')}
        </Button>
      )}
      {survey.state === 'drawn' && (
        <Button onClick={() => setAsked('opening')}>{t(`survey.open.${survey.way}`)}</Button>
      )}
      {survey.state === 'open' && (
        <Button variant="default" onClick={() => setAsked('ending')}>
          {t('survey.end')}
        </Button>
      )}
      <ConfirmDialog
        isOpen={asked !== null}
        title={t(asked === 'ending' ? 'survey.end_question' : 'survey.open_question', { name: survey.name })}
        confirmLabel={asked === 'ending' ? t('survey.end') : t(`survey.open.${survey.way}`)}
        isDestructive={asked === 'ending'}
        onConfirm={go}
        onClose={() => setAsked(null)}
      >
        {asked === 'ending'
          ? t('survey.end_happens')
          : t(`survey.open_happens.${survey.way}`, {
              count: survey.drawn,
              reminders: survey.reminders,
              days: survey.remindAfterDays,
            })}
      </ConfirmDialog>
    </div>
  )
}

/** How large each part of the frame is, and how many of those drawn in it answered. */
function Sample({ survey }: { survey: Whole }) {
  const t = useText()
  const format = useFormat()
  const { strata, inFrame, drawn, answered, seed, frame } = survey
  return (
    <>
      <p>
        {t('survey.sample', {
          frame: t(`survey.frame.${frame ?? 'list'}`),
          inFrame,
          drawn,
          answered,
          rate: drawn > 0 ? format.share(answered / drawn) : '',
          seed: String(seed),
        })}
      </p>
      {frame === 'customers' && <p className={classes.notice}>{t('silent.frame_customers')}</p>}
      <Wide label={t('survey.strata')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('survey.segment')}</th>
              <th scope="col">{t('survey.language')}</th>
              {(['in_frame', 'drawn', 'answered'] as const).map((column) => (
                <th key={column} scope="col" className={classes.amount}>
                  {t(`survey.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {strata.map((stratum) => (
              <tr key={`${stratum.segment} ${stratum.language}`}>
                <th scope="row">{stratum.segment || t('survey.not_stated')}</th>
                <td>{stratum.language || t('survey.not_stated')}</td>
                <td className={classes.amount}>{format.number(stratum.inFrame)}</td>
                <td className={classes.amount}>{format.number(stratum.drawn)}</td>
                <td className={classes.amount}>{format.number(stratum.answered)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  )
}

function Letters({ survey: { id, letters, notWritten, failures } }: { survey: Whole }) {
  const t = useText()
  const may = useMay()
  const isListed = may('listFailedSurveyLetters') && letters.failed + letters.cameBack > 0
  return (
    <>
      <p>{t('survey.letters', { ...letters })}</p>
      {letters.keptHere > 0 && <p className={classes.quiet}>{t('survey.kept_here', { count: letters.keptHere })}</p>}
      {notWritten.stopped + notWritten.noAddress + notWritten.cameBack > 0 && (
        <p className={classes.quiet}>{t('survey.not_written', { ...notWritten })}</p>
      )}
      {(isListed || failures.length > 0) && (
        <div>
          <h3>{t('survey.failures')}</h3>
          {isListed ? (
            <FailedLetters id={id} />
          ) : (
            <ul>
              {failures.map((failure) => (
                <li key={failure.reason}>{`${failure.reason}: ${failure.letters}`}</li>
              ))}
            </ul>
          )}
        </div>
      )}
    </>
  )
}
