import { useFormat, useText } from '../../language/useLanguage.ts'
import { HowComputed } from '../../ui/HowComputed.tsx'
import { type Report, useBarriersAddress } from './address.ts'
import classes from './BarriersPage.module.css'
import { CountLink, Figures, ShareWords } from './Figure.tsx'
import { useActivityName, usePlaceNames } from './names.ts'

const ends = ['solved', 'unsolved', 'unknown', 'open'] as const

/** How often customers had to come to us, and what was done over again. */
export function Contacts({ report }: { report: Report }) {
  const t = useText()
  const format = useFormat()
  const { solved, atOnce, spread } = report.contacts
  const counts = [...new Set(spread.map(({ contacts }) => contacts))].toSorted()
  const shown = ends.filter((each) => spread.some(({ ended }) => ended === each))
  const number = (value: number) => format.number(value, { maximumFractionDigits: 2 })
  return (
    <section className={classes.section}>
      <h2>{t('barriers.contacts.title')}</h2>
      <p>
        {t('barriers.contacts.at_once')} <ShareWords share={atOnce} />
        {solved?.interval && (
          <>
            <br />
            {t('barriers.contacts.mean', {
              mean: number(solved.mean),
              low: number(solved.interval.low),
              high: number(solved.interval.high),
              n: solved.n,
            })}
          </>
        )}
      </p>
      <Figures
        caption={t('barriers.contacts.caption')}
        columns={[t('barriers.contacts.times'), ...shown.map((each) => t(`barriers.contacts.${each}`))]}
        rows={counts.map((contacts) => ({
          key: contacts,
          cells: [
            contacts,
            ...shown.map((ended) =>
              format.number(spread.find((each) => each.ended === ended && each.contacts === contacts)?.complaints ?? 0),
            ),
          ],
        }))}
      />
      <Rework report={report} />
      <HowComputed parts={[t('barriers.how.contacts'), t('barriers.how.rework'), t('barriers.how.mean')]} />
    </section>
  )
}

function Rework({ report }: { report: Report }) {
  const t = useText()
  const format = useFormat()
  const { hrefOfNumber } = useBarriersAddress()
  const [nameOf, activityOf] = [usePlaceNames(report), useActivityName()]
  const { activities, share } = report.rework
  return (
    <>
      <p>
        {t('barriers.rework.share')} <ShareWords share={share} isRecorded={share.count > 0} />
      </p>
      {activities.length > 0 && (
        <Figures
          caption={t('barriers.rework.caption')}
          columns={[
            t('barriers.rework.what'),
            t('barriers.ends.team'),
            t('barriers.complaints'),
            t('barriers.rework.times'),
          ]}
          rows={activities.slice(0, 12).map(({ place, activity, complaints, n }) => ({
            key: `${place}~${activity}`,
            cells: [
              activityOf(activity),
              nameOf(place),
              <CountLink key="n" count={complaints} href={hrefOfNumber('rework', place, activity)} />,
              format.number(n),
            ],
          }))}
        />
      )}
    </>
  )
}
