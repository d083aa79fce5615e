import { Button } from '@mantine/core'
import type { Locus } from '../../../src/causes/rules.ts'
import { useText } from '../../language/useLanguage.ts'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { type Answers, classOf, lociFor } from './answers.ts'
import classes from './CodingPanel.module.css'

type PlaceProps = { answers: Answers; onChoose: (locus: Locus) => void; onRuleFollowed: () => void }

/** The class that follows from the answers, and where in it the cause lies. */
export function Place({ answers, onChoose, onRuleFollowed }: PlaceProps) {
  const t = useText()
  const causeClass = classOf(answers)
  const loci = lociFor(answers)
  return (
    <>
      <output className={classes.class}>
        {causeClass && t('coding.class', { class: t(`cause.class.${causeClass}`) })}
      </output>
      {loci.length > 0 && (
        <fieldset className={classes.question}>
          <legend>{t('coding.locus')}</legend>
          <div className={classes.answers}>
            {loci.map((locus, place) => (
              <Button
                key={locus}
                size="xs"
                variant={answers.locus === locus ? 'filled' : 'default'}
                aria-pressed={answers.locus === locus}
                rightSection={answers.locus === null ? <KeyHint keys={String(place + 1)} /> : undefined}
                onClick={() => onChoose(locus)}
              >
                {t(`cause.locus.${locus}`)}
              </Button>
            ))}
          </div>
          {answers.locus === 'person' && (
            <Button size="xs" variant="light" mt="xs" onClick={onRuleFollowed}>
              {t('coding.to_process')}
            </Button>
          )}
        </fieldset>
      )}
    </>
  )
}
