import { Badge, Button } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { complaintsOf } from '../rule.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { Stages } from './Stages.tsx'
import classes from './fixes.module.css'
import type { Fix } from './terms.ts'

const colourOf: { [State in Fix['state']]: string } = {
  waiting: 'yellow',
  rolling_out: 'blue',
  live: 'teal',
  dropped: 'gray',
}

/** An agreed fix: what was agreed, locked, and what is live of it. */
export function FixCard({ fix }: { fix: Fix }) {
  const t = useText()
  const format = useFormat()
  const mayDrop = useMay()('dropFix') && fix.state !== 'dropped'
  const [isDropping, setDropping] = useState(false)
  return (
    <article className={classes.card} aria-labelledby={`fix-${fix.id}`}>
      <header className={classes.head}>
        <h2 id={`fix-${fix.id}`}>{fix.name}</h2>
        <Badge variant="dot" color={colourOf[fix.state]}>
          {t(`fix.state.${fix.state}`)}
        </Badge>
      </header>
      <p className={classes.words}>{fix.change}</p>
      {fix.dropped && (
        <p className={classes.words}>
          {t('fix.dropped_by', { name: fix.dropped.by.name, date: format.date(fix.dropped.at) })}{' '}
          <q>{fix.dropped.reason}</q>
        </p>
      )}
      <Agreed fix={fix} />
      <Stages fix={fix} />
      <Comparison fix={fix} />
      <p className={classes.quiet}>
        <IconLock size={14} aria-hidden />{' '}
        {t('fix.agreed_by', { name: fix.agreedBy.name, date: format.dateTime(fix.agreedAt) })}
      </p>
      {mayDrop && (
        <div className={classes.actions}>
          <Button variant="subtle" color="red" onClick={() => setDropping(true)}>
            {t('fix.drop')}
          </Button>
        </div>
      )}
      <ReasonDialog
        isOpen={isDropping}
        title={t('fix.drop_question', { name: fix.name })}
        happens={t('fix.drop_happens')}
        submitLabel={t('fix.drop')}
        operation="dropFix"
        input={{ params: { id: fix.id }, ifMatch: fix.version }}
        onClose={() => setDropping(false)}
      />
    </article>
  )
}

function Agreed({ fix }: { fix: Fix }) {
  const t = useText()
  const format = useFormat()
  const { baseline, target, expectedRatio, expectedBy, doneBy, place, cost } = fix
  const days = { from: format.date(baseline.from), to: format.date(baseline.to) }
  return (
    <dl className={classes.facts}>
      <dt>{t('fix.expected')}</dt>
      <dd>{t('fix.expected_said', { share: format.share(1 - expectedRatio), date: format.date(expectedBy) })}</dd>
      <dt>{t('fix.baseline')}</dt>
      <dd>
        <a href={complaintsOf(target.filters, { from: baseline.from, to: baseline.to })}>
          {t('fix.baseline_said', { ...days, count: baseline.complaints })}
        </a>
      </dd>
      <dt>{t('fix.done_by')}</dt>
      <dd>{doneBy.name}</dd>
      {place && (
        <>
          <dt>{t('fix.place')}</dt>
          <dd>{place}</dd>
        </>
      )}
      {cost && (
        <>
          <dt>{t('fix.cost')}</dt>
          <dd>{format.money(cost.amount, cost.currency)}</dd>
        </>
      )}
    </dl>
  )
}

function Comparison({ fix: { controls, baseline } }: { fix: Fix }) {
  const t = useText()
  if (controls.length === 0) return <p className={classes.quiet}>{t('fix.controls_none')}</p>
  return (
    <p className={classes.words}>
      {t('fix.compared_with')}{' '}
      {controls.map(({ number, name, rule }, index) => (
        <span key={number}>
          {index > 0 && ', '}
          <a href={complaintsOf(rule.filters, { from: baseline.from, to: baseline.to })}>{name}</a>
        </span>
      ))}
    </p>
  )
}
