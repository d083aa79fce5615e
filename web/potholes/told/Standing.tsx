import { UnstyledButton } from '@mantine/core'
import { useFormat, useText } from '../../language/useLanguage.ts'
import type { Telling, ToldState } from './telling.ts'
import classes from './told.module.css'

type Props = { telling: Telling; chosen: ToldState | null; onChoose: (state: ToldState | null) => void }

/** How many stand how; each number shows the people behind it. */
export function Standing({ telling, chosen, onChoose }: Props) {
  const t = useText()
  const format = useFormat()
  const { people, outstanding, replied, states, toldAt, stage } = telling
  return (
    <>
      <p>
        {people === 0
          ? t('told.nobody')
          : outstanding === 0
            ? t('told.all_done', { people })
            : t('told.outstanding', { people, outstanding })}{' '}
        {replied > 0 && t('told.replied', { count: replied })}{' '}
        {stage === 'proven' && toldAt && t('told.since', { day: format.date(toldAt) })}
      </p>
      <dl className={classes.numbers}>
        {states
          .filter((each) => each.people > 0)
          .map(({ state, people: n }) => (
            <div key={state}>
              <dt>{t(`told.state.${state}`)}</dt>
              <dd>
                <UnstyledButton
                  className={classes.figure}
                  aria-pressed={chosen === state}
                  aria-label={`${t(`told.state.${state}`)}: ${t('told.show', { count: n })}`}
                  onClick={() => onChoose(chosen === state ? null : state)}
                >
                  {format.number(n)}
                </UnstyledButton>
              </dd>
            </div>
          ))}
      </dl>
    </>
  )
}
