import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import type { Pothole } from '../parts.tsx'
import { Sending } from './Sending.tsx'
import { Standing } from './Standing.tsx'
import { type Stage, type Telling, type ToldState } from './telling.ts'
import classes from './told.module.css'
import { ToldPeople } from './ToldPeople.tsx'
import { ToldWords } from './ToldWords.tsx'
import { Whom } from './Whom.tsx'

/** While letters leave, how they stand is asked for again so often. */
const watchMilliseconds = 4000

/** Telling everybody whom the pothole hit: who they are, what they are told, the letters, and what became of each. */
export function ToldPart({ pothole: { id } }: { pothole: Pothole }) {
  const [stage, setStage] = useState<Stage | undefined>()
  const found = useQuery({
    ...ask('readTelling', { params: { id }, query: { stage } }),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? watchMilliseconds : false),
    placeholderData: (before: Telling | undefined) => before,
  })
  if (found.error)
    return <Failed error={found.error} onRetry={() => void found.refetch()} isRetrying={found.isFetching} />
  if (!found.data) return <Loading lines={8} />
  return <Found id={id} telling={found.data} onStage={setStage} />
}

function Found({ id, telling, onStage }: { id: string; telling: Telling; onStage: (stage: Stage) => void }) {
  const t = useText()
  const may = useMay()
  const [state, setState] = useState<ToldState | null>(null)
  return (
    <>
      <section className={classes.section} aria-labelledby="told-standing">
        <h2 id="told-standing">{t('told.title')}</h2>
        <SegmentedControl
          className="not-printed"
          aria-label={t('told.stage')}
          value={telling.stage}
          onChange={(value) => onStage(value as Stage)}
          data={(['earlier', 'proven'] as const).map((value) => ({ value, label: t(`told.stage.${value}`) }))}
        />
        <p className={classes.quiet}>{t(`told.stage_why.${telling.stage}`)}</p>
        {telling.hindrance && <p className={classes.notice}>{t(`told.hindrance.${telling.hindrance}`)}</p>}
        <Standing telling={telling} chosen={state} onChoose={setState} />
      </section>
      <Whom id={id} telling={telling} />
      {may('writeToldWords') && <ToldWords key={telling.stage} id={id} telling={telling} />}
      {may('beginTelling') && <Sending key={`sending ${telling.stage}`} id={id} telling={telling} />}
      <ToldPeople key={`${telling.stage} ${state}`} id={id} telling={telling} state={state} onState={setState} />
    </>
  )
}
