import { Badge } from '@mantine/core'
import { useFormat, useLanguage, useText } from '../../language/useLanguage.ts'
import type { Routing } from './draft.ts'
import classes from './routing.module.css'
import { sayRule } from './sentence.ts'
import { useRoutingWorld } from './useNames.ts'

/** The rules as sentences, for those who may read them. */
export function RoutingSentences({ routing: { rules, lastResortId, updateWithinHours } }: { routing: Routing }) {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  const { names } = useRoutingWorld()
  return (
    <>
      <ol className={classes.sentences}>
        {rules.map((rule, at) => (
          <li key={at}>
            <strong>{rule.name}</strong> {!rule.active && <Badge variant="default">{t('routing.off')}</Badge>}
            <p>{sayRule(rule, { names, t, language })}</p>
          </li>
        ))}
      </ol>
      <dl className={classes.facts}>
        <dt>{t('routing.last_resort')}</dt>
        <dd>{names.person(lastResortId)}</dd>
        <dt>{t('routing.hours_until')}</dt>
        <dd>{format.number(updateWithinHours)}</dd>
      </dl>
      <p className={classes.quiet}>{t('routing.read_only')}</p>
    </>
  )
}
