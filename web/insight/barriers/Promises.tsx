import { useFormat, useText } from '../../language/useLanguage.ts'
import { HowComputed } from '../../ui/HowComputed.tsx'
import { type Report, useBarriersAddress } from './address.ts'
import classes from './BarriersPage.module.css'
import { Figures, ShareWords } from './Figure.tsx'
import { usePlaceNames } from './names.ts'

const kinds = ['made', 'moved', 'broken', 'put_off'] as const

/** What customers were told and when: made, moved, broken, and put off without a word to them. */
export function Promises({ report }: { report: Report }) {
  const t = useText()
  const format = useFormat()
  const { hrefOfNumber } = useBarriersAddress()
  const nameOf = usePlaceNames(report)
  const { at, moved, broken, putOff } = report.promises
  const places = [...new Set(at.map(({ place }) => place))]
  return (
    <section className={classes.section}>
      <h2>{t('barriers.promises.title')}</h2>
      <p>
        {t('barriers.promises.moved_share')} <ShareWords share={moved} isRecorded={at.length > 0} />
        <br />
        {t('barriers.promises.broken_share')} <ShareWords share={broken} isRecorded={at.length > 0} />
        <br />
        {t('barriers.promises.put_off_share')} <ShareWords share={putOff} isRecorded={at.length > 0} />
      </p>
      {places.length > 0 && (
        <Figures
          caption={t('barriers.promises.caption')}
          columns={[t('barriers.ends.team'), ...kinds.map((kind) => t(`barriers.promises.${kind}`))]}
          rows={places.map((place) => ({
            key: place,
            cells: [
              nameOf(place),
              ...kinds.map((kind) => {
                const found = at.find((each) => each.place === place && each.what === kind)
                return found ? (
                  <a key={kind} href={hrefOfNumber('promise', place, kind)}>
                    {format.number(found.n)}
                  </a>
                ) : (
                  format.number(0)
                )
              }),
            ],
          }))}
        />
      )}
      <HowComputed parts={[t('barriers.how.promises'), t('barriers.how.share')]} />
    </section>
  )
}
