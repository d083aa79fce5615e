import { useFormat, useText } from '../../language/useLanguage.ts'
import { HowComputed } from '../../ui/HowComputed.tsx'
import { type Report, useBarriersAddress } from './address.ts'
import classes from './BarriersPage.module.css'
import { CountLink, Figures } from './Figure.tsx'
import { usePlaceNames } from './names.ts'

/** How long each team held the customers, and how much of it was said to be a waiting for the customer. */
export function Held({ report }: { report: Report }) {
  const t = useText()
  const format = useFormat()
  const { hrefOfNumber } = useBarriersAddress()
  const nameOf = usePlaceNames(report)
  const columns = ['team', 'complaints', 'open', 'time', 'each'] as const
  const places = report.places.filter(({ heldSeconds }) => heldSeconds > 0)
  const byTime = places.toSorted((one, other) => other.heldSeconds - one.heldSeconds)
  return (
    <section className={classes.section}>
      <h2>{t('barriers.held.title')}</h2>
      <Figures
        caption={t('barriers.held.caption')}
        columns={columns.map((column) => t(`barriers.held.${column}`))}
        rows={byTime.map(({ place, complaints, open, heldSeconds }) => ({
          key: place,
          cells: [
            nameOf(place),
            <CountLink key="all" count={complaints} href={hrefOfNumber('touched', place)} />,
            <CountLink key="open" count={open} href={hrefOfNumber('holding', place)} />,
            format.duration(heldSeconds),
            complaints < 5 ? t('barriers.too_few', { n: complaints }) : format.duration(heldSeconds / complaints),
          ],
        }))}
      />
      <Waits report={report} nameOf={nameOf} />
      <HowComputed parts={[t('barriers.how.held'), t('barriers.how.waits'), t('barriers.how.held_source')]} />
    </section>
  )
}

function Waits({ report, nameOf }: { report: Report; nameOf: (place: string) => string }) {
  const t = useText()
  const format = useFormat()
  const { hrefOfNumber } = useBarriersAddress()
  const columns = ['team', 'n', 'time', 'customer', 'us', 'closing', 'lasting', 'unasked'] as const
  if (report.waits.at.length === 0) return <p className={classes.missing}>{t('barriers.waits.none')}</p>
  return (
    <Figures
      caption={t('barriers.waits.caption')}
      columns={columns.map((column) => t(`barriers.waits.${column}`))}
      rows={report.waits.at.map(({ place, n, seconds, byCustomer, byUs, byClosing, lasting, unasked }) => ({
        key: place,
        cells: [
          nameOf(place),
          format.number(n),
          format.duration(seconds),
          <CountLink key="customer" count={byCustomer} href={hrefOfNumber('wait', place, 'customer')} />,
          <CountLink key="us" count={byUs} href={hrefOfNumber('wait', place, 'us')} />,
          <CountLink key="closing" count={byClosing} href={hrefOfNumber('wait', place, 'closed')} />,
          <CountLink key="lasting" count={lasting} href={hrefOfNumber('waiting', place)} />,
          <CountLink key="unasked" count={unasked} href={hrefOfNumber('wait_unasked', place)} />,
        ],
      }))}
    />
  )
}
