import { Button, Modal } from '@mantine/core'
import { IconMapSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { listAddress } from '../../causes/openings.ts'
import { type Translate, useFormat, useLanguage, useText } from '../../language/useLanguage.ts'
import { usePlaceNames, wordsOf } from '../../promises/names.ts'
import { useMay } from '../../session/useSession.ts'
import { Empty } from '../../ui/Empty.tsx'
import { HowComputed } from '../../ui/HowComputed.tsx'
import { PeriodButton } from '../../ui/period/PeriodButton.tsx'
import type { Days, Extent } from '../../ui/period/periods.ts'
import type { Column } from '../../ui/table/columns.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import type { Pothole } from '../parts.tsx'
import { Looks } from './Looks.tsx'
import { LookForm } from './LookForm.tsx'
import classes from './touched.module.css'
import type { Place, Touched } from './useTouched.ts'

type PlacesProps = {
  pothole: Pothole
  touched: Touched
  days: Days
  /** null: there are no complaints at all. */
  extent: Extent | null
  onChoose: (days: Days) => void
}

/** Other products and steps with the same promise or step, also where nobody complained, and what was found there. */
export function Places({ pothole, touched, days, extent, onChoose }: PlacesProps) {
  const t = useText()
  const { step } = usePlaceNames()
  const [looked, setLooked] = useState<Place | null>(null)
  const columns = useColumns(touched, days, setLooked)
  const { places, unstatedSteps } = touched
  const isNamed = touched.promises.some(({ named }) => named) || touched.steps.some(({ named }) => named)
  const done = places.filter(({ looks }) => looks.length > 0).length
  return (
    <section className={classes.section} aria-labelledby="touched-places">
      <h2 id="touched-places">{t('touched.places')}</h2>
      <p className={classes.about}>{t('touched.places_why')}</p>
      {places.length > 0 && (
        <div className={classes.bar}>
          {extent && (
            <span className="not-printed">
              <PeriodButton days={days} extent={extent} onChoose={onChoose} />
            </span>
          )}
          <span>{t('touched.looked_at', { done, count: places.length })}</span>
        </div>
      )}
      {unstatedSteps.length > 0 && (
        <p className={classes.about}>
          {t('touched.unstated', { steps: unstatedSteps.map(step).join(', ') })}{' '}
          <a href="/promises?part=steps">{t('touched.state_them')}</a>
        </p>
      )}
      {touched.exposureUnknown && <p className={classes.about}>{t(`touched.exposure.${touched.exposureUnknown}`)}</p>}
      {places.length === 0 ? (
        <Empty
          title={t(isNamed ? 'touched.no_place' : 'touched.nothing_named')}
          icon={<IconMapSearch size={28} stroke={1.5} />}
        >
          {t(isNamed ? 'touched.no_place_why' : 'touched.nothing_named_why')}
        </Empty>
      ) : (
        <>
          <DataTable
            label={t('touched.places')}
            columns={columns}
            rows={places}
            rowKey={({ productId, stepId }) => `${productId} ${stepId}`}
            total={places.length}
          />
          <HowComputed parts={howParts(t)} />
        </>
      )}
      <Modal opened={looked !== null} onClose={() => setLooked(null)} title={t('touched.look')}>
        {looked && <LookForm pothole={pothole} place={looked} onDone={() => setLooked(null)} />}
      </Modal>
    </section>
  )
}

const howParts = (t: Translate) => [t('touched.how_which'), t('touched.how_numbers'), t('touched.how_source')]

/** The complaints of a place in the list of complaints. */
const complaintsAt = ({ productId, stepId }: Place, days: Days) =>
  listAddress({ ...days, ...(productId && { product: productId }), ...(stepId && { step: stepId }) })

function useColumns(touched: Touched, days: Days, onLook: (place: Place) => void): Column<Place>[] {
  const t = useText()
  const may = useMay()
  const format = useFormat()
  const { place } = usePlaceNames()
  const because = useBecause()
  return [
    { key: 'place', header: t('touched.place'), card: 'head', cell: place },
    { key: 'because', header: t('touched.because'), cell: (row) => because(row) },
    {
      key: 'count',
      header: t('nav.complaints'),
      width: '9rem',
      align: 'end',
      cell: (row) =>
        row.count === 0 ? t('touched.nobody') : <a href={complaintsAt(row, days)}>{format.number(row.count)}</a>,
    },
    ...(touched.exposureUnknown
      ? []
      : [{ key: 'rate', header: t('touched.rate'), width: '11rem', cell: rateIn(t, format) }]),
    { key: 'found', header: t('touched.found'), cell: ({ looks }) => <Looks looks={looks} /> },
    ...(may('lookAtPlace')
      ? [
          {
            key: 'do',
            header: t('touched.do'),
            width: '8.5rem',
            card: 'line' as const,
            cell: (row: Place) => (
              <Button
                size="compact-xs"
                variant="default"
                className="not-printed"
                aria-label={t('touched.look_at', { place: place(row) })}
                onClick={() => onLook(row)}
              >
                {t('touched.look')}
              </Button>
            ),
          },
        ]
      : []),
  ]
}

const rateIn =
  (t: Translate, format: ReturnType<typeof useFormat>) =>
  ({ units, unitName, rate }: Place) => {
    if (units === null) return t('touched.unknown')
    const of = t('touched.of_units', { units: format.number(units), unit: unitName ?? '' })
    const digits = { maximumSignificantDigits: 3 }
    return (
      <>
        {rate
          ? `${format.number(rate.perThousand, digits)} (${format.number(rate.low, digits)} – ${format.number(rate.high, digits)})`
          : t('promise.too_few')}
        <span className={classes.quiet}>{of}</span>
      </>
    )
  }

/** What a place has in common with the pothole, in words. */
function useBecause() {
  const t = useText()
  const { language } = useLanguage()
  const { step } = usePlaceNames()
  const { data: promises = [] } = useQuery(ask('listPromises', {}))
  return ({ because }: Place) => {
    if (because.length === 0) return t('touched.no_longer')
    const words = (id: string) => {
      const promise = promises.find((each) => each.id === id)
      return promise ? wordsOf(promise, language) : '…'
    }
    return because
      .map(({ kind, id }) =>
        kind === 'step' ? t('touched.same_step', { step: step(id) }) : t('touched.same_promise', { words: words(id) }),
      )
      .join('; ')
  }
}
