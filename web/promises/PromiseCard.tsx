import { Badge, Button, Modal } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { Fact } from '../complaints/page/Fact.tsx'
import factClasses from '../complaints/page/Facts.module.css'
import { useFormat, useLanguage, useText } from '../language/useLanguage.ts'
import { useMay } from '../session/useSession.ts'
import { type ServicePromise, usePlaceNames, wordsOf } from './names.ts'
import { PromiseForm } from './PromiseForm.tsx'
import classes from './promises.module.css'
import { ReadingForm } from './ReadingForm.tsx'
import { Readings } from './Readings.tsx'
import { Versions } from './Versions.tsx'

type Doing = 'change' | 'read' | 'versions'

/** One promise: its words, where it holds, what shows that it was kept, and what it lacks. */
export function PromiseCard({ promise }: { promise: ServicePromise }) {
  const t = useText()
  const may = useMay()
  const { language } = useLanguage()
  const [doing, setDoing] = useState<Doing | null>(null)
  const { findings, state, kind, version } = promise
  const words = wordsOf(promise, language)
  const close = () => setDoing(null)
  return (
    <li className={classes.promise}>
      <div className={classes.head}>
        <h2 className={classes.words}>{t('promise.quoted', { words })}</h2>
        <span className={classes.badges}>
          <Badge variant="default">{t(`promise.kind.${kind}`)}</Badge>
          {state !== 'in_force' && <Badge variant="default">{t(`promise.state.${state}`)}</Badge>}
        </span>
      </div>
      {findings.length > 0 && (
        <ul className={classes.findings} aria-label={t('promise.findings')}>
          {findings.map((finding) => (
            <li key={finding}>
              <IconAlertTriangle size={14} aria-hidden />
              {t(`promise.finding.${finding}`)}
            </li>
          ))}
        </ul>
      )}
      <Facts promise={promise} />
      <Readings promise={promise} />
      <div className={`${classes.actions} not-printed`}>
        {may('addPromiseReading') && state !== 'future' && (
          <Button size="compact-sm" variant="default" onClick={() => setDoing('read')}>
            {t('promise.read')}
          </Button>
        )}
        {may('changePromise') && (
          <Button size="compact-sm" variant="default" onClick={() => setDoing('change')}>
            {t('promise.change')}
          </Button>
        )}
        {may('listPromiseVersions') && version > 1 && (
          <Button size="compact-sm" variant="subtle" onClick={() => setDoing('versions')}>
            {t('promise.versions', { count: version })}
          </Button>
        )}
      </div>
      <Modal opened={doing === 'change'} onClose={close} title={t('promise.change')} size="lg">
        <PromiseForm promise={promise} onDone={close} />
      </Modal>
      <Modal opened={doing === 'read'} onClose={close} title={t('promise.read')}>
        <ReadingForm promise={promise} onDone={close} />
      </Modal>
      <Modal opened={doing === 'versions'} onClose={close} title={t('promise.what_it_said')} size="lg">
        <Versions id={promise.id} />
      </Modal>
    </li>
  )
}

function Facts({ promise }: { promise: ServicePromise }) {
  const t = useText()
  const format = useFormat()
  const { product, step } = usePlaceNames()
  const { saidWhere, conditions, indicator, threshold, remedy, owner, validFrom, validTo, productIds, stepIds } =
    promise
  const day = (date: string) => format.date(`${date}T12:00:00`)
  return (
    <dl className={`${factClasses.list} ${classes.facts}`}>
      <Fact name={t('promise.holds_for')}>
        {productIds.length > 0 ? productIds.map(product).join(', ') : t('promise.all_products')}
        <span className={factClasses.below}>
          {stepIds.length > 0 ? stepIds.map(step).join(', ') : t('promise.all_steps')}
        </span>
      </Fact>
      {conditions && <Fact name={t('promise.conditions')}>{conditions}</Fact>}
      {indicator && (
        <Fact name={t('promise.indicator')}>
          {indicator}
          {threshold !== null && (
            <span className={factClasses.below}>{t('promise.at_least', { share: format.share(threshold) })}</span>
          )}
        </Fact>
      )}
      {remedy && <Fact name={t('promise.remedy')}>{remedy}</Fact>}
      {owner && <Fact name={t('promise.owner')}>{owner.name}</Fact>}
      <Fact name={t('promise.valid')}>
        {validTo
          ? t('promise.valid_until', { from: day(validFrom), to: day(validTo) })
          : t('promise.valid_from', { from: day(validFrom) })}
        {saidWhere && <span className={factClasses.below}>{saidWhere}</span>}
      </Fact>
    </dl>
  )
}
